"""Rounding to an interval (修约间隔) of any size, GB/T 8170."""

from __future__ import annotations

from qingshan.kernel.exact import Value, add, half_even, multiply


def to_interval(value: Value, interval: int) -> Value:
    """The multiple of ``interval`` nearest to a value, half to even; both on one scale.

    >>> to_interval(1050, 100), to_interval(350, 100), to_interval(-36500, 1000)
    (1000, 400, -36000)
    """
    return multiply(half_even(value, interval), interval)


def mean_to_interval(values: list[Value], interval: int) -> Value:
    """The mean of values rounded once to an interval; missing when any is missing or there are none."""
    return multiply(half_even(add(0, *values), len(values) * interval), interval)
