"""Calendar periods: day, month, quarter, half-year, year, and any span of days; all inclusive of both ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal["day", "month", "quarter", "half", "year", "span"]
_MONTHS: dict[Kind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_PATTERN = re.compile(
    r"(?P<year>\d{4})(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole days. ``kind`` says which calendar unit it is, or ``span``.

    >>> Period.of("2021Q1").end, Period.of("2024-02").days
    (datetime.date(2021, 3, 31), 29)
    """

    start: date
    end: date
    kind: Kind = "span"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period ends ({self.end}) before it starts ({self.start})")

    @classmethod
    def of(cls, text: str) -> Period:
        """Read ``2021``, ``2021H1``, ``2021Q3``, ``2021-07``, ``2021-07-05`` or ``2021-01-01/2021-07-31``."""
        if "/" in text:
            start, end = text.split("/")
            return cls(date.fromisoformat(start), date.fromisoformat(end))
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a period")
        year = int(match["year"])
        if match["day"]:
            day = date.fromisoformat(text)
            return cls(day, day, "day")
        if match["month"]:
            return cls._months(year, int(match["month"]), "month")
        if match["quarter"]:
            return cls._months(year, 3 * int(match["quarter"]) - 2, "quarter")
        if match["half"]:
            return cls._months(year, 6 * int(match["half"]) - 5, "half")
        return cls._months(year, 1, "year")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls._months(year, 1, "year")

    @classmethod
    def _months(cls, year: int, first: int, kind: Kind) -> Period:
        after = first + _MONTHS[kind]
        end = date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - timedelta(days=1)
        return cls(date(year, first, 1), end, kind)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def each_day(self) -> Iterator[date]:
        return (self.start + timedelta(days=step) for step in range(self.days))

    def months(self) -> list[Period]:
        """The calendar months this period touches, whole."""
        found, day = [], self.start
        while day <= self.end:
            found.append(self._months(day.year, day.month, "month"))
            day = found[-1].end + timedelta(days=1)
        return found

    def to_date(self, as_of: date) -> Period | None:
        """The part that has passed at the end of ``as_of``; None when it has not begun."""
        if as_of < self.start:
            return None
        return self if as_of >= self.end else Period(self.start, as_of)

    def remaining(self, as_of: date) -> int:
        """Days still to come after the end of ``as_of``."""
        if as_of < self.start:
            return self.days
        return max(0, (self.end - as_of).days)

    def year_before(self) -> Period:
        """The same calendar dates one year earlier; 29 February becomes the 28th."""
        return Period(_year_before(self.start), _year_before(self.end), self.kind)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        year = f"{self.start.year:04d}"
        match self.kind:
            case "year":
                return year
            case "half":
                return f"{year}H{(self.start.month + 5) // 6}"
            case "quarter":
                return f"{year}Q{(self.start.month + 2) // 3}"
            case "month":
                return f"{year}-{self.start.month:02d}"
            case "day":
                return self.start.isoformat()
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
