"""超标倍数: by how many times its limit a value exceeds it."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel.exact import Value, at_most, below, choose
from qingshan.kernel.text import Text
from qingshan.standards.formulas import ratio
from qingshan.standards.rule import DECIMALS, FINAL, INSUFFICIENT, NOT_APPLICABLE, SCALE, Outcome, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``multiple`` in thousandths, missing where the value does not exceed; ``exceeds`` 0/1."""
    value, limit = values.get("value"), values.get("limit")
    multiple = ratio.exceed_multiple(value, limit, SCALE, rules.scaled("multiple_interval", DECIMALS))
    return {
        "multiple": choose(at_most(value, limit), None, multiple),
        "exceeds": choose(below(limit, value), 1, 0),
    }


def state(outcome: Outcome) -> str:
    if outcome["exceeds"] == 0:
        return NOT_APPLICABLE
    return INSUFFICIENT if outcome["multiple"] is None else FINAL


RULE = Rule(
    name="exceed-multiple",
    label=Text("超标倍数", "exceed multiple"),
    family="hj663",
    inputs=(Quantity("value"), Quantity("limit")),
    outputs=(Quantity("multiple", places=2), Quantity("exceeds", decimals=0)),
    compute=compute,
    answer="multiple",
    state=state,
)
