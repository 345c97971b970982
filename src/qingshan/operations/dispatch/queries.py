"""The sheets of a month as they stood at the end of a day, how many stood where, who was late; a task's lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from qingshan.evaluation.dispatch.asking import month_of
from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.ledgers.definitions import ledger as declared
from qingshan.ledgers.due import Due, due
from qingshan.ledgers.entry import Entry
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.dispatch.sheets import Sheet, key_of, sheets
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import states
from qingshan.operations.log.past import last_lines

LATE = ("overdue", "met_late")


def sheets_on(period: str, day: date) -> Iterator[tuple[Entry, list[Due]]]:
    """The sheets of a month, or of all where none is named, with their deadlines. EVA068 for another period."""
    begins, calendar = key_of(str(month_of(period)), "") if period else "", OfficeCalendar()
    for line in last_lines(EntryNow.KIND, day, EntryNow.key_of(LEDGER, begins)):
        entry = Entry.from_json(line.after)
        yield entry, due(declared(LEDGER), entry, day, calendar)


def months(day: date) -> dict[str, dict[str, int]]:
    """Every month that was opened by a day, the newest first: how many of its sheets stood in each state."""
    found: dict[str, Counter[str]] = {}
    for one in states(day, LEDGER):
        found.setdefault(one.key.partition(" ")[0], Counter())[one.state] += 1
    return {period: dict(found[period]) for period in sorted(found, reverse=True)}


def counts(period: str, day: date) -> dict[str, int]:
    """How many sheets of the month stand in each state."""
    return dict(Counter(entry.state for entry, _ in sheets_on(period, day)))


def late(period: str, day: date) -> list[tuple[Entry, Due]]:
    """Who is late or was, each with the deadline; a sheet recorded as missed is counted by its state."""
    return [(entry, one) for entry, dues in sheets_on(period, day) for one in dues if one.state in LATE]


def lines_by_task(plan: str) -> dict[str, list[tuple[Sheet, Mapping[str, Any]]]]:
    """The lines on each task of the plan of a year as its sheets stand, by month and unit."""
    found: dict[str, list[tuple[Sheet, Mapping[str, Any]]]] = {}
    for one in sheets():
        for line in one.lines("tasks") if one.plan == plan else ():
            found.setdefault(line["task"], []).append((one, line))
    return found
