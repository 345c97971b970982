"""Kept scores: one through the year, all of a scheme on a day, and what changed between two versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from qingshan.evaluation.scoring.kept import Comparison, compared
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.log.canonical import line_of
from qingshan.operations.log.models import Record
from qingshan.operations.score.models import ScoreNow
from qingshan.operations.unit.names import units

SCORE = Text("评分", "score")


@dataclass(frozen=True, slots=True)
class Point:
    """One version of a score: the record that kept it, the day of that record, and its document."""

    version: int
    number: int
    day: date
    document: dict[str, Any]


def course(scheme: str, subject: str, period: str) -> list[Point]:
    """Every version of a score in order, one through the year; a unit may be named as it is called now.

    OPS013 when none is kept.
    """
    found = list(_points(ScoreNow.key_of(scheme, subject, period)))
    if not found and (unit := units().named(subject, date.max)) is not None:
        found = list(_points(ScoreNow.key_of(scheme, unit.key, period)))
    if not found:
        key = ScoreNow.key_of(scheme, subject, period)
        raise problems.NOT_THERE.at(key, subject, what=SCORE)
    return found


def table(scheme: str, period: str, day: date) -> list[Point]:
    """The score of every subject as it was computed last up to the end of a day, the most marks first, then by name."""
    newest_first = Window(RowNumber(), partition_by=[F("kind"), F("key")], order_by=F("version").desc())
    newest = _records(_keys(scheme, period)).annotate(place=newest_first).filter(place=1)
    found = dict(_keyed(newest))
    later = [key for key, point in found.items() if not _is_by(day, point)]
    upto = {key: point for key, point in _keyed(_records(later).order_by("version")) if _is_by(day, point)}
    return sorted((upto | {key: one for key, one in found.items() if key not in later}).values(), key=_place)


def periods() -> dict[str, dict[str, int]]:
    """By scheme, the periods for which scores are kept, the latest first, and of how many subjects."""
    counted = ScoreNow.objects.values_list("scheme", "period").annotate(Count("key")).order_by("scheme", "-period")
    found: dict[str, dict[str, int]] = {}
    for scheme, period, count in counted:
        found.setdefault(scheme, {})[period] = count
    return found


def version_of(scheme: str, subject: str, period: str, version: int | None = None) -> Point:
    """One version of a score, the last one where none is named. OPS013 when it is not there."""
    found = {point.version: point for point in course(scheme, subject, period)}
    asked = max(found) if version is None else version
    if asked not in found:
        raise problems.NOT_THERE.at(ScoreNow.key_of(scheme, subject, period), asked, what=SCORE)
    return found[asked]


def between(scheme: str, subject: str, period: str, first: int, second: int) -> Comparison:
    """What changed from one version to another, item by item. OPS013 when a version is not there."""
    before, after = (version_of(scheme, subject, period, one).document for one in (first, second))
    return compared(before, after)


def _keys(scheme: str, period: str) -> list[str]:
    return list(ScoreNow.objects.filter(scheme=scheme, period=period).order_by("key").values_list("key", flat=True))


def _points(key: str) -> Iterator[Point]:
    return (point for _, point in _keyed(_records([key]).order_by("version")))


def _records(keys: Sequence[str]) -> QuerySet[Record]:
    return Record.objects.filter(kind=ScoreNow.KIND, key__in=keys)


def _keyed(records: QuerySet[Record]) -> Iterator[tuple[str, Point]]:
    for key, version, number, day, stored in records.values_list("key", "version", "number", "day", "stored"):
        yield key, Point(version, number, day, line_of(bytes(stored)).after)


def _is_by(day: date, point: Point) -> bool:
    """Whether a score was computed to the end of that day or an earlier one; the days of a score never go back."""
    return date.fromisoformat(point.document["as_of"]) <= day


def _place(point: Point) -> tuple[Fraction, str]:
    marks = [Fraction(text) for text in point.document["marks"].values() if text is not None]
    return -sum(marks, Fraction(0)), point.document["subject"]
