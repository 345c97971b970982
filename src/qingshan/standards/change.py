"""The class of the change of an ecological index between two years; shared by the rules that differ in the index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, subtract
from qingshan.standards.formulas.levels import change_class
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, written
from qingshan.standards.view import Rules

INPUTS = (Quantity("now"), Quantity("before"))


def outputs(classes: tuple[str, ...]) -> tuple[Quantity, ...]:
    return Quantity("change"), Quantity("class", choices=classes)


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``change`` is now minus before; both values by this method, for the other index has another scale."""
    change = subtract(values.get("now"), values.get("before"))
    return {"change": change, "class": change_class(change, rules.scaled("change_bounds", DECIMALS))}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"change": written(outcome["change"], DECIMALS)}
