"""What departments of the synthetic city report and what superiors set for it, as rows of the lake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import msgspec

from qingshan.demo.model import CITY, NOON_UTC, SOURCE, batch, declared
from qingshan.evaluation.reported import forms
from qingshan.kernel.figures import DECIMALS
from qingshan.kernel.periods import Period
from qingshan.kernel.units import scaled

Numbers = tuple[str, ...]
"""The value alone, or numerator and denominator."""


class Revision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that a later document replaces."""

    period: str
    numbers: Numbers
    stage: int
    document: str
    dated: date


class Return(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The figures of an indicator and area by period; ``dated_after`` and ``stages`` go before those of all returns."""

    indicator: str
    document: str
    reporter: str
    figures: dict[str, Numbers]
    area: str = CITY
    dated_after: dict[str, int] = {}
    stages: dict[str, int] = {}
    flags: dict[str, str] = {}
    revised: tuple[Revision, ...] = ()


class Returns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``dated_after`` (days from a period's end to the date of its document) and ``stages`` by kind of period."""

    dated_after: dict[str, int]
    stages: dict[str, int]
    returns: tuple[Return, ...]


class Set(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure set from above; known on the noon of the day it was issued."""

    indicator: str
    period: str
    comparator: str
    value: str
    unit: str
    document: str
    issued_on: date
    verification: str
    area: str = CITY
    base_year: int | None = None
    base_value: str | None = None
    pace: str | None = None


class SetFigures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    assigned: tuple[Set, ...]


@cache
def returns() -> Returns:
    """What is reported (``figures.yaml``)."""
    return declared("figures.yaml", Returns)


def figure_rows() -> list[dict[str, Any]]:
    """The rows of ``figures``: numbers in millionths, a number that is not reported is null."""
    return [row for one in returns().returns for row in _rows(one)]


def assigned_rows() -> list[dict[str, Any]]:
    """The rows of ``assigned`` (``assigned.yaml``)."""
    return [
        msgspec.structs.asdict(one) | {"source": SOURCE, "known_from": _noon(one.issued_on)}
        for one in declared("assigned.yaml", SetFigures).assigned
    ]


def _rows(one: Return) -> Iterator[dict[str, Any]]:
    after, stages = returns().dated_after | one.dated_after, returns().stages | one.stages
    for text, numbers in one.figures.items():
        period = Period.of(text)
        dated = period.end + timedelta(days=after[period.kind])
        yield _row(one, Revision(text, numbers, stages[period.kind], one.document, dated), 0)
    for number, later in enumerate(one.revised, start=1):
        yield _row(one, later, number)


def _row(one: Return, said: Revision, revision: int) -> dict[str, Any]:
    stored = [scaled(number, DECIMALS) for number in said.numbers]
    value, numerator, denominator = (stored[0], None, None) if len(stored) == 1 else (None, *stored)
    return {
        "indicator": one.indicator, "area": one.area, "period": said.period, "value": value, "numerator": numerator,
        "denominator": denominator, "unit": forms()[one.indicator].unit, "document": said.document,
        "dated": said.dated, "reporter": one.reporter, "stage": said.stage, "flags": one.flags.get(said.period, ""),
        "known_from": _noon(said.dated), "revision": revision, "source": SOURCE, "batch": batch(),
    }  # fmt: skip


def _noon(day: date) -> datetime:
    return datetime.combine(day, time()) + NOON_UTC
