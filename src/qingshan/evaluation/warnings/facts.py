"""What the rules look at: one value, gathered by the caller. Days are natural days in Beijing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.duties.standing import Standing
from qingshan.evaluation.indicator import Direction
from qingshan.evaluation.judging import Verdict
from qingshan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """A target judged in one area. ``gap`` is negative where the value is short of the limit."""

    target: str
    indicator: str
    label: Text
    area: str
    value: Decimal | None
    unit: str
    gap: Decimal | None
    asked: str
    must: Verdict | None
    strive: Verdict | None
    direction: Direction
    result: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator in an area month by month, in order, the year before included; a month without a value is None."""

    indicator: str
    label: Text
    area: str
    direction: Direction
    months: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """The places of an area in a ranking, month by month: month, place, how many are ranked."""

    indicator: str
    label: Text
    area: str
    places: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Forecast daily AQI of consecutive days from ``first`` on; None where none is given."""

    area: str
    first: date
    aqi: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class DutyFact:
    """A duty and one of its milestones on the day."""

    duty: Duty
    standing: Standing


@dataclass(frozen=True, slots=True)
class LedgerDue:
    """A deadline of a ledger's entry on the day; ``days_left`` is negative past it."""

    ledger: str
    entry: str
    label: str
    state: str
    due: date | None
    days_left: int | None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Freshness:
    """The last day that a place has data of a kind (air, water, reported); None: never."""

    kind: str
    place: str
    last: date | None


@dataclass(frozen=True, slots=True)
class FlagCount:
    """How many values of a place's item a quality check flagged on a day."""

    check: str
    place: str
    item: str
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class ClosedEntry:
    """A closed entry and the indicator it stays bound to; ``reopened`` when it was opened again."""

    ledger: str
    entry: str
    label: str
    indicator: str
    area: str
    closed_on: date
    reopened: date | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known on a day. ``earlier`` are the readings of earlier evaluations, oldest first."""

    readings: tuple[Reading, ...] = ()
    earlier: tuple[tuple[date, tuple[Reading, ...]], ...] = ()
    courses: tuple[Course, ...] = ()
    ranks: tuple[Ranks, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    duties: tuple[DutyFact, ...] = ()
    dues: tuple[LedgerDue, ...] = ()
    freshness: tuple[Freshness, ...] = ()
    flags: tuple[FlagCount, ...] = ()
    closed: tuple[ClosedEntry, ...] = ()


def worsened(direction: Direction, before: Decimal | None, now: Decimal | None) -> bool:
    """Whether a value moved to the bad side; an indicator without a good side, or a missing value, never does.

    >>> worsened("lower", Decimal(30), Decimal(31)), worsened("higher", Decimal(30), Decimal(31))
    (True, False)
    """
    if before is None or now is None or direction == "none":
        return False
    return now > before if direction == "lower" else now < before
