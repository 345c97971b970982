"""Every entry as lists need it, as of a day; kept in memory and brought up to date from the log before each look."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from django.db import connection

from qingshan.kernel.registry import SETTING
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.due import Due, due
from qingshan.ledgers.entry import Actor, Entry
from qingshan.ledgers.ledger import Ledger
from qingshan.ledgers.machine import possible
from qingshan.operations.calendar.models import CalendarYear
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.ledger.queries import entries, entries_after
from qingshan.operations.log.chain import anchor
from qingshan.operations.log.models import Record
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.ledgers.saying import name_of, words_of

UNIT_ROLE = "liaison"
"""Who holds it speaks for the own unit: what awaits it names that unit."""
KEPT = 2
"""Registers kept: of the day before too, around midnight."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: what it is called, where it stands, what presses most, and the words one may search it by.

    ``ready`` are the roles for whom a next step is open; ``public_words`` None where the public may not see it.
    """

    ledger: str
    key: str
    state: str
    name: str
    areas: tuple[str, ...]
    units: tuple[str, ...]
    opened_on: date
    last_on: date
    due: Due | None
    ready: frozenset[str]
    words: str
    public_words: str | None

    def awaits(self, who: Actor) -> bool:
        """Whether its next step is one for somebody; for a liaison it must name the own unit."""
        own = UNIT_ROLE not in who.roles or not self.units or who.unit in self.units
        return own and not self.ready.isdisjoint(who.roles)


@dataclass(slots=True)
class Register:
    """The rows of every ledger by key, as of a day, after the record of a number.

    ``undeclared`` counts the entries of ledgers that no file declares any more.
    """

    day: date
    upto: int = 0
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    undeclared: dict[str, set[str]] = field(default_factory=dict)

    def of(self, ledger: str) -> Mapping[str, Row]:
        """The rows of one ledger by key, in no order."""
        return self.rows.get(ledger, {})

    def take(self, found: Iterable[Entry]) -> None:
        """Put entries in. Whoever looks at a ledger meanwhile sees it as it was, for what was there is not touched."""
        known, calendar = ledgers(), OfficeCalendar()
        new: dict[str, dict[str, Row]] = {}
        lost: dict[str, set[str]] = {}
        for entry in found:
            if entry.ledger in known:
                new.setdefault(entry.ledger, {})[entry.key] = row(known[entry.ledger], entry, self.day, calendar)
            else:
                lost.setdefault(entry.ledger, set()).add(entry.key)
        self.rows |= {ledger: {**self.rows.get(ledger, {}), **rows} for ledger, rows in new.items()}
        self.undeclared = self.undeclared | {
            name: self.undeclared.get(name, set()) | keys for name, keys in lost.items()
        }


_registers: dict[tuple[str, str, date], Register] = {}
_lock = Lock()


def register() -> Register:
    """The register of the day the desk works on, with everything that is in the log now."""
    day = working_day()
    place = (str(connection.settings_dict["NAME"]), os.environ.get(SETTING, ""), day)
    with _lock:
        stands = anchor()
        now = stands.count if stands else 0
        kept = _registers.get(place)
        if kept is None or now < kept.upto or _calendar_changed(kept.upto, now):
            _registers.pop(place, None)
            while len(_registers) >= KEPT:
                del _registers[next(iter(_registers))]
            kept = _registers[place] = Register(day, now)
            kept.take(entries(day))
        elif now > kept.upto:
            kept.take(list(entries_after(kept.upto, day)))
            kept.upto = now
        return kept


def row(ledger: Ledger, entry: Entry, day: date, calendar: OfficeCalendar) -> Row:
    """An entry as a row; its days are judged as of a day."""
    return Row(
        ledger=ledger.key,
        key=entry.key,
        state=entry.state,
        name=name_of(ledger, entry),
        areas=_named(ledger, entry, "area"),
        units=_named(ledger, entry, "unit"),
        opened_on=entry.opened_on,
        last_on=entry.last_on,
        due=pressing(ledger, entry, due(ledger, entry, day, calendar)),
        ready=_ready(ledger, entry),
        words=words_of(ledger, entry, (*ledger.fields,), entry.key),
        public_words=words_of(ledger, entry, ledger.public_columns) if entry.state in public_states(ledger) else None,
    )


def pressing(ledger: Ledger, entry: Entry, found: Iterable[Due]) -> Due | None:
    """The deadline not met that ends first; of a closed entry none."""
    running = [one for one in found if one.done_on is None and one.state != "over"]
    if not ledger.is_open(entry.state):
        return None
    return min(running, key=lambda one: str(one.last_day or "9"), default=None)


def public_states(ledger: Ledger) -> frozenset[str]:
    """Closed states, and those from which a term runs: while something is shown to the public."""
    closed = (key for key, state in ledger.states.items() if state.kind == "closed")
    shown = (one.since for one in ledger.deadlines.values() if one.term and one.since in ledger.states)
    return frozenset((*closed, *shown))


def _named(ledger: Ledger, entry: Entry, kind: str) -> tuple[str, ...]:
    """Areas or units that an entry names, each once."""
    found: list[str] = []
    for key, declared in ledger.fields.items():
        value = entry.fields.get(key)
        if declared.kind == kind and value is not None:
            found += [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return tuple(dict.fromkeys(found))


def _ready(ledger: Ledger, entry: Entry) -> frozenset[str]:
    """The roles that may take the entry on from where it stands; what may be done from everywhere is no next step."""
    steps = (ledger.actions[key] for key in possible(ledger, entry))
    onward = (step for step in steps if step.effect == "move" and step.origins and not ledger.kept_by)
    return frozenset(role for step in onward if ledger.is_open(entry.state) for role in step.roles)


def _calendar_changed(before: int, now: int) -> bool:
    return now > before and Record.objects.filter(number__gt=before, number__lte=now, kind=CalendarYear.KIND).exists()
