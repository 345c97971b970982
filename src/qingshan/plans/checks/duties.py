"""Whether every task says who and until when."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.plans import problems
from qingshan.plans.diagnostics import diagnose
from qingshan.plans.ir import Deadline, Diagnostic, Plan
from qingshan.plans.matching import Matcher

CODES = (problems.NO_RESPONSIBLE, problems.NO_DEADLINE, problems.LATE_DEADLINE, problems.OPEN_LIST)


def check(plan: Plan, known: Matcher) -> Iterator[Diagnostic]:  # noqa: ARG001 (the shape of every check)
    for task in plan.tasks:
        if not task.units:
            yield diagnose(problems.NO_RESPONSIBLE, task.start, task.end, path=task.path)
        if not task.deadlines:
            yield diagnose(
                problems.NO_DEADLINE, task.start, min(task.start + len(task.heading), task.end), path=task.path
            )
        if task.open and task.units:
            yield diagnose(problems.OPEN_LIST, task.units[0].start, task.units[-1].end, path=task.path)
        yield from _late(task.deadlines, plan.document.period)
    for place in plan.unassigned:
        if plan.tasks and not place.deadlines:
            yield diagnose(
                problems.NO_RESPONSIBLE, place.start, min(place.start + len(place.heading), place.end), path=place.path
            )
        yield from _late(place.deadlines, plan.document.period)


def _late(deadlines: tuple[Deadline, ...], period: str | None) -> Iterator[Diagnostic]:
    for deadline in deadlines:
        if period and deadline.on and deadline.on[:4] > period[-4:]:
            yield diagnose(problems.LATE_DEADLINE, deadline.start, deadline.end, on=deadline.on, period=period)
