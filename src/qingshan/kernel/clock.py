"""Beijing time and the end of a day. The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
HOURS_PER_DAY = 24


def known_now() -> datetime:
    """The instant at which something becomes known: UTC, to the microsecond."""
    return datetime.now(UTC)


def today() -> date:
    """Today in Beijing; a caller's default, never read below the command line."""
    return datetime.now(BEIJING).date()


def end_of_day(day: date) -> datetime:
    """The last moment of a day as a naive hour-ending label: 24:00, written as 00:00 of the next day."""
    return datetime(day.year, day.month, day.day) + timedelta(days=1)


def day_of(hour_end: datetime) -> date:
    """The natural day an hour-ending label belongs to: 00:00 is hour 24 of the day before.

    >>> day_of(datetime(2021, 7, 1, 0)), day_of(datetime(2021, 7, 1, 1))
    (datetime.date(2021, 6, 30), datetime.date(2021, 7, 1))
    """
    return (hour_end - timedelta(hours=1)).date()


def hour_of(hour_end: datetime) -> int:
    """The hour of its day that an hour-ending label closes, 1 to 24.

    >>> hour_of(datetime(2021, 7, 1, 0)), hour_of(datetime(2021, 7, 1, 1))
    (24, 1)
    """
    return (hour_end - timedelta(hours=1)).hour + 1
