"""上下游横向生态保护补偿奖励: whether the upstream county is paid, and whether money is clawed back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.exact import Value, at_most, choose, equal, flag, present
from qingshan.kernel.text import Text
from qingshan.standards.formulas.fines import not_negative
from qingshan.standards.rule import DECIMALS, Outcome, Quantity, Rule
from qingshan.standards.view import Rules


def compute(values: Mapping[str, Value], rules: Rules) -> dict[str, Value]:
    """``paid`` in 10⁴ yuan: nothing if the class fell, or an event of level Ⅲ or more serious (1 to 3) happened.

    Missing for an award outside the bounds and where it is unknown whether the class fell. ``clawed_back`` as 0/1
    from the failing years in a row. An event level not given is no event.
    """
    award, level, years = values.get("award"), values.get("event_level"), values.get("failing_years")
    bounds = rules.scaled("award", DECIMALS)
    allowed = choose(at_most(bounds["least"], award), choose(at_most(award, bounds["most"]), award, None), None)
    event = 0 if level is None else choose(present(level), level, 0)
    serious = choose(at_most(1, event), flag(at_most(event, rules.integer("event_level"))), 0)
    kept = choose(equal(values.get("class_fell"), 0), choose(equal(serious, 0), allowed, 0), 0)
    clawed = not_negative(years, flag(at_most(rules.integer("failing_years"), years)))
    return {"paid": choose(present(allowed), kept, None), "clawed_back": clawed}


def parts(outcome: Outcome, _rules: Rules) -> dict[str, Any]:
    return {"clawed_back": None if outcome["clawed_back"] is None else bool(outcome["clawed_back"])}


RULE = Rule(
    name="river-award",
    label=Text("上下游补偿奖励", "award between upstream and downstream counties"),
    family="river_awards",
    inputs=(
        Quantity("award", "10⁴ yuan"),
        Quantity("class_fell", decimals=0),
        Quantity("event_level", decimals=0, optional=True),
        Quantity("failing_years", decimals=0, optional=True),
    ),
    outputs=(Quantity("paid", "10⁴ yuan"), Quantity("clawed_back", decimals=0)),
    compute=compute,
    answer="paid",
    parts=parts,
)
