"""How fresh and how complete the data behind a value are; any coverage a record gives is said, known keys in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qingshan.evaluation.judge import Judged
from qingshan.kernel.periods import Kind, Period
from qingshan.reports.sheet import Sheet
from qingshan.reports.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """One statement about the data; ``is_lacking`` when something due is not there."""

    text: str
    is_lacking: bool = False


def freshness(entry: Judged, sheet: Sheet) -> tuple[Line, ...]:
    """What the coverage of a judgement says, in its order; what it leaves empty is not said."""
    found: list[Line] = []
    for key, value in entry.coverage.items():
        if key not in SILENT and value not in (None, "", [], {}, ()):
            found += SAID[key](value, entry, sheet) if key in SAID else [_other(key, value, sheet.words)]
    return tuple(found)


def overdue(entry: Judged, sheet: Sheet) -> list[str]:
    """The parts of the period of which nothing was reported though they were due.

    A month is due when it has passed; where returns are quarterly or longer, when its quarter or year has.
    """
    kinds = {Period.of(one).kind for one in entry.coverage.get("returns", ())}
    return [one for one in entry.coverage.get("missing", ()) if sheet.has_passed(_due(Period.of(one), kinds))]


def _due(month: Period, kinds: set[Kind]) -> date:
    if not kinds or "month" in kinds:
        return month.end
    year, quarter = month.start.year, (month.start.month + 2) // 3
    return Period.of(f"{year}Q{quarter}").end if "quarter" in kinds else Period.year(year).end


def runs(periods: Iterable[str], words: Words) -> str:
    """Periods in order, those that follow each other as one run: 2021-01 to 2021-03, 2021-05."""
    joined: list[list[Period]] = []
    for one in sorted({Period.of(period) for period in periods}):
        if joined and joined[-1][-1].end + timedelta(days=1) == one.start and joined[-1][-1].kind == one.kind:
            joined[-1].append(one)
        else:
            joined.append([one])
    return words.listed([
        str(run[0]) if len(run) == 1 else words("hours", first=run[0], last=run[-1]) for run in joined
    ])  # fmt: skip


def _days(valid: int, entry: Judged, sheet: Sheet) -> Iterator[Line]:
    days = entry.coverage["days"]
    yield Line(sheet.words("coverage_days", valid=valid, days=days), is_lacking=valid < days)
    last = sheet.last_day(entry.group)
    if last is not None:
        yield Line(sheet.words("last_day", day=last))


def _flagged(hours: dict[str, int], _: Judged, sheet: Sheet) -> Iterator[Line]:
    yield Line(sheet.words("flagged_hours", hours=sum(hours.values())))


def _returns(periods: list[str], _: Judged, sheet: Sheet) -> Iterator[Line]:
    yield Line(sheet.words("returns", periods=runs(periods, sheet.words)))


def _missing(periods: list[str], entry: Judged, sheet: Sheet) -> Iterator[Line]:
    late = overdue(entry, sheet)
    if late:
        yield Line(sheet.words("returns_missing", periods=runs(late, sheet.words)), is_lacking=True)
    if to_come := [period for period in periods if period not in late]:
        yield Line(sheet.words("returns_to_come", periods=runs(to_come, sheet.words)))


def _dated(day: str, _: Judged, sheet: Sheet) -> Iterator[Line]:
    yield Line(sheet.words("dated", day=day))


def _counted(key: str) -> Callable[[Any, Judged, Sheet], Iterator[Line]]:
    """A number, or a list whose members are counted and, while they are few, named."""

    def said(value: Any, _: Judged, sheet: Sheet) -> Iterator[Line]:
        named = [str(one) for one in value] if isinstance(value, (list, tuple, dict)) else []
        text = sheet.words(f"counted_{key}", count=len(named) or value)
        yield Line(text + (f" ({sheet.words.listed(named)})" if 0 < len(named) <= FEW else ""))

    return said


def _other(key: str, value: Any, words: Words) -> Line:
    if isinstance(value, dict):
        value = [f"{name} {count}" for name, count in value.items()]
    return Line(f"{key}: {words.listed([str(one) for one in value]) if isinstance(value, (list, tuple)) else value}")


FEW = 4
SILENT = ("days", "period_days", "sites")
SAID: dict[str, Callable[[Any, Judged, Sheet], Iterator[Line]]] = {
    "valid_days": _days,
    "flagged_hours": _flagged,
    "returns": _returns,
    "missing": _missing,
    "dated": _dated,
    **{key: _counted(key) for key in ("sections", "samples", "months", "reporters")},
}
