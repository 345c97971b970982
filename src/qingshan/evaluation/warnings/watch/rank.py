"""Months running, up to the latest, among the ``last_places`` of a ranking; one of no more areas says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:  # noqa: ARG001 (the shape of every kind)
    for one in facts.ranks:
        count = 0
        for _, place, ranked in reversed(one.places):
            if rule.last_places is None or place <= ranked - rule.last_places or ranked <= rule.last_places:
                break
            count += 1
        if rule.about(one.indicator) and rule.reaches(count):
            subject = Text(f"{one.area} {one.label.zh}", f"{one.area} {one.label.en}")
            yield Sign(f"indicator:{one.indicator}:{one.area}", subject, str(count), said={"last": rule.last_places})


WATCH = Watch("rank", Text("逐月排名", "monthly rankings"), "ranks", signs, ("last",))
