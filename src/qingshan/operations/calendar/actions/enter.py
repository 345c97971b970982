"""Enter the holidays and make-up days of a year, as the published arrangement has them; again to correct them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from qingshan.kernel.text import Text
from qingshan.ledgers.workdays import SATURDAY
from qingshan.operations import problems
from qingshan.operations.action import ADMINISTRATOR, Action, Call, Change
from qingshan.operations.calendar.models import CalendarYear


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    year: int
    off: tuple[date, ...]
    worked: tuple[date, ...]


def decide(given: Given, call: Call) -> Sequence[Change]:  # noqa: ARG001 (every action is asked alike)
    wrong = [day for day in given.off if day.weekday() >= SATURDAY or day.year != given.year]
    wrong += [day for day in given.worked if day.weekday() < SATURDAY or day.year != given.year]
    if wrong:
        raise problems.WRONG_YEAR.at(str(given.year), " ".join(map(str, sorted(wrong))), year=given.year)
    key = str(given.year)
    version, before = CalendarYear.stands(key) or (0, None)
    after = {"off": _written(given.off), "worked": _written(given.worked)}
    return [Change(CalendarYear, key, version + 1, before, after)]


def _written(days: Sequence[date]) -> list[str]:
    return [day.isoformat() for day in sorted(set(days))]


ACTION = Action(
    "calendar.enter",
    Text("录入工作日历", "enter the working days of a year"),
    Given,
    frozenset({ADMINISTRATOR}),
    decide,
)
