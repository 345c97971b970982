"""Check: the catalogue of consistency rules run over a plan, and what the compiler itself could not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qingshan.kernel import registry
from qingshan.plans import problems
from qingshan.plans.diagnostics import diagnose
from qingshan.plans.ir import Deadline, Diagnostic, Plan
from qingshan.plans.matching import Matcher
from qingshan.plans.stages.resolve import Resolver
from qingshan.plans.stages.tables import flat_tables
from qingshan.plans.stages.tasks import Found

PLACE = "plans/checks"


def checked(plan: Plan, known: Matcher) -> Plan:
    """The plan with the findings of the whole catalogue; those it carried from an earlier run are replaced."""
    modules = list(registry.modules(PLACE))
    rerun = {code.key for module in modules for code in module.CODES}
    kept = [entry for entry in plan.diagnostics if entry.code not in rerun]
    found = [entry for module in modules for entry in module.check(plan, known)]
    return replace(plan, diagnostics=tuple(sorted([*kept, *found], key=lambda entry: (entry.start, entry.code))))


def unread(found: Found, resolver: Resolver, plan: Plan) -> Iterator[Diagnostic]:
    """What the compiler saw and did not take: cut-off ends, flat tables, figures, look-alikes, joined names."""
    view = found.view
    for span in flat_tables(view):
        yield diagnose(problems.FLAT_TABLE, *view.span(*span))
    if found.is_cut_off:
        last = len(view.text.rstrip())
        yield diagnose(problems.CUT_OFF, *view.span(max(0, last - 1), last))
    for reading, why in resolver.refused:
        code = problems.NOT_A_TARGET if why else problems.UNREAD_FIGURE
        values = {"why": why} if why else {}
        start, end = view.span(reading.clause.start, reading.clause.end)
        yield diagnose(code, start, end, **values)
    for entry in found.lists:
        for place in entry.run_together:
            pair = [member for member in entry.members if place in (member.start, member.end)]
            names = " | ".join(view.quote(member.start, member.end) for member in pair)
            yield diagnose(problems.UNCLEAR_SEPARATION, *view.span(pair[0].start, pair[-1].end), units=names)
    for deadline in _deadlines(plan):
        if deadline.on is None and not deadline.recurring and any(char.isdigit() for char in deadline.text):
            yield diagnose(problems.UNDATED, deadline.start, deadline.end, text=deadline.text)


def _deadlines(plan: Plan) -> Iterator[Deadline]:
    for task in plan.tasks:
        yield from task.deadlines
    for place in plan.unassigned:
        yield from place.deadlines
