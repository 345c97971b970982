"""Working days: counting them, and a calendar of one's own laid over another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from qingshan.ledgers import problems

SATURDAY = 5


class Calendar(Protocol):
    """Whether people work on a day; None when that is not known yet."""

    def is_working(self, day: date) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Nothing:
    """A calendar that knows no day."""

    def is_working(self, day: date) -> bool | None:  # noqa: ARG002 (it knows none)
        return None


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """A bureau's own entries over another calendar: single days, and years in which all other days go by the week."""

    days: Mapping[date, bool]
    years: frozenset[int] = frozenset()
    under: Calendar = Nothing()

    def is_working(self, day: date) -> bool | None:
        if day in self.days:
            return self.days[day]
        return day.weekday() < SATURDAY if day.year in self.years else self.under.is_working(day)


def add_working_days(start: date, count: int, calendar: Calendar, first_counts: bool) -> date:
    """The last of ``count`` working days from ``start`` on, which is the first of them or the day before the first.

    A start that is no working day never counts. LED023 beyond the last day the calendar knows; ValueError below one.
    """
    if count < 1:
        raise ValueError("working days are counted from one on")
    day, found = start if first_counts else start + timedelta(days=1), 0
    while True:
        works = calendar.is_working(day)
        if works is None:
            raise problems.CALENDAR_UNKNOWN.at(str(start), day, day=day)
        found += works
        if found == count:
            return day
        day += timedelta(days=1)
