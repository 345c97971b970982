"""What an address asks: box, time, how many, which items. Anything else is refused, as the standards ask."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite

from qingshan.kernel.clock import BEIJING
from qingshan.kernel.text import Text
from qingshan.web import problems
from qingshan.web.visitor import Visit

USUAL, MOST, FARTHEST = 100, 1000, 10**9
"""How many features at a time, at most, and how many may be passed over."""
OPEN = ("", "..")
FORMATS = {"f": ("json", "GeoJSON", "CoverageJSON"), "format": ("json",)}
"""Each address gives one format; whoever names it may."""
_KNOWN_ONES = Text("只用这些参数：{names}", "these parameters only: {names}")
_BOX = Text("西,南,东,北，单位为度", "west,south,east,north in degrees")
_TIME = Text("RFC 3339 的日期或时刻，或以 / 隔开的起止", "a day or moment of RFC 3339, or two with a / between")
_COUNT = Text("{first} 至 {last} 的整数", "a whole number from {first} to {last}")
_ITEMS = Text("其中若干：{names}", "some of {names}")


@dataclass(frozen=True, slots=True)
class Box:
    """In degrees of CRS84; where ``west`` lies east of ``east`` it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        across = self.west <= longitude <= self.east
        if self.west > self.east:
            across = longitude >= self.west or longitude <= self.east
        return across and self.south <= latitude <= self.north


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another, both within, naive Beijing time; a day stands for all of it. None is open."""

    first: date | datetime | None = None
    last: date | datetime | None = None

    def days(self) -> tuple[datetime, datetime]:
        """The midnights of the first and the last day."""
        return _midnight(self.first, date.min), _midnight(self.last, date.max)

    def hours(self) -> tuple[datetime, datetime]:
        """The first and the last hour by their ends: a day's are 01:00 to 24:00."""
        first, last = self.days()
        first = self.first if isinstance(self.first, datetime) else first + timedelta(hours=1)
        if isinstance(self.last, datetime):
            return first, self.last
        return first, last if last.date() == date.max else last + timedelta(days=1)

    def moments(self) -> tuple[datetime, datetime]:
        """The first and the last moment."""
        first, last = self.days()
        last = self.last if isinstance(self.last, datetime) else datetime.combine(last, time.max)
        return self.first if isinstance(self.first, datetime) else first, last


def only(request: Visit, *names: str) -> None:
    """WEB086 for a parameter that an address does not know, or another format than the address gives."""
    known = (*names, *FORMATS)
    if odd := next((name for name in request.GET if name not in known), None):
        raise problems.BAD_REQUEST.at(odd[:50], expected=_KNOWN_ONES.filled(names=", ".join(known)))
    for name, formats in FORMATS.items():
        if (said := request.GET.get(name)) not in {None, *formats}:
            raise problems.BAD_REQUEST.at(name, said, expected=_ITEMS.filled(names=", ".join(formats)))


def box(request: Visit) -> Box | None:
    """The box asked for; heights, which places here do not have, are passed over. WEB086 for what is none."""
    said = request.GET.get("bbox")
    if said is None:
        return None
    numbers = [_number(one) for one in said.split(",")]
    west, south, east, north = (*numbers[:2], *numbers[3:5]) if len(numbers) == 6 else (*numbers, *[None] * 4)[:4]  # noqa: PLR2004
    if len(numbers) not in {4, 6} or west is None or south is None or east is None or north is None:
        raise problems.BAD_REQUEST.at("bbox", said, expected=_BOX)
    if max(abs(west), abs(east)) > 180 or not -90 <= south <= north <= 90:  # noqa: PLR2004 (degrees)
        raise problems.BAD_REQUEST.at("bbox", said, expected=_BOX)
    return Box(west, south, east, north)


def span(request: Visit) -> Span:
    """The time asked for; all of it where none is. WEB086 for what is none, or ends before it begins."""
    said = request.GET.get("datetime")
    if said is None:
        return Span()
    first, slash, last = said.partition("/")
    if (not slash and first in OPEN) or "/" in last:
        raise problems.BAD_REQUEST.at("datetime", said, expected=_TIME)
    found = Span(_moment(said, first), _moment(said, last if slash else first))
    if found.moments()[0] > found.moments()[1]:
        raise problems.BAD_REQUEST.at("datetime", said, expected=_TIME)
    return found


def count(request: Visit, name: str, usual: int, least: int) -> int:
    """A whole number; ``limit`` above the most is the most. WEB086 for what is none."""
    said = request.GET.get(name, str(usual))
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= len(str(FARTHEST)) else -1
    if not least <= number <= FARTHEST:
        expected = _COUNT.filled(first=least, last=MOST if least else FARTHEST)
        raise problems.BAD_REQUEST.at(name, said[:50], expected=expected)
    return number


def parameters(request: Visit, known: Collection[str]) -> list[str]:
    """The items asked for, all where none is. WEB086 for one that the collection does not have."""
    said = request.GET.get("parameter-name")
    if said is None:
        return list(known)
    asked = [one.strip() for one in said.split(",")]
    if not set(asked) <= set(known):
        raise problems.BAD_REQUEST.at("parameter-name", said[:100], expected=_ITEMS.filled(names=", ".join(known)))
    return [one for one in known if one in asked]


def _number(said: str) -> float | None:
    try:
        found = float(said)
    except ValueError:
        return None
    return found if isfinite(found) else None


def _moment(whole: str, said: str) -> date | datetime | None:
    if said in OPEN:
        return None
    try:
        if "T" not in said.upper():
            return date.fromisoformat(said)
        found = datetime.fromisoformat(said)
        return found.astimezone(BEIJING).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError) as error:
        raise problems.BAD_REQUEST.at("datetime", whole[:50], expected=_TIME) from error


def _midnight(bound: date | datetime | None, otherwise: date) -> datetime:
    return datetime.combine(bound or otherwise, time.min)
