"""减排量时序进度: verified tonnes of reduction against the part of the five-year amount that is due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import PERCENT, Value, multiply
from qingshan.kernel.text import Text
from qingshan.standards.formulas.pace import straight_due, straight_on_pace, within
from qingshan.standards.formulas.share import share
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule, written
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``progress`` in per cent of what is due, to two decimals for reading; ``due`` in t; ``on_pace`` 0/1, exact.

    Missing outside the plan; ``progress`` also where nothing is planned.
    """
    rules.read("tonnes_linear")
    years = rules.integer("years")
    plan, year, verified = values.get("plan"), values.get("year"), values.get("verified")
    outcome = {
        "progress": share(multiply(verified, years), multiply(plan, year), PERCENT),
        "due": straight_due(plan, year, years),
        "on_pace": straight_on_pace(verified, plan, year, years),
    }
    return {name: within(year, years, value) for name, value in outcome.items()}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    on_pace = outcome["on_pace"]
    return {
        "method": "linear",
        "due": written(outcome["due"], DECIMALS),
        "on_pace": None if on_pace is None else bool(on_pace),
    }


RULE = Rule(
    name="pace-tonnes",
    label=Text("减排量时序进度", "pace of tonnes reduced"),
    family="pace",
    inputs=(Quantity("plan", "t"), Quantity("year", decimals=0), Quantity("verified", "t")),
    outputs=(
        Quantity("progress", "%", decimals=2, places=2),
        Quantity("due", "t"),
        Quantity("on_pace", decimals=0),
    ),
    compute=compute,
    answer="progress",
    parts=parts,
)
