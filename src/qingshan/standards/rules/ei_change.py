"""生态环境状况变化: the class of the change of EI between two years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, subtract
from qingshan.kernel.text import Text
from qingshan.standards.formulas.levels import change_class
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules

CLASSES = ("无明显变化", "略微变好", "略微变差", "明显变好", "明显变差", "显著变好", "显著变差")


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``change`` is now minus before; both values by this method, for the other index has another scale."""
    change = subtract(values.get("now"), values.get("before"))
    return {"change": change, "class": change_class(change, rules.scaled("change_bounds", DECIMALS))}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"change": written(outcome["change"], DECIMALS)}


RULE = Rule(
    name="ei-change",
    label=Text("生态环境状况变化", "change of the ecological index EI"),
    family="hj192",
    inputs=(Quantity("now"), Quantity("before")),
    outputs=(Quantity("change"), Quantity("class", choices=CLASSES)),
    compute=compute,
    answer="class",
    parts=parts,
)
