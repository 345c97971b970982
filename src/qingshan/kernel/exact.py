"""The verbs formulas are written in: exact on plain integers and, unchanged, on engine columns.

A value is an integer (a quantity times its scale), ``None`` for missing, or a column of such integers.
Every verb passes missing through: one missing operand makes the outcome missing. Division by zero
gives missing. Rounding is GB/T 8170-2008: half to even, once, on the absolute value.

Columns belong to an engine, so what a verb does on them is supplied from above with
:func:`register_columns`; this module knows integers only. Scaled values stay below 2**53.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

Value = Any
"""``int | None`` or an engine column; deliberately open, as columns are the engine's own type."""

LARGEST = 2**53 - 1
PERCENT = 100


class Algebra(Protocol):
    """What an engine must be able to do with its columns; operands may also be integers."""

    def add(self, left: Value, right: Value) -> Value: ...
    def subtract(self, left: Value, right: Value) -> Value: ...
    def multiply(self, left: Value, right: Value) -> Value: ...
    def floor_div(self, numerator: Value, denominator: Value) -> Value: ...
    def at_most(self, left: Value, right: Value) -> Value: ...
    def below(self, left: Value, right: Value) -> Value: ...
    def equal(self, left: Value, right: Value) -> Value: ...
    def flag(self, condition: Value) -> Value: ...
    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value: ...
    def greatest(self, values: Sequence[Value]) -> Value: ...
    def greatest_present(self, values: Sequence[Value]) -> Value: ...
    def present(self, value: Value) -> Value: ...


class _Integers:
    """The verbs on plain Python integers; the reference that every engine must equal."""

    def add(self, left: Value, right: Value) -> Value:
        return None if left is None or right is None else left + right

    def subtract(self, left: Value, right: Value) -> Value:
        return None if left is None or right is None else left - right

    def multiply(self, left: Value, right: Value) -> Value:
        return None if left is None or right is None else left * right

    def floor_div(self, numerator: Value, denominator: Value) -> Value:
        return None if numerator is None or not denominator else numerator // denominator

    def at_most(self, left: Value, right: Value) -> Value:
        return None if left is None or right is None else left <= right

    def below(self, left: Value, right: Value) -> Value:
        return None if left is None or right is None else left < right

    def equal(self, left: Value, right: Value) -> Value:
        return None if left is None or right is None else left == right

    def flag(self, condition: Value) -> Value:
        return None if condition is None else int(condition)

    def choose(self, condition: Value, then: Value, otherwise: Value) -> Value:
        return None if condition is None else (then if condition else otherwise)

    def greatest(self, values: Sequence[Value]) -> Value:
        return None if any(value is None for value in values) else max(values)

    def greatest_present(self, values: Sequence[Value]) -> Value:
        return max((value for value in values if value is not None), default=None)

    def present(self, value: Value) -> Value:
        return value is not None


_integers = _Integers()
_columns: dict[type, Algebra] = {}


def register_columns(column_type: type, algebra: Algebra) -> None:
    """Teach the verbs a column type; done once by the room that owns the engines."""
    _columns[column_type] = algebra


def _algebra(*values: Value) -> Algebra:
    for value in values:
        if value is None or isinstance(value, int):
            continue
        for column_type, algebra in _columns.items():
            if isinstance(value, column_type):
                return algebra
        raise TypeError(
            f"exact arithmetic takes integers, None or engine columns, not {type(value).__name__}: {value!r}"
        )
    return _integers


def add(*values: Value) -> Value:
    """The sum; missing when any part is missing."""
    total, *rest = values
    for value in rest:
        total = _algebra(total, value).add(total, value)
    return total


def subtract(left: Value, right: Value) -> Value:
    return _algebra(left, right).subtract(left, right)


def multiply(left: Value, right: Value) -> Value:
    return _algebra(left, right).multiply(left, right)


def floor_div(numerator: Value, denominator: Value) -> Value:
    """The quotient rounded towards minus infinity; missing for a zero denominator.

    >>> floor_div(-7, 2), floor_div(7, 0)
    (-4, None)
    """
    return _algebra(numerator, denominator).floor_div(numerator, denominator)


def ceil_div(numerator: Value, denominator: Value) -> Value:
    """The quotient rounded up (进位取整, HJ 633).

    >>> ceil_div(55, 1), ceil_div(111, 2), ceil_div(-7, 2)
    (55, 56, -3)
    """
    return subtract(0, floor_div(subtract(0, numerator), denominator))


def half_even(numerator: Value, denominator: Value) -> Value:
    """The quotient rounded half to even (GB/T 8170 四舍六入五成双); the denominator is positive.

    >>> half_even(5, 2), half_even(7, 2), half_even(-5, 2), half_even(1, 0)
    (2, 4, -2, None)
    """
    quotient = floor_div(numerator, denominator)
    twice = multiply(2, subtract(numerator, multiply(quotient, denominator)))
    is_odd = subtract(quotient, multiply(2, floor_div(quotient, 2)))
    tie_to_even = multiply(flag(equal(twice, denominator)), is_odd)
    return add(quotient, flag(below(denominator, twice)), tie_to_even)


def at_most(left: Value, right: Value) -> Value:
    return _algebra(left, right).at_most(left, right)


def below(left: Value, right: Value) -> Value:
    return _algebra(left, right).below(left, right)


def equal(left: Value, right: Value) -> Value:
    return _algebra(left, right).equal(left, right)


def flag(condition: Value) -> Value:
    """1 where a condition holds, 0 where it does not, missing where it is missing."""
    return _algebra(condition).flag(condition)


def choose(condition: Value, then: Value, otherwise: Value) -> Value:
    """``then`` where the condition holds, ``otherwise`` where it does not, missing where it is missing."""
    return _algebra(condition, then, otherwise).choose(condition, then, otherwise)


def present(value: Value) -> Value:
    """Whether a value is there; never missing itself."""
    return _algebra(value).present(value)


def greatest(*values: Value) -> Value:
    """The largest; missing when any value is missing."""
    return _algebra(*values).greatest(values)


def greatest_present(*values: Value) -> Value:
    """The largest of the values that are there; missing only when none is."""
    return _algebra(*values).greatest_present(values)


def mean(values: Sequence[Value]) -> Value:
    """The mean of integers rounded half to even; missing when any is missing or there are none.

    >>> mean([89, 94, 96, 72, 112]), mean([])
    (93, None)
    """
    return half_even(add(0, *values), len(values))


def percentile_position(count: Value, percent: int) -> tuple[Value, Value]:
    """Rank and weight of a percentile (HJ 663 附录 A: k = 1 + (n − 1)·p %).

    The percentile is ``(X[rank]·(100 − weight) + X[rank + 1]·weight) / 100`` with ranks from 1.

    >>> percentile_position(6, 90)
    (5, 50)
    """
    steps = multiply(subtract(count, 1), percent)
    whole = floor_div(steps, PERCENT)
    return add(whole, 1), subtract(steps, multiply(whole, PERCENT))


def percentile_hundredths(values: Sequence[int | None], percent: int) -> int | None:
    """The percentile of the values that are there, times 100 and exact; missing when there are none.

    >>> percentile_hundredths([3, 4, 8, 2, 5, 4], 90)
    650
    """
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return None
    rank, weight = percentile_position(len(ordered), percent)
    following = ordered[min(rank, len(ordered) - 1)]
    return int(ordered[rank - 1] * (PERCENT - weight) + following * weight)
