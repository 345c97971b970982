"""Yearly series with gaps: changes inside unbroken runs only, implausible jumps flagged and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qingshan.kernel.exact import Value, below, choose, greatest, multiply, present, subtract
from qingshan.standards.formulas.pace import WHOLE
from qingshan.standards.formulas.share import share
from qingshan.standards.rule import SCALE


@dataclass(frozen=True, slots=True)
class YearOfSeries:
    """One year's value, and its changes in thousandths of one per cent (negative: a fall).

    ``change`` is against the year before, ``cumulative`` against ``since``, the first year of the unbroken run;
    missing in that first year and where the earlier value is not positive. ``jump`` follows ``change``.
    """

    year: int
    value: int
    since: int
    change: int | None
    cumulative: int | None
    jump: bool | None


def yearly_changes(values: Mapping[int, int | None], jump: int) -> list[YearOfSeries]:
    """The years that have a value, in order; a missing year ends a run and nothing is computed across it.

    A change of more than ``jump`` (thousandths of one per cent, either way), decided exactly, is a jump.
    """
    there: dict[int, Value] = {year: value for year, value in sorted(values.items()) if present(value)}
    firsts: dict[int, int] = {}
    for year in there:
        firsts[year] = firsts.get(year - 1, year)
    return [_year(there, year, since, jump) for year, since in firsts.items()]


def _year(there: Mapping[int, Value], year: int, since: int, jump: int) -> YearOfSeries:
    now, before = there[year], there.get(year - 1)
    first = choose(below(since, year), there[since], None)
    swing = greatest(subtract(now, before), subtract(before, now))
    far = below(multiply(jump, before), multiply(swing, WHOLE))
    change = _change(now, before)
    return YearOfSeries(year, now, since, change, _change(now, first), choose(present(change), far, None))


def _change(now: Value, before: Value) -> Value:
    return share(subtract(now, before), before, SCALE)
