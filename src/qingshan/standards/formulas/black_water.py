"""黑臭水体: the grade of a sample by each indicator, of a point by its samples, of a water body by its points."""

from __future__ import annotations

from collections.abc import Iterable

from qingshan.kernel.exact import PERCENT, Value, add, at_most, below, choose, flag, greatest_present, multiply

NOT, LIGHT, HEAVY = 0, 1, 2


def grade_falling(value: Value, light_below: Value, heavy_below: Value) -> Value:
    """The grade of an indicator of which more is better; at a bound the better grade counts.

    >>> [grade_falling(value, 20, 2) for value in (20, 19, 2, 1)]
    [0, 1, 1, 2]
    """
    return choose(below(value, heavy_below), HEAVY, choose(below(value, light_below), LIGHT, NOT))


def grade_rising(value: Value, light_above: Value, heavy_above: Value) -> Value:
    """The grade of an indicator of which less is better."""
    return choose(below(heavy_above, value), HEAVY, choose(below(light_above, value), LIGHT, NOT))


def depth_limit(depth: Value, shallow_below: int, percent: int, limit: int) -> Value:
    """The limit of transparency: a share of the depth where the water is shallow, ``limit`` where it is not or unknown.

    >>> depth_limit(20, 25, 40, 10), depth_limit(25, 25, 40, 10), depth_limit(None, 25, 40, 10)
    (800, 1000, 1000)
    """
    shallow = greatest_present(0, flag(below(depth, shallow_below)))
    return choose(at_most(1, shallow), multiply(depth, percent), limit * PERCENT)


def reaches(part: Value, whole: Value, percent: int) -> Value:
    """1 where a share is at least so many per cent, 0 where it is not or there is nothing to share."""
    enough = flag(at_most(multiply(whole, percent), multiply(part, PERCENT)))
    return greatest_present(0, choose(below(0, whole), enough, 0))


def heavy_point(shares: Iterable[tuple[Value, Value]], one: int, several: int, indicators: int) -> Value:
    """HEAVY where one indicator has ``one`` per cent of its data heavy, or so many ``indicators`` ``several`` per cent.

    Missing without any data.
    """
    shares = list(shares)
    by_one = greatest_present(*(reaches(part, whole, one) for part, whole in shares))
    by_several = flag(at_most(indicators, add(*(reaches(part, whole, several) for part, whole in shares))))
    any_data = greatest_present(0, *(whole for _, whole in shares))
    found = choose(at_most(1, greatest_present(by_one, by_several)), HEAVY, LIGHT)
    return choose(below(0, any_data), found, None)
