"""Single indexes of water quality and their sums, as the ranking of cities has them."""

from __future__ import annotations

from math import gcd

from qingshan.kernel.exact import (
    Value,
    add,
    at_most,
    below,
    choose,
    equal,
    floor_div,
    greatest_present,
    half_even,
    multiply,
    subtract,
)


def single_index(value: Value, limit: int, scale: int) -> Value:
    """``value / limit`` in units of ``1/scale``, half to even; the limit is one plain number above zero.

    >>> single_index(32, 60, 10**7)
    5333333
    """
    shared = gcd(scale, limit)
    return half_even(multiply(value, floor_div(scale, shared)), floor_div(limit, shared))


def inverse_index(value: Value, limit: int, scale: int) -> Value:
    """``limit / value``, for items of which more is better; missing for zero or less.

    >>> inverse_index(95, 50, 10**7), inverse_index(0, 50, 10**7)
    (5263158, None)
    """
    return half_even(limit * scale, choose(below(0, value), value, None))


def ph_index(ph: Value, neutral: int, ends: tuple[int, int], scale: int) -> Value:
    """0 at neutral, 1 at either end of the range.

    >>> ph_index(80, 70, (60, 90), 10), ph_index(65, 70, (60, 90), 10)
    (5, 5)
    """
    low, high = ends
    acid = single_index(subtract(neutral, ph), neutral - low, scale)
    return choose(at_most(ph, neutral), acid, single_index(subtract(ph, neutral), high - neutral, scale))


def pooled(indexes: tuple[Value, Value], counts: tuple[Value, Value], interval: int) -> Value:
    """The mean of two indexes by counts, rounded half to even; an index whose count is 0 need not be there.

    >>> pooled((52000, 61000), (3, 1), 1), pooled((52000, None), (3, 0), 1), pooled((52000, None), (3, 1), 1)
    (54250, 52000, None)
    """
    parts = (choose(equal(count, 0), 0, multiply(index, count)) for index, count in zip(indexes, counts, strict=True))
    total = add(*(greatest_present(0, count) for count in counts))
    return multiply(half_even(add(*parts), multiply(total, interval)), interval)
