"""What each unit is asked in a month: the tasks it shares in that are not done, and the figures that are lacking.

Asked is every unit that a task names (leading, responsible, supporting, and those a rule such as 以下均需各区(市)落实
adds) except one that only guides. A milestone is asked for while it is new or running: not while it is suspended, nor
once it is claimed done, when it is the office's turn to look at the proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from qingshan.evaluation.dispatch import problems
from qingshan.evaluation.duties.decisions import MOVES, Decision, by_milestone, due_on, stage
from qingshan.evaluation.duties.duty import Assignment, Duty, Milestone
from qingshan.evaluation.groups import Group, groups_of
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.reported import forms
from qingshan.kernel.figures import Figure, FigureForm
from qingshan.kernel.periods import Period
from qingshan.observations.returns.history import said
from qingshan.observations.returns.units import spoken
from qingshan.plans.ir import Plan

GUIDES = "guide"
USUAL = "quarter"
"""The kind of period asked for where nothing was ever reported (our default, as circulars; unverified)."""
Line = tuple[str, str, str]
"""A unit, a task, a milestone."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One milestone of a task as a sheet asks for it; ``last`` is the progress accepted last."""

    task: str
    milestone: str
    path: str
    heading: str
    measures: str
    role: str
    due_text: str
    due: str
    last: str

    def as_json(self) -> dict[str, Any]:
        """By column of the ledger; an empty cell is left out."""
        return _filled(self)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure that is lacking. ``reporter`` is who reported the last one, empty where nobody ever did."""

    reporter: str
    indicator: str
    name: str
    area: str
    period: str
    unit: str
    last: str

    def as_json(self) -> dict[str, Any]:
        return _filled(self)


def _filled(line: TaskLine | FigureLine) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if value}


def month_of(text: str) -> Period:
    """The month a text names. EVA068 when it names none."""
    try:
        month = Period.of(text)
    except ValueError:
        raise problems.NO_MONTH.at("PERIOD", text) from None
    if month.kind != "month":
        raise problems.NO_MONTH.at("PERIOD", text)
    return month


def tasks_asked(
    duties: Iterable[Duty], decisions: Sequence[Decision], last: Mapping[Line, str]
) -> dict[str, list[TaskLine]]:
    """By unit, its lines in the plan's order. ``decisions`` are those taken by the day it is asked."""
    asked: dict[str, list[TaskLine]] = {}
    taken = by_milestone(decisions)
    for duty in duties:
        for milestone in duty.milestones:
            own = taken.get((duty.key, milestone.key), ())
            if not takes_reports(own):
                continue
            for one in assigned(duty):
                before = last.get((one.unit, duty.key, milestone.key), "")
                asked.setdefault(one.unit, []).append(_line(duty, milestone, own, one, before))
    return asked


def assigned(duty: Duty) -> tuple[Assignment, ...]:
    """The units that are asked for a task."""
    return tuple(one for one in duty.units if one.role != GUIDES)


def answering(duty: Duty) -> tuple[str, ...]:
    """The units whose word counts for the task: those that lead or are responsible; where there are none, all asked."""
    return duty.leads or tuple(one.unit for one in assigned(duty))


def takes_reports(own: Sequence[Decision]) -> bool:
    """Whether a milestone with these decisions takes a report."""
    return stage(own) in MOVES["report"].at


def _line(duty: Duty, milestone: Milestone, own: Sequence[Decision], unit: Assignment, last: str) -> TaskLine:
    due, measures = due_on(milestone, own), "；".join(duty.measures)
    return TaskLine(
        duty.key, milestone.key, duty.path, duty.heading, measures, unit.role, milestone.text,
        due.isoformat() if due else "", last,
    )  # fmt: skip


def figures_asked(plan: Plan, known: Sequence[Figure], month: Period) -> tuple[FigureLine, ...]:
    """The figures the plan's targets need, within the year of the plan and over by the end of a month, not yet known.

    Asked for are the periods of the kind in which the indicator was last reported for the area; a figure whose period
    covers one counts as known. ``known`` are the figures that stand.
    """
    declared, year = forms(), int(plan.document.period or month.start.year)
    pairs = {
        (key, area): None
        for target in plan.targets
        if (key := target.indicator.key or "") in declared
        for group in groups_of(target, plan, indicators())
        for area in _areas(key, group, known)
    }
    return tuple(
        line
        for key, area in pairs
        for line in _lacking(declared[key], area, [one for one in known if (one.key, one.area) == (key, area)], year)
        if Period.of(line.period).end <= month.end
    )


def named(lines: Iterable[FigureLine], reporters: Mapping[str, str]) -> tuple[FigureLine, ...]:
    """The lines with the units a person named by indicator; a name goes before who reported last."""
    return tuple(replace(one, reporter=reporters.get(one.indicator, one.reporter)) for one in lines)


def _areas(key: str, group: Group, known: Iterable[Figure]) -> tuple[str, ...]:
    """The areas an evaluation reads: the group itself where it is reported as one, else its members."""
    reported = any((one.key, one.area) == (key, group.key) for one in known)
    return (group.key,) if reported else group.names or (group.key,)


def _lacking(form: FigureForm, area: str, own: Sequence[Figure], year: int) -> Iterator[FigureLine]:
    last = max(own, key=lambda one: Period.of(one.period).end, default=None)
    covered = [Period.of(one.period) for one in own]
    for period in _periods(_kind(form, last), year):
        if not any(one.start <= period.start and period.end <= one.end for one in covered):
            before = f"{last.period}：{said(last)}" if last else ""
            reporter = last.reporter if last else ""
            yield FigureLine(reporter, form.key, form.label.zh, area, str(period), spoken(form.unit).zh, before)


def _kind(form: FigureForm, last: Figure | None) -> str:
    reported = Period.of(last.period).kind if last else USUAL
    return reported if reported in form.periods else form.periods[0]


def _periods(kind: str, year: int) -> Iterator[Period]:
    """The periods of a kind in a year."""
    names = {
        "year": [f"{year}"],
        "half": [f"{year}H{number}" for number in (1, 2)],
        "quarter": [f"{year}Q{number}" for number in (1, 2, 3, 4)],
        "month": [str(one) for one in Period.year(year).months()],
    }
    return map(Period.of, names.get(kind, []))
