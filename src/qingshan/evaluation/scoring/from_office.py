"""Counts that a department is scored on, from its tasks, its dispatch sheets and the registers. Values in, values out.

Only what binds counts: a hoped-for date (力争) that has passed costs nothing. A task counts for the units that lead it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Duty, Milestone
from qingshan.evaluation.duties.standing import Standing, standing, unreported
from qingshan.evaluation.scoring.records import Input
from qingshan.evaluation.warnings.entries import values
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.ledgers.due import Due
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.ledger import Ledger

SHEETS = "dispatch_sheets"
"""The register whose entries are the monthly returns of the dispatch."""
MISSED = "missed"
"""The state of a sheet that was locked without having been accepted."""
LATE = ("overdue", "met_late")
COUNTED = Text("青山办公库，截至 {day}：{which}", "the office at the end of {day}: {which}")
NONE, JOINT = Text("无", "none"), "；"
NOTHING = {
    "tasks": Text("要点中没有由该单位牵头的任务", "the unit leads no task of the plan"),
    "sheets": Text("没有该单位的调度填报单", "the unit has no dispatch sheet"),
    "problems": Text("台账中没有由该单位承担的条目", "no entry of a ledger is the unit's"),
}
"""A unit of which nothing is known is not one that does everything in time."""


@dataclass(frozen=True, slots=True)
class EntryFact:
    """An entry on a day: the day it came to its state, its deadlines, and the day it was last opened again."""

    ledger: str
    label: str
    state: str
    since: date
    units: tuple[str, ...]
    dues: tuple[Due, ...]
    reopened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What the office knows at the end of a day of everything that is to be done in a period."""

    period: Period
    day: date
    duties: tuple[Duty, ...]
    decisions: Sequence[Decision]
    entries: tuple[EntryFact, ...]


def entry_fact(ledger: Ledger, entry: Entry, dues: Iterable[Due]) -> EntryFact:
    """An entry with its deadlines as they stand on the day it is asked for."""
    label = f"{ledger.label.zh} {entry.key}"
    reopened = entry.round_on if entry.round_on > entry.opened_on else None
    since = entry.entered(entry.state) or entry.last_on
    return EntryFact(ledger.key, label, entry.state, since, values(ledger, entry, "unit"), tuple(dues), reopened)


def department_inputs(unit: str, work: Work) -> dict[str, Input]:
    """Every count the office can give, each with what it was counted from; provisional while the period runs.

    The counts of a kind of work that the unit has none of are unknown, with that as the reason.
    """
    own = [entry for entry in work.entries if unit in entry.units]
    sheets = [entry for entry in own if entry.ledger == SHEETS]
    problems = [entry for entry in own if entry.ledger != SHEETS]
    led = [duty for duty in work.duties if unit in duty.leads]
    return {
        **_inputs("tasks", led, _tasks(led, work), work),
        **_inputs("sheets", sheets, _sheets(sheets, work.period), work),
        **_inputs("problems", problems, _problems(problems, work.period), work),
    }


def _inputs(kind: str, own: Sequence[object], found: Mapping[str, list[str]], work: Work) -> dict[str, Input]:
    if not own:
        return {f"{kind}.{name}": Input(None, NOTHING[kind]) for name in found}
    return {f"{kind}.{name}": _counted(which, work) for name, which in found.items()}


def _counted(which: Sequence[str], work: Work) -> Input:
    said = COUNTED.filled(day=work.day, which=JOINT.join(which) if which else NONE)
    return Input(Fraction(len(which)), said, provisional=work.day < work.period.end)


def _tasks(led: Sequence[Duty], work: Work) -> dict[str, list[str]]:
    pairs = [(duty, one) for duty in led for one in duty.milestones]
    stand = [(duty, one, standing(duty.key, one, work.decisions, work.day)) for duty, one in pairs]
    return {
        "overdue": [_name(duty, one) for duty, one, at in stand if at.state == "overdue"],
        "done_late": [_name(duty, one) for duty, one, at in stand if _done_late(at)],
        "unreported": [name for duty, one in pairs for name in _unreported(duty, one, work)],
        "returned": list(_returned(led, work)),
    }


def _sheets(own: Sequence[EntryFact], period: Period) -> dict[str, list[str]]:
    return {
        "late": [one.label for one in own if one.state != MISSED and _is_late(one, period)],
        "missed": [one.label for one in own if one.state == MISSED and one.since in period],
    }


def _problems(own: Sequence[EntryFact], period: Period) -> dict[str, list[str]]:
    return {
        "overdue": [one.label for one in own if _is_overdue(one)],
        "late": [one.label for one in own if not _is_overdue(one) and _is_late(one, period)],
        "reopened": [one.label for one in own if one.reopened_on and one.reopened_on in period],
    }


def _name(duty: Duty, one: Milestone) -> str:
    return f"{duty.path} {duty.heading}（{one.text or one.key}）"


def _done_late(at: Standing) -> bool:
    return at.state in ("done", "done_awaiting_proof") and at.late_by is not None


def _unreported(duty: Duty, one: Milestone, work: Work) -> Iterator[str]:
    missing = unreported(duty.key, one, work.decisions, work.period.start, work.day)
    return (f"{_name(duty, one)} {period}" for period in missing)


def _returned(led: Iterable[Duty], work: Work) -> Iterator[str]:
    known = {duty.key: duty for duty in led}
    for one in work.decisions:
        if one.duty in known and one.kind == "return_proof" and one.on in work.period and one.on <= work.day:
            yield f"{known[one.duty].path} {known[one.duty].heading} {one.on}"


def _is_overdue(entry: EntryFact) -> bool:
    return any(one.state == "overdue" for one in entry.dues)


def _is_late(entry: EntryFact, period: Period) -> bool:
    """A binding deadline of the period was or is not kept: one met late counts in the period in which it was met."""
    return any(one.state in LATE and (one.done_on is None or one.done_on in period) for one in entry.dues)
