"""优良天数比率: good days over valid days, in per cent."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.ratio import percent
from qingshan.standards.rule import DECIMALS, SCALE, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    rules.read("good_day_denominator")
    interval = rules.scaled("rate_interval", DECIMALS)
    return {"ratio": percent(values.get("good"), values.get("valid"), SCALE, interval)}


RULE = Rule(
    name="good-day-ratio",
    label=Text("优良天数比率", "good-day ratio"),
    family="hj663",
    inputs=(Quantity("good", "d", decimals=0), Quantity("valid", "d", decimals=0)),
    outputs=(Quantity("ratio", "%", places=1),),
    compute=compute,
    answer="ratio",
)
