"""Logarithmic sub-indexes and their weighted mean (综合营养状态指数)."""

from __future__ import annotations

from collections.abc import Mapping

from qingshan.kernel import approximate
from qingshan.kernel.approximate import Real, ln, over, plus, real, times
from qingshan.kernel.exact import Value, add, choose, equal, flag, multiply, present, subtract


def sub_index(value: Real, intercept: Real, slope: Real, multiplier: Real) -> Real:
    """``multiplier × (intercept + slope × ln value)``; missing for a value of zero or less."""
    return times(multiplier, plus(intercept, times(slope, ln(value))))


def weighted_mean(indexes: Mapping[str, Real], there: Mapping[str, Value], weights: Mapping[str, int]) -> Real:
    """The mean of the indexes by weights, over those whose ``there`` is not missing; missing when none is."""
    total = add(*(choose(present(there[name]), weight, 0) for name, weight in weights.items()))
    parts = [
        approximate.choose(present(there[name]), times(real(weight, 0), indexes[name]), real(0, 0))
        for name, weight in weights.items()
    ]
    return over(plus(*parts), real(choose(equal(total, 0), None, total), 0))


def to_interval(value: Real, interval: int, decimals: int) -> Value:
    """A real rounded half to even, once, to an interval; both as integers of ``10**-decimals``.

    >>> to_interval(real(61837, 3), 100, 3)
    61800
    """
    return multiply(approximate.nearest(over(value, real(interval, decimals)), 0), interval)


def grade(value: Real, first: Real, bounds: list[Real]) -> Value:
    """0 below ``first``, 1 from it to the first bound, and one more above each bound; each bound is its grade's own.

    >>> [grade(real(v, 1), real(300, 1), [real(500, 1), real(600, 1)]) for v in (299, 300, 500, 501, 600, 601)]
    [0, 1, 1, 2, 2, 3]
    """
    above = [subtract(1, flag(approximate.at_most(value, bound))) for bound in bounds]
    return add(flag(approximate.at_most(first, value)), *above)
