"""时序进度: how much of a target for several years is due after some of them, decided without a root or a float.

Declines and targets are integers, thousandths of one per cent: 18 % is 18000 of ``WHOLE``.
"""

from __future__ import annotations

from bisect import bisect_left

from qingshan.kernel.exact import PERCENT, Value, at_most, ceil_div, choose, half_even, multiply, subtract
from qingshan.standards.rule import SCALE

WHOLE = SCALE * PERCENT


def least_decline(target: int, years: int, of: int, whole: int = WHOLE) -> int:
    """The least decline on pace after ``years`` (0 to ``of``) of ``of``: least D with ``(1−D)^of ≤ (1−R)^years``.

    Exact in plain integers of any size, for a target R of at most ``whole`` (100 %); columns compare with what it
    gives. A negative target allows a rise.

    >>> least_decline(18000, 2, 5), least_decline(18000, 5, 5)
    (7632, 18000)
    """
    due = (whole - target) ** years * whole ** (of - years)
    steps = range(min(target, 0), max(target, 0) + 1)
    return steps[bisect_left(steps, True, key=lambda step: at_most((whole - step) ** of, due))]


def decline_due(target: int, years: int, of: int) -> int:
    """The geometric requirement ``1 − (1−R)^(years/of)`` to the nearest step, for reading.

    No requirement lies half-way: ``(2·WHOLE − odd)^of`` is odd and what it would have to equal is even.

    >>> decline_due(18000, 2, 5)
    7631
    """
    return int(ceil_div(least_decline(2 * target, years, of, 2 * WHOLE) - 1, 2))


def levels_on_pace(levels: tuple[int, int], target: int, years: int, of: int) -> bool:
    """Whether a level (now, in the base year; base positive) has declined enough, exactly, with no rounded decline.

    >>> levels_on_pace((935, 1000), 18000, 2, 5), levels_on_pace((820, 1000), 18000, 5, 5)
    (False, True)
    """
    now, base = levels
    return bool(at_most(now**of * WHOLE**years, base**of * (WHOLE - target) ** years))


def straight_due(amount: Value, years: Value, of: int) -> Value:
    """``amount · years / of`` to the nearest step, for reading.

    >>> straight_due(18000, 2, 5)
    7200
    """
    return half_even(multiply(amount, years), of)


def least_straight(amount: int, years: int, of: int) -> int:
    """The least integer not below ``amount · years / of``.

    >>> least_straight(19501, 1, 5)
    3901
    """
    return int(ceil_div(multiply(amount, years), of))


def straight_on_pace(done: Value, amount: Value, years: Value, of: int) -> Value:
    """Whether ``done`` is at least ``amount · years / of``, exactly, as 1 or 0."""
    return choose(at_most(multiply(amount, years), multiply(done, of)), 1, 0)


def within(years: Value, of: int, value: Value) -> Value:
    """The value where ``years`` is one of 1 to ``of``; missing elsewhere."""
    return choose(at_most(1, years), choose(at_most(years, of), value, None), None)


def chained(before: Value, latest: Value) -> Value:
    """``1 − (1−before)·(1−latest)`` of two declines, exact, in units of ``1/WHOLE²``.

    >>> chained(3200, 3000)
    610400000
    """
    return subtract(WHOLE * WHOLE, multiply(subtract(WHOLE, before), subtract(WHOLE, latest)))
