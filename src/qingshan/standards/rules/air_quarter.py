"""空气质量季度补偿: the weighted change of PM2.5 and PM10 that is paid for, and the amount at a price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import PERCENT, Value, below, choose, equal, half_even, multiply, subtract
from qingshan.kernel.text import Text
from qingshan.standards.formulas.weighted import weighted_sum
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

ITEMS = ("pm25", "pm10")
WEIGHED = DECIMALS + 2
COUNTED = 2 * DECIMALS + 2


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``weighed`` the weighted drop in µg/m³ (negative: a rise), ``counted`` with its coefficient, both exact.

    ``amount`` in 10⁴ yuan at a price per µg/m³; negative is paid by the place. ``met`` and ``above_mean`` (the drop is
    above the province's mean) are 0/1. Missing where a mean or a flag is.
    """
    weights = rules.table("weights")
    drops = [subtract(values.get(f"{item}_before"), values.get(f"{item}_now")) for item in ITEMS]
    weighed = weighted_sum(drops, [int(weights[item]) for item in ITEMS])
    counted = multiply(weighed, _coefficient(values, weighed, rules))
    amount = half_even(multiply(counted, values.get("price")), PERCENT * SCALE * SCALE)
    return {"weighed": weighed, "counted": counted, "amount": amount}


def _coefficient(values: Mapping[str, Value], weighed: Value, rules: Rules) -> Value:
    found = rules.scaled("coefficients", DECIMALS)
    missed = choose(equal(values.get("above_mean"), 1), found["above_mean"], found["other"])
    falling = choose(equal(values.get("met"), 1), found["met"], missed)
    return choose(below(weighed, 0), rules.scaled("rise_coefficient", DECIMALS), falling)


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    amount = written(outcome["amount"], DECIMALS)
    return {"weighed": written(outcome["weighed"], WEIGHED), "amount": amount}


RULE = Rule(
    name="air-quarter",
    label=Text("空气质量季度补偿", "quarterly compensation for air quality"),
    family="air_compensation",
    inputs=(
        *(Quantity(f"{item}_{when}", "µg/m³") for item in ITEMS for when in ("before", "now")),
        Quantity("met", decimals=0),
        Quantity("above_mean", decimals=0),
        Quantity("price", "10⁴ yuan", optional=True),
    ),
    outputs=(
        Quantity("weighed", "µg/m³", decimals=WEIGHED),
        Quantity("counted", "µg/m³", decimals=COUNTED),
        Quantity("amount", "10⁴ yuan"),
    ),
    compute=compute,
    answer="counted",
    parts=parts,
)
