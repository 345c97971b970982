"""水平类指标时序要求: what level a share that is to rise within a plan is to have by a year, in a straight line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, add, multiply, subtract
from qingshan.kernel.text import Text
from qingshan.standards.formulas.pace import straight_due, straight_on_pace, within
from qingshan.standards.rule import Outcome, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``requirement`` to three decimals for reading; ``on_pace`` 0/1 decided exactly; missing outside the plan."""
    rules.read("level_linear")
    years = rules.integer("years")
    base, year = values.get("base"), values.get("year")
    rise = subtract(values.get("target"), base)
    on_pace = straight_on_pace(subtract(values.get("value"), base), rise, year, years)
    due = straight_due(add(multiply(base, years), multiply(rise, year)), 1, years)
    return {"requirement": within(year, years, due), "on_pace": within(year, years, on_pace)}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    on_pace = outcome["on_pace"]
    return {"method": "linear", "on_pace": None if on_pace is None else bool(on_pace)}


RULE = Rule(
    name="pace-level",
    label=Text("水平类指标时序要求", "pro-rata requirement of a level"),
    family="pace",
    inputs=(
        Quantity("base", "%"),
        Quantity("target", "%"),
        Quantity("year", decimals=0),
        Quantity("value", "%", optional=True),
    ),
    outputs=(Quantity("requirement", "%"), Quantity("on_pace", decimals=0)),
    compute=compute,
    answer="requirement",
    parts=parts,
)
