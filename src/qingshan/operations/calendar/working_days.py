"""The calendar of this office: the published one, with the years a bureau entered itself laid over it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from qingshan.ledgers.holidays import CHINA
from qingshan.ledgers.workdays import OwnCalendar
from qingshan.operations.calendar.models import CalendarYear


class OfficeCalendar:
    """Working days as known now, read when first asked for; a year neither published nor entered is unknown."""

    @cached_property
    def _own(self) -> OwnCalendar:
        days: dict[date, bool] = {}
        years = set()
        for key, document in CalendarYear.objects.values_list("key", "document"):
            years.add(int(key))
            days |= {date.fromisoformat(day): False for day in document["off"]}
            days |= {date.fromisoformat(day): True for day in document["worked"]}
        return OwnCalendar(days, frozenset(years), CHINA)

    def is_working(self, day: date) -> bool | None:
        return self._own.is_working(day)
