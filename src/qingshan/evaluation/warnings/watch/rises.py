"""Repeated rise (不降反升): how often an indicator got worse, month against month, within the window.

``against: year_before`` compares with the same month of the year before. A month that cannot be compared is no rise;
with ``consecutive`` it breaks the run, and the run must reach the latest month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.warnings.facts import Course, Facts, worsened
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:
    for course in facts.courses:
        rises = [month for month, rose in compared(course, rule, day) if rose]
        count = _run(course, rule, day) if rule.consecutive else len(rises)
        if rule.about(course.indicator) and rule.reaches(count):
            subject = Text(f"{course.area} {course.label.zh}", f"{course.area} {course.label.en}")
            said = {"months": "、".join(rises[-count:])}
            yield Sign(f"indicator:{course.indicator}:{course.area}", subject, str(count), said=said)


def compared(course: Course, rule: Rule, day: date) -> list[tuple[str, bool]]:
    """The whole months of the window that are over, and whether each got worse."""
    over = [month for month, _ in course.months if Period.of(month).end <= day]
    months = over[-rule.window.count :] if rule.window else over
    return [(month, _rose(course, rule, month)) for month in months]


def _run(course: Course, rule: Rule, day: date) -> int:
    count = 0
    for _, rose in reversed(compared(course, rule, day)):
        if not rose:
            break
        count += 1
    return count


def _rose(course: Course, rule: Rule, month: str) -> bool:
    values, names = dict(course.months), [name for name, _ in course.months]
    place = names.index(month)
    before = names[place - 1] if place else ""
    other = str(Period.of(month).year_before()) if rule.against == "year_before" else before
    return worsened(course.direction, values.get(other), values[month])


WATCH = Watch("rises", Text("逐月数值", "monthly values"), "courses", signs, ("months",))
