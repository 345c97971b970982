"""生态质量变化: the class of the change of EQI between two years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, subtract
from qingshan.kernel.text import Text
from qingshan.standards.formulas.levels import change_class
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

CLASSES = ("基本稳定", "轻微变好", "轻微变差", "一般变好", "一般变差", "明显变好", "明显变差")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``change`` is now minus before; both values by this method, for the other index has another scale."""
    change = subtract(values.get("now"), values.get("before"))
    return {"change": change, "class": change_class(change, rules.scaled("change_bounds", DECIMALS))}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"change": written(outcome["change"], DECIMALS)}


RULE = Rule(
    name="eqi-change",
    label=Text("生态质量变化", "change of ecological quality (EQI)"),
    family="eqi",
    inputs=(Quantity("now"), Quantity("before")),
    outputs=(Quantity("change"), Quantity("class", choices=CLASSES)),
    compute=compute,
    answer="class",
    parts=parts,
)
