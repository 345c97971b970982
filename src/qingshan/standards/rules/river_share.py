"""流域生态补偿资金: a county's share of the fund by four weighted factors, less what an accident takes off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import PERCENT, Value, at_most, choose, equal, half_even, multiply, present, subtract
from qingshan.kernel.text import Text
from qingshan.standards.formulas.weighted import weighted_sum
from qingshan.standards.rule import DECIMALS, SCALE, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

FACTORS = ("water", "work", "forest", "resources")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``share`` in per cent of the fund from the county's share of each factor; ``amount``, ``held`` and ``paid``.

    ``held`` is what a major accident takes off, for the next year's fund: nothing without one, missing for a cut
    outside the bounds. Missing where a factor or the fund is.
    """
    weights = rules.table("weights")
    rules.read("shape")
    weighed = weighted_sum([values.get(name) for name in FACTORS], [int(weights[name]) for name in FACTORS])
    amount = half_even(multiply(values.get("fund"), weighed), PERCENT * PERCENT)
    cut = values.get("accident_cut")
    held = 0 if cut is None else _held(amount, choose(present(cut), cut, 0), rules)
    return {
        "share": half_even(weighed, PERCENT),
        "amount": amount,
        "held": multiply(held, choose(present(amount), 1, 0)),
        "paid": subtract(amount, held),
    }


def _held(amount: Value, cut: Value, rules: Rules) -> Value:
    bounds = rules.scaled("accident_cut", DECIMALS)
    taken = half_even(multiply(amount, cut), PERCENT * SCALE)
    inside = choose(at_most(bounds["least"], cut), choose(at_most(cut, bounds["most"]), taken, None), None)
    return choose(equal(cut, 0), 0, inside)


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {name: written(outcome[name], DECIMALS) for name in ("share", "amount", "held")}


RULE = Rule(
    name="river-share",
    label=Text("流域生态补偿资金", "a county's part of the river-basin fund"),
    family="river_compensation",
    inputs=(
        *(Quantity(name, "%") for name in FACTORS),
        Quantity("fund", "10⁴ yuan", decimals=0),
        Quantity("accident_cut", "%", optional=True),
    ),
    outputs=(
        Quantity("share", "%"),
        *(Quantity(name, "10⁴ yuan") for name in ("amount", "held", "paid")),
    ),
    compute=compute,
    answer="paid",
    parts=parts,
)
