"""Amounts of money by events, by area and out of a pool that can run dry."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.exact import (
    Value,
    at_most,
    below,
    ceil_div,
    choose,
    equal,
    greatest,
    multiply,
    subtract,
)


def by_area(area: Value, rate: int, least: int, step: int) -> Value:
    """``rate`` for each unit of ``area`` (thousandths of it), at least for ``least``, in whole steps of ``step``.

    Nothing for no area; missing for a negative one. The amount is in thousandths.

    >>> [by_area(area, 50, 1000, 1) for area in (0, 1, 1000, 2300, -1, None)]
    [0, 50000, 50000, 115000, None, None]
    >>> by_area(2300, 50, 1000, 1000)
    150000
    """
    counted = multiply(ceil_div(greatest(area, least), step), step)
    return not_negative(area, choose(below(0, area), multiply(counted, rate), 0))


def not_negative(condition: Value, value: Value) -> Value:
    """The value where the condition's number is 0 or more; missing otherwise.

    >>> not_negative(0, 5), not_negative(-1, 5)
    (5, None)
    """
    return choose(at_most(0, condition), value, None)


def drawn(asked: Value, pool: Value) -> Value:
    """What a pool can pay of an amount: at most the pool.

    >>> drawn(3, 5), drawn(7, 5), drawn(None, 5)
    (3, 5, None)
    """
    return choose(below(pool, asked), pool, asked)


def rest(pool: Value, asked: Value) -> Value:
    """What is left of a pool after paying what it can."""
    return subtract(pool, drawn(asked, pool))


def placed(rank: Value, shares: Sequence[int]) -> Value:
    """The share of a rank, from rank 1 on; 0 beyond the list, missing below it.

    >>> [placed(rank, [35, 30]) for rank in (1, 2, 3, 0, None)]
    [35, 30, 0, None, None]
    """
    found: Value = 0
    for place, share in enumerate(shares, 1):
        found = choose(equal(rank, place), share, found)
    return choose(at_most(1, rank), found, None)
