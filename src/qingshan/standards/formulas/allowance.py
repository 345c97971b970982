"""What may still happen in a period while its rounded result meets a target."""

from __future__ import annotations

from qingshan.kernel.exact import (
    PERCENT,
    Value,
    add,
    ceil_div,
    choose,
    equal,
    floor_div,
    greatest,
    multiply,
    subtract,
)


def bad_days_allowed(days: Value, target: Value, scale: int, interval: int) -> Value:
    """The most bad days of ``days`` whose rounded good-day rate is still at least ``target``.

    The target is in per cent times ``scale``, the rate is rounded half to even to ``interval``. Negative when no
    number of days reaches it.

    >>> [bad_days_allowed(365, target, 1000, 100) for target in (90000, 91000, 92000)]
    [36, 33, 29]
    """
    steps = ceil_div(target, interval)
    reached = multiply(days, multiply(subtract(multiply(2, steps), 1), interval))
    whole = 2 * scale * PERCENT
    good = choose(_is_even(steps), ceil_div(reached, whole), add(floor_div(reached, whole), 1))
    return subtract(days, greatest(0, good))


def mean_allowed(total: Value, days: tuple[Value, Value], target: Value, interval: int) -> Value:
    """The largest mean of the days left (rounded down) that keeps the rounded mean of all days at or below ``target``.

    ``total`` is the sum of the days so far, ``days`` the numbers of days so far and left; all on one scale.
    Negative when the target is lost already; missing when no day is left.

    >>> mean_allowed(30000 * 200, (200, 165), 35000, 1000)
    42166
    """
    so_far, left = days
    steps = floor_div(target, interval)
    border = multiply(add(so_far, left), multiply(add(multiply(2, steps), 1), interval))
    largest = choose(_is_even(steps), floor_div(border, 2), subtract(ceil_div(border, 2), 1))
    return floor_div(subtract(largest, total), left)


def _is_even(value: Value) -> Value:
    return equal(value, multiply(2, floor_div(value, 2)))
