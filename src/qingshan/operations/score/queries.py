"""Kept scores: one through the year, all of a scheme on a day, and what changed between two versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

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
    found = [one for one in (_on(key, day) for key in _keys(scheme, period)) if one is not None]
    return sorted(found, key=_place)


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
    records = Record.objects.filter(kind=ScoreNow.KIND, key=key).order_by("version")
    for version, number, day, stored in records.values_list("version", "number", "day", "stored"):
        yield Point(version, number, day, line_of(bytes(stored)).after)


def _on(key: str, day: date) -> Point | None:
    """The last version computed as of that day or an earlier one; their days never go back."""
    upto = [point for point in _points(key) if date.fromisoformat(point.document["as_of"]) <= day]
    return upto[-1] if upto else None


def _place(point: Point) -> tuple[Fraction, str]:
    marks = [Fraction(text) for text in point.document["marks"].values() if text is not None]
    return -sum(marks, Fraction(0)), point.document["subject"]
