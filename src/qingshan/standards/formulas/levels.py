"""Levels of a content against two limits, the worst of several, and classes bounded from below."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.exact import (
    Value,
    add,
    at_most,
    below,
    choose,
    equal,
    flag,
    greatest,
    greatest_present,
    multiply,
    present,
    subtract,
)


def level(value: Value, screening: Value, intervention: Value) -> Value:
    """0 up to the screening value, 1 above it, 2 above the intervention value; missing without value or limit.

    >>> [level(value, 3, 15) for value in (3, 4, 15, 16, None)]
    [0, 1, 1, 2, None]
    """
    return choose(below(intervention, value), 2, flag(below(screening, value)))


def level_without_intervention(value: Value, screening: Value) -> Value:
    """0 up to the screening value, 1 above it; for an item without an intervention value."""
    return flag(below(screening, value))


def worst(values: Sequence[Value], levels: Sequence[Value]) -> Value:
    """The highest level of the values that are there; missing while one of them has no level, unless 2 is reached.

    >>> worst([5, None], [1, None]), worst([5, 7], [1, None]), worst([5, 7], [2, None]), worst([None], [None])
    (1, None, 2, None)
    """
    highest = greatest_present(*levels)
    without_level = subtract(count(values), count(levels))
    reached = choose(equal(greatest_present(0, highest), 2), 2, None)
    return choose(equal(without_level, 0), highest, reached)


def count(values: Sequence[Value]) -> Value:
    """How many values are there."""
    return add(0, *(flag(present(value)) for value in values))


def at_least(value: Value, bounds: Sequence[tuple[int, Value]], otherwise: Value) -> Value:
    """The entry of the highest lower bound that a value reaches, from falling ``(bound, entry)`` pairs.

    >>> at_least(75, [(75, 0), (55, 1)], 2), at_least(54, [(75, 0), (55, 1)], 2)
    (0, 2)
    """
    found = otherwise
    for lower, entry in reversed(bounds):
        found = choose(at_most(lower, value), entry, found)
    return found


def change_class(change: Value, bounds: Sequence[int]) -> Value:
    """The class of a change by its size, from rising lower bounds: 0 below the first, then 1, 3, … up and 2, 4, … down.

    >>> [change_class(change, [10, 30]) for change in (-9, 10, -10, 30, -30, None)]
    [0, 1, 2, 3, 4, None]
    """
    size = greatest(change, subtract(0, change))
    steps = add(0, *(flag(at_most(bound, size)) for bound in bounds))
    up = flag(below(0, change))
    return choose(equal(steps, 0), 0, subtract(multiply(2, steps), up))
