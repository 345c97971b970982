"""Classes by limits, compared as rounded values are, and rounding that never wipes a trace out."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.exact import (
    Value,
    add,
    at_most,
    below,
    ceil_div,
    choose,
    equal,
    floor_div,
    greatest,
    multiply,
    subtract,
)
from qingshan.standards.formulas.piecewise import class_of
from qingshan.standards.formulas.rounding import to_interval


def rounding_edge(limit: int, interval: int) -> int:
    """The largest value that, rounded half to even to ``interval``, is at most ``limit``; all on one scale.

    >>> rounding_edge(200, 1), rounding_edge(200, 10), rounding_edge(210, 10)
    (200, 205, 214)
    """
    steps = floor_div(limit, interval)
    border = multiply(interval, add(multiply(2, steps), 1))
    is_even = equal(steps, multiply(2, floor_div(steps, 2)))
    return int(choose(is_even, floor_div(border, 2), subtract(ceil_div(border, 2), 1)))


def class_up_to(value: Value, limits: Sequence[int], interval: int) -> Value:
    """The class, from 0, of a value that may not exceed rising limits; equal limits give the better class.

    The value is compared as if rounded to ``interval``. Above the last limit the class is their number; missing
    stays missing.

    >>> [class_up_to(value, [15, 15, 20, 30, 40], 1) for value in (14, 15, 16, 40, 41, None)]
    [0, 0, 2, 4, 5, None]
    """
    falling = reversed(list(enumerate(limits)))
    bounds = {rounding_edge(limit, interval): place for place, limit in falling}
    return class_of(value, list(bounds.items())[::-1], len(limits))


def class_from(value: Value, limits: Sequence[int], interval: int) -> Value:
    """The class, from 0, of a value that must reach falling limits (dissolved oxygen).

    >>> [class_from(value, [75, 60, 50, 30, 20], 1) for value in (75, 74, 20, 19)]
    [0, 1, 4, 5]
    """
    return class_up_to(subtract(0, value), [subtract(0, limit) for limit in limits], interval)


def class_within(value: Value, ends: tuple[int, int], interval: int, outside: int) -> Value:
    """Class 0 inside a closed range, ``outside`` beyond either end; compared as if rounded to ``interval``.

    >>> [class_within(value, (60, 90), 10, 5) for value in (54, 55, 94, 95, None)]
    [5, 0, 0, 5, None]
    """
    low, high = ends
    reaches = below(rounding_edge(subtract(low, 1), interval), value)
    return choose(reaches, choose(at_most(value, rounding_edge(high, interval)), 0, outside), outside)


def limit_at(limits: Sequence[int], place: Value) -> Value:
    """The limit of a class, from 0; of a class beyond the last the last one."""
    found: Value = limits[-1]
    for number, limit in reversed(list(enumerate(limits[:-1]))):
        found = choose(equal(place, number), limit, found)
    return found


def rounded_keeping_trace(value: Value, interval: int, decades: Sequence[int]) -> Value:
    """A value rounded to ``interval``; one that would become zero keeps one significant digit.

    ``decades`` are the powers of ten below the interval, which is even, rising.

    >>> [rounded_keeping_trace(value, 1000, [1, 10, 100]) for value in (2500, 450, 35, 4, 0, None)]
    [2000, 400, 40, 4, 0, None]
    """
    size = greatest(value, subtract(0, value))
    step: Value = 1
    for decade in decades:
        step = choose(at_most(decade, size), decade, step)
    return to_interval(value, choose(below(floor_div(interval, 2), size), interval, step))
