"""The entries as they stood at the end of a day, and what was due then. Read from the log, whose days never go back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qingshan.ledgers.definitions import ledger as declared
from qingshan.ledgers.due import Due, due
from qingshan.ledgers.entry import Entry
from qingshan.operations import problems
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.ledger.change import ENTRY
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.log.canonical import Line, line_of
from qingshan.operations.log.models import Record
from qingshan.operations.log.past import BATCH, last, last_lines, lines


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stood: ``number`` is the record that brought it there, ``day`` the day of that record."""

    ledger: str
    key: str
    state: str
    version: int
    day: date
    number: int


def states(day: date, ledger: str | None = None) -> Iterator[Standing]:
    """The state of every entry opened by the end of a day, of one ledger or of all, in the order of keys."""
    columns = ("key", "state", "version", "day", "number")
    for key, state, version, on, number in (
        last(EntryNow.KIND, day, _begins(ledger)).values_list(*columns).iterator(BATCH)
    ):
        name, _, entry = key.partition("/")
        yield Standing(name, entry, state, version, on, number)


def entries(day: date, ledger: str | None = None) -> Iterator[Entry]:
    """The same entries, whole."""
    for line in last_lines(EntryNow.KIND, day, _begins(ledger)):
        yield Entry.from_json(line.after)


def entries_after(number: int, day: date) -> Iterator[Entry]:
    """The entries that records after one number brought about by the end of a day, each change in its order."""
    found = Record.objects.filter(number__gt=number, kind=EntryNow.KIND, day__lte=day).order_by("number")
    for stored in found.values_list("stored", flat=True).iterator(BATCH):
        yield Entry.from_json(line_of(bytes(stored)).after)


def _begins(ledger: str | None) -> str:
    return "" if ledger is None else EntryNow.key_of(ledger, "")


def with_dues(day: date, ledger: str | None = None) -> Iterator[tuple[Entry, list[Due]]]:
    """The same entries, each with its deadlines as they stood at the end of that day."""
    calendar = OfficeCalendar()
    for entry in entries(day, ledger):
        yield entry, due(declared(entry.ledger), entry, day, calendar)


def history(ledger: str, key: str) -> list[Line]:
    """Everything that happened to an entry, in order. OPS013 when there is none."""
    found = lines(EntryNow.KIND, EntryNow.key_of(ledger, key))
    if not found:
        raise problems.NOT_THERE.at(f"{ledger}/{key}", key, what=ENTRY)
    return found
