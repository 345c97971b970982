"""The entries as they stood at the end of a day, and what was due then. Read from the log, whose days never go back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from qingshan.ledgers.definitions import ledger as declared
from qingshan.ledgers.due import Due, due
from qingshan.ledgers.entry import Entry
from qingshan.operations import problems
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.ledger.change import ENTRY
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.log.canonical import Line, line_of
from qingshan.operations.log.models import Record

BATCH = 10_000


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
    for key, state, version, on, number in (
        _last(day, ledger).values_list("key", "state", "version", "day", "number").iterator(BATCH)
    ):
        name, _, entry = key.partition("/")
        yield Standing(name, entry, state, version, on, number)


def entries(day: date, ledger: str | None = None) -> Iterator[Entry]:
    """The same entries, whole."""
    for stored in _last(day, ledger).values_list("stored", flat=True).iterator(BATCH):
        yield Entry.from_json(line_of(bytes(stored)).after)


def with_dues(day: date, ledger: str | None = None) -> Iterator[tuple[Entry, list[Due]]]:
    """The same entries, each with its deadlines as they stood at the end of that day."""
    calendar = OfficeCalendar()
    for entry in entries(day, ledger):
        yield entry, due(declared(entry.ledger), entry, day, calendar)


def history(ledger: str, key: str) -> list[Line]:
    """Everything that happened to an entry, in order. OPS013 when there is none."""
    found = Record.objects.filter(kind=EntryNow.KIND, key=EntryNow.key_of(ledger, key)).order_by("version")
    lines = [line_of(bytes(stored)) for stored in found.values_list("stored", flat=True)]
    if not lines:
        raise problems.NOT_THERE.at(f"{ledger}/{key}", key, what=ENTRY)
    return lines


def _last(day: date, ledger: str | None) -> QuerySet[Record]:
    """The last record of each entry up to the end of a day."""
    asked = Record.objects.filter(kind=EntryNow.KIND, day__lte=day)
    if ledger is not None:
        asked = asked.filter(key__startswith=EntryNow.key_of(ledger, ""))
    newest_first = Window(RowNumber(), partition_by=[F("kind"), F("key")], order_by=F("version").desc())
    last = asked.annotate(place=newest_first).filter(place=1)
    return last.order_by("key")
