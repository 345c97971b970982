"""剩余污染天数预算: the most bad days of a period whose rounded good-day ratio still meets a target."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value
from qingshan.kernel.text import Text
from qingshan.standards.formulas.allowance import bad_days_allowed
from qingshan.standards.rule import DECIMALS, SCALE, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``allowed`` is negative when the target cannot be reached by any number of days."""
    interval = rules.scaled("rate_interval", DECIMALS)
    return {"allowed": bad_days_allowed(values.get("days"), values.get("target"), SCALE, interval)}


RULE = Rule(
    name="bad-day-allowance",
    label=Text("允许的非优良天数", "bad days allowed"),
    family="hj663",
    inputs=(Quantity("days", "d", decimals=0), Quantity("target", "%")),
    outputs=(Quantity("allowed", "d", decimals=0),),
    compute=compute,
    answer="allowed",
)
