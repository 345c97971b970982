"""The largest sliding mean of one day's hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

from qingshan.kernel.exact import (
    Value,
    add,
    at_most,
    below,
    choose,
    floor_div,
    greatest_present,
    half_even,
    multiply,
    present,
)


@dataclass(frozen=True, slots=True)
class Windows:
    """Sliding windows of a day: their length, the hour the first one ends, and what makes them and the day valid."""

    hours: int
    first_end: int
    least_hours: int
    least_windows: int
    counts_above: int
    interval: int


def daily_maximum(hourly: Sequence[Value], windows: Windows) -> tuple[Value, Value]:
    """The largest window mean of the hours of one day, rounded to the interval, and the number of valid windows.

    A window with too few hours has no mean; with too few windows the day counts only when its maximum exceeds
    ``counts_above`` (HJ 663 6.1.2). Means over different counts are compared exactly, on their common multiple.
    """
    common = lcm(*range(windows.least_hours, windows.hours + 1))
    ends = range(windows.first_end, len(hourly) + 1)
    means = [_mean(hourly[end - windows.hours : end], windows.least_hours, common) for end in ends]
    found = add(0, *(choose(present(mean), 1, 0) for mean in means))
    rounded = half_even(greatest_present(*means), common * windows.interval)
    largest = multiply(rounded, windows.interval)
    one_sided = choose(below(windows.counts_above, largest), largest, None)
    return choose(at_most(windows.least_windows, found), largest, one_sided), found


def _mean(hours: Sequence[Value], least: int, common: int) -> Value:
    """The mean times ``common``; exact, because ``common`` is a multiple of every count that is enough."""
    count = add(0, *(choose(present(hour), 1, 0) for hour in hours))
    total = add(0, *(choose(present(hour), hour, 0) for hour in hours))
    return choose(at_most(least, count), floor_div(multiply(total, common), count), None)
