"""The table of years a bureau entered."""

from __future__ import annotations

from qingshan.operations.subject import Subject


class CalendarYear(Subject):
    """One year: weekdays that are off and weekend days that are worked; all others go by the week. Key: the year."""

    KIND = "calendar"
