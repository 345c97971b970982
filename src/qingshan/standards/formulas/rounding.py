"""Rounding to an interval (修约间隔) of any size, GB/T 8170."""

from __future__ import annotations

from qingshan.kernel.exact import Value, add, below, choose, equal, floor_div, half_even, multiply


def to_interval(value: Value, interval: int) -> Value:
    """The multiple of ``interval`` nearest to a value, half to even; both on one scale.

    >>> to_interval(1050, 100), to_interval(350, 100), to_interval(-36500, 1000)
    (1000, 400, -36000)
    """
    return multiply(half_even(value, interval), interval)


def mean_to_interval(values: list[Value], interval: int) -> Value:
    """The mean of values rounded once to an interval; missing when any is missing or there are none."""
    return multiply(half_even(add(0, *values), len(values) * interval), interval)


def mean_between(total: Value, count: Value) -> Value:
    """The mean as an integer that compares with even integers, and rounds to even intervals, as the mean itself does.

    A mean that is no integer is given as its odd neighbour, so that rounding it again never rounds twice.

    >>> mean_between(21, 3), mean_between(20, 3), mean_between(22, 3), mean_between(4, 0)
    (7, 7, 7, None)
    """
    whole = floor_div(total, count)
    is_even = equal(whole, multiply(2, floor_div(whole, 2)))
    has_rest = below(multiply(whole, count), total)
    return add(whole, choose(is_even, choose(has_rest, 1, 0), 0))
