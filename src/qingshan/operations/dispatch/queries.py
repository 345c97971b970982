"""The sheets of a month as they stood at the end of a day, how many stood where, and who was late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.dispatch.asking import month_of
from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.ledgers.due import Due
from qingshan.ledgers.entry import Entry
from qingshan.operations.ledger.queries import with_dues

LATE = ("overdue", "met_late")


def sheets_on(period: str, day: date) -> Iterator[tuple[Entry, list[Due]]]:
    """The sheets of a month, or of all where none is named, with their deadlines. EVA068 for another period."""
    month = str(month_of(period)) if period else ""
    return ((entry, dues) for entry, dues in with_dues(day, LEDGER) if month in {"", entry.fields["period"]})


def counts(period: str, day: date) -> dict[str, int]:
    """How many sheets of the month stand in each state."""
    return dict(Counter(entry.state for entry, _ in sheets_on(period, day)))


def late(period: str, day: date) -> list[tuple[Entry, Due]]:
    """Who is late or was, each with the deadline; a sheet recorded as missed is counted by its state."""
    return [(entry, one) for entry, dues in sheets_on(period, day) for one in dues if one.state in LATE]
