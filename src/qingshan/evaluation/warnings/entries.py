"""Entries of any ledger as facts for the rules of warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from qingshan.evaluation.warnings.facts import ClosedEntry, LedgerDue
from qingshan.ledgers.due import due
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.ledger import FieldKind, Ledger
from qingshan.ledgers.workdays import Calendar


def dues(ledger: Ledger, entries: Iterable[Entry], day: date, calendar: Calendar) -> Iterator[LedgerDue]:
    """Every deadline of every entry on a day."""
    for entry in entries:
        units = values(ledger, entry, "unit")
        for one in due(ledger, entry, day, calendar):
            name = f"{ledger.label.zh} {entry.key} {one.label.zh}"
            yield LedgerDue(
                ledger.key, f"{entry.key}/{one.deadline}", name, one.state, one.last_day, one.days_left, units
            )


def closed(ledger: Ledger, entries: Iterable[Entry]) -> Iterator[ClosedEntry]:
    """The closed entries with each indicator and area they are bound to, and those that were opened again."""
    for entry in entries:
        if entry.round_on > entry.opened_on and ledger.is_open(entry.state):
            yield from _bound(ledger, entry, entry.round_on, entry.round_on)
        elif ledger.states[entry.state].kind == "closed":
            yield from _bound(ledger, entry, entry.entered(entry.state) or entry.last_on, None)


def _bound(ledger: Ledger, entry: Entry, on: date, reopened: date | None) -> Iterator[ClosedEntry]:
    label, units = f"{ledger.label.zh} {entry.key}", values(ledger, entry, "unit")
    for area in values(ledger, entry, "area") or ("",):
        for indicator in indicators(ledger, entry) or ("",):
            yield ClosedEntry(ledger.key, entry.key, label, indicator, area, on, reopened, units)


def indicators(ledger: Ledger, entry: Entry) -> tuple[str, ...]:
    """The indicators an entry stays bound to: its ledger's, and its own."""
    own = _listed(entry.fields.get(ledger.bound_field)) if ledger.bound_field else ()
    return (*ledger.bound, *own)


def values(ledger: Ledger, entry: Entry, kind: FieldKind) -> tuple[str, ...]:
    """What the fields of a kind hold, each once."""
    held = (_listed(entry.fields.get(name)) for name, field in ledger.fields.items() if field.kind == kind)
    return tuple(dict.fromkeys(value for several in held for value in several))


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(map(str, value))
    return () if value is None else (str(value),)
