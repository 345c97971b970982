"""Whether the figures of the targets make sense by themselves and beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from qingshan.kernel.exact import PERCENT
from qingshan.plans import problems
from qingshan.plans.diagnostics import diagnose
from qingshan.plans.ir import Diagnostic, Plan, Target
from qingshan.plans.matching import Matcher

CODES = (problems.WEAK_STRETCH, problems.CONTRADICTION, problems.OVER_HUNDRED)
_DOWNWARD, _UPWARD = ("<=", "<"), (">=", ">", "decrease_by", "increase_by")


def check(plan: Plan, known: Matcher) -> Iterator[Diagnostic]:  # noqa: ARG001 (the shape of every check)
    for target in plan.targets:
        if _is_weak(target) and target.stretch is not None:
            values = {"stretch": str(target.stretch.value), "value": str(target.value)}
            yield diagnose(problems.WEAK_STRETCH, target.start, target.end, **values)
        if target.unit == "%" and target.rule == "level" and target.value and Decimal(target.value) > PERCENT:
            yield diagnose(problems.OVER_HUNDRED, target.start, target.end, value=target.value)
    yield from _contradictions(plan)


def _is_weak(target: Target) -> bool:
    """A stretch on the wrong side of the binding value, or the same."""
    if target.stretch is None or target.value is None or target.stretch.value is None:
        return False
    must, wish = Decimal(target.value), Decimal(target.stretch.value)
    return (target.comparator in _DOWNWARD and wish >= must) or (target.comparator in _UPWARD and wish <= must)


def _contradictions(plan: Plan) -> Iterator[Diagnostic]:
    alike: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in plan.targets:
        if target.value is not None:
            name = target.indicator.key or target.indicator.name
            key = name, target.scope.areas, target.period, target.comparator, target.baseline, target.unit
            alike[key].append(target)
    for targets in alike.values():
        values = {Decimal(str(target.value)) for target in targets}
        if len(values) > 1:
            last = targets[-1]
            yield diagnose(problems.CONTRADICTION, last.start, last.end, values=" / ".join(map(str, sorted(values))))
