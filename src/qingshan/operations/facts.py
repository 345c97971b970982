"""What the office knows on a day, as the rules of warnings and of the x-ray take it. Read from the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qingshan.evaluation.duties.rectification import problem_entries
from qingshan.evaluation.warnings.entries import closed, dues, indicators
from qingshan.evaluation.warnings.facts import ClosedEntry, Facts, LedgerDue, Reading
from qingshan.evaluation.warnings.watch.rebound import is_worse
from qingshan.evaluation.xray.entries import item
from qingshan.evaluation.xray.world import LedgerItem
from qingshan.ledgers.definitions import ledger as declared
from qingshan.ledgers.entry import Entry, Event, Evidence
from qingshan.ledgers.machine import proposes_reopening
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import entries
from qingshan.operations.log.canonical import Line
from qingshan.operations.log.past import lines_until
from qingshan.operations.plan.in_force import period_of
from qingshan.operations.supervision.queries import awaited
from qingshan.operations.warning.queries import readings_on
from qingshan.plans.ir import Plan

Earlier = tuple[tuple[date, tuple[Reading, ...]], ...]
"""The readings of earlier evaluations, oldest first."""
ANSWERS = "supervision"
"""Under this name the answers that are awaited stand among the ledgers' deadlines."""


def of_office(seen: Facts, day: date) -> Facts:
    """The facts of an evaluation with what the office adds: deadlines of entries and answers, closed entries."""
    found, shut = _of_ledgers(day)
    dues = (*seen.dues, *found, *_answers(day))
    return replace(seen, dues=dues, closed=(*seen.closed, *shut), earlier=_read_at(shut))


def readings_at_closing(day: date) -> Earlier:
    """How targets stood at the last detection before each day on which an entry was closed that is closed still."""
    return _read_at(_of_ledgers(day)[1])


def _read_at(shut: Iterable[ClosedEntry]) -> Earlier:
    days = sorted({one.closed_on for one in shut if one.reopened is None})
    return tuple((on, readings_on(on)) for on in days)


def _of_ledgers(day: date) -> tuple[list[LedgerDue], list[ClosedEntry]]:
    """Deadlines of every entry; entries opened again, and closed ones that may be."""
    calendar, found, shut = OfficeCalendar(), list[LedgerDue](), list[ClosedEntry]()
    for entry in entries(day):
        ledger = declared(entry.ledger)
        found += dues(ledger, [entry], day, calendar)
        if ledger.is_open(entry.state) or proposes_reopening(ledger, entry, indicators(ledger, entry)):
            shut += closed(ledger, [entry])
    return found, shut


def _answers(day: date) -> Iterator[LedgerDue]:
    for one in awaited(day):
        label, units = f"{one.step.label.zh} {one.matter}", one.taken.units
        yield LedgerDue(ANSWERS, f"{one.matter}/{one.place}", label, one.state, one.by, one.days_left, units)


@dataclass(frozen=True, slots=True)
class Proposal:
    """That a closed entry should be looked at again: the indicators it is bound to that have worsened since."""

    ledger: str
    entry: str
    indicators: tuple[str, ...]


def proposals(day: date, readings: Sequence[Reading], earlier: Earlier) -> Iterator[Proposal]:
    """The closed entries whose indicator is worse now than when they were closed, and which can be opened again."""
    facts = Facts(readings=tuple(readings), earlier=earlier)
    for entry in entries(day):
        ledger = declared(entry.ledger)
        bound = (one for one in closed(ledger, [entry]) if one.reopened is None and is_worse(one, facts))
        worse = dict.fromkeys(one.indicator for one in bound)
        if found := proposes_reopening(ledger, entry, worse):
            yield Proposal(entry.ledger, entry.key, found)


def items(day: date, plan: Plan) -> tuple[LedgerItem, ...]:
    """Every entry as the x-ray looks at it, with the evidence it was moved on with and the target it came from."""
    came_from = {f"{period_of(plan)} {one.key}": one.target for one in problem_entries(plan)}
    documents = EvidenceItem.objects.values_list("key", "document").iterator()
    evidence = {key: Evidence.from_json(document) for key, document in documents}
    return tuple(
        item(declared(entry.ledger), entry, events, evidence, came_from.get(entry.key, ""))
        for entry, events in _with_events(day)
    )


def _with_events(day: date) -> Iterable[tuple[Entry, list[Event]]]:
    """Every entry as it stood, with the events that named evidence."""
    found: dict[str, tuple[Entry, list[Event]]] = {}
    for line in lines_until(EntryNow.KIND, day):
        proven = found[line.key][1] if line.key in found else []
        entry = Entry.from_json(line.after)
        found[line.key] = (entry, [*proven, _event(entry, line)] if line.evidence else proven)
    return found.values()


def _event(entry: Entry, line: Line) -> Event:
    action = line.action.rpartition(":")[2]
    return Event(
        entry.ledger, entry.key, line.version, action, line.actor, line.unit, line.role, line.day, line.reason,
        line.document, line.before or {}, {}, line.evidence,
    )  # fmt: skip
