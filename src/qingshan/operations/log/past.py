"""How subjects of one kind stood at the end of a day, and what happened to one of them; read from the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from qingshan.operations.log.canonical import Line, line_of
from qingshan.operations.log.models import Record

BATCH = 10_000


def last(kind: str, day: date, begins: str = "") -> QuerySet[Record]:
    """The last record up to a day of every subject of a kind whose key begins so, in the order of keys.

    A record entered late counts from its own day on, with all that was known when it was entered.
    """
    asked = Record.objects.filter(kind=kind, day__lte=day)
    if begins:
        asked = asked.filter(key__startswith=begins)
    newest_first = Window(RowNumber(), partition_by=[F("kind"), F("key")], order_by=F("version").desc())
    return asked.annotate(place=newest_first).filter(place=1).order_by("key")


def last_lines(kind: str, day: date, begins: str = "") -> Iterator[Line]:
    """The same, whole."""
    for stored in last(kind, day, begins).values_list("stored", flat=True).iterator(BATCH):
        yield line_of(bytes(stored))


def lines_until(kind: str, day: date) -> Iterator[Line]:
    """Every record of a kind up to a day, of each subject in order."""
    found = Record.objects.filter(kind=kind, day__lte=day).order_by("key", "version")
    for stored in found.values_list("stored", flat=True).iterator(BATCH):
        yield line_of(bytes(stored))


def lines(kind: str, key: str) -> list[Line]:
    """Everything that happened to a subject, in order; empty where there is none of that key."""
    found = Record.objects.filter(kind=kind, key=key).order_by("version")
    return [line_of(bytes(stored)) for stored in found.values_list("stored", flat=True)]
