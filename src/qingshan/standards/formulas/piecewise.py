"""Piecewise-linear indexes rounded up, and the class an index falls into."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qingshan.kernel.exact import Value, add, at_most, ceil_div, choose, multiply, subtract


def index_up(concentration: Value, breakpoints: Sequence[tuple[int, int]], beyond: Value) -> Value:
    """The index of a concentration on rising ``(index, concentration)`` pairs, rounded up (进位取整数).

    ``beyond`` is the index above the last breakpoint (None: there is none). A missing concentration, and one
    below the first breakpoint, has no index. The concentration is in the unit and scale of the breakpoints.

    >>> index_up(72, [(0, 0), (50, 35), (100, 75)], 500), index_up(76, [(0, 0), (50, 35), (100, 75)], None)
    (97, None)
    """
    segments = list(pairwise(breakpoints))
    bounds = [high for _, (_, high) in segments]

    def of_segment(values: Sequence[int]) -> Value:
        found: Value = values[-1]
        for bound, value in reversed(list(zip(bounds, values[:-1], strict=False))):
            found = choose(at_most(concentration, bound), value, found)
        return found

    low_index = of_segment([index for (index, _), _ in segments])
    low = of_segment([low for (_, low), _ in segments])
    rise = of_segment([high_index - index for (index, _), (high_index, _) in segments])
    width = of_segment([high - low for (_, low), (_, high) in segments])
    index = add(low_index, ceil_div(multiply(rise, subtract(concentration, low)), width))
    within = choose(at_most(concentration, bounds[-1]), index, beyond)
    return choose(at_most(breakpoints[0][1], concentration), within, None)


def class_of(value: Value, bounds: Sequence[tuple[int, int]], last: int) -> Value:
    """The class of a value from rising ``(upper bound, class)`` pairs; above the last bound, ``last``.

    >>> class_of(50, [(50, 1), (100, 2)], 3), class_of(101, [(50, 1), (100, 2)], 3)
    (1, 3)
    """
    found: Value = last
    for upper, number in reversed(bounds):
        found = choose(at_most(value, upper), number, found)
    return found
