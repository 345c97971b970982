"""The value of a target's indicator against the rule's own threshold."""

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
        if one.value is not None and rule.about(one.indicator) and rule.reaches(one.value):
            subject = Text(f"{one.area} {one.label.zh}", f"{one.area} {one.label.en}")
            said = {"unit": one.unit, "asked": one.asked}
            yield Sign(f"indicator:{one.indicator}:{one.area}", subject, plain(one.value), said=said)


WATCH = Watch("value", Text("指标现值", "values of indicators"), "readings", signs, ("unit", "asked"))
