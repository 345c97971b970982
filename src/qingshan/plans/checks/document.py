"""Whether the document says for which area and year it is."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.plans import problems
from qingshan.plans.diagnostics import diagnose
from qingshan.plans.ir import Diagnostic, Plan
from qingshan.plans.matching import Matcher

CODES = (problems.NO_PERIOD, problems.NO_AREA)


def check(plan: Plan, known: Matcher) -> Iterator[Diagnostic]:  # noqa: ARG001 (the shape of every check)
    if plan.document.period is None:
        yield diagnose(problems.NO_PERIOD, 0, 0)
    if plan.document.area is None:
        guess = plan.document.area_guess
        yield diagnose(problems.NO_AREA, 0, 0, guess=f"({guess}?)" if guess else "")
