"""How many values of a place the quality checks flagged within the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:
    first = day - timedelta(days=rule.window.count - 1) if rule.window else date.min
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in facts.flags:
        if first <= one.day <= day and (not rule.kinds or one.check in rule.kinds):
            counts[one.check, one.place, one.item] += one.count
    for (check, place, item), count in sorted(counts.items()):
        if rule.reaches(count):
            said = {"check": check, "days": rule.window.count if rule.window else "—"}
            subject = Text(f"{place} {item}", f"{place} {item}")
            yield Sign(f"quality:{check}:{place}:{item}", subject, str(count), said=said)


WATCH = Watch("flags", Text("质量标记", "quality flags"), "flags", signs, ("check", "days"))
