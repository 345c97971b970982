"""How far a target's indicator lies from what the plan asks; below zero it falls short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text
from qingshan.kernel.units import plain


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:  # noqa: ARG001 (the shape of every kind)
    for one in facts.readings:
        if one.value is not None and one.gap is not None and rule.about(one.indicator) and rule.reaches(one.gap):
            subject = Text(f"{one.area} {one.label.zh}", f"{one.area} {one.label.en}")
            said = {"unit": one.unit, "asked": one.asked, "gap": plain(abs(one.gap))}
            yield Sign(f"indicator:{one.indicator}:{one.area}", subject, plain(one.value), said=said)


WATCH = Watch("gap", Text("与目标的差距", "gaps to targets"), "readings", signs, ("unit", "asked", "gap"))
