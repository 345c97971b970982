"""Whether the registry knows the indicators and units of the targets, and whether anything supplies their data."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.plans import problems
from qingshan.plans.diagnostics import diagnose
from qingshan.plans.ir import Diagnostic, Plan, Target
from qingshan.plans.matching import Matcher

CODES = (
    problems.UNKNOWN_INDICATOR,
    problems.NO_SOURCE,
    problems.NO_UNIT,
    problems.UNKNOWN_UNIT,
    problems.WRONG_UNIT,
    problems.NO_THRESHOLD,
)
_UNITLESS = frozenset({"", "1"})


def check(plan: Plan, known: Matcher) -> Iterator[Diagnostic]:
    for target in plan.targets:
        yield from _indicator(target, known)
        yield from _unit(target, known)
        if target.comparator == "qualitative" and target.rule == "level" and target.value is None:
            yield diagnose(problems.NO_THRESHOLD, target.start, target.end)


def _indicator(target: Target, known: Matcher) -> Iterator[Diagnostic]:
    span = target.indicator.start, target.indicator.end
    if target.indicator.key is None:
        yield diagnose(problems.UNKNOWN_INDICATOR, *span, indicator=target.indicator.name)
        return
    declared = known.declared.get(target.indicator.key)
    if declared is not None and not declared.has_source:
        yield diagnose(problems.NO_SOURCE, *span, indicator=target.indicator.name)


def _unit(target: Target, known: Matcher) -> Iterator[Diagnostic]:
    if target.value is None and target.stretch is None:
        return
    declared = known.declared.get(target.indicator.key or "")
    if target.unit is None:
        if target.value is not None and not (declared and _UNITLESS & set(declared.units)):
            yield diagnose(problems.NO_UNIT, target.start, target.end, value=target.value)
        return
    symbol = known.unit(target.unit)
    if symbol is None:
        yield diagnose(problems.UNKNOWN_UNIT, target.start, target.end, unit=target.unit)
    elif declared and declared.units and symbol not in declared.units and target.rule != "change":
        yield diagnose(
            problems.WRONG_UNIT, target.start, target.end,
            indicator=target.indicator.name, unit=target.unit, known=" ".join(declared.units),
        )  # fmt: skip
