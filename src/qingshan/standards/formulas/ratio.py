"""Shares, changes and multiples, rounded once."""

from __future__ import annotations

from qingshan.kernel.exact import PERCENT, Value, half_even, multiply, subtract


def quotient(numerator: Value, denominator: Value, scale: int, interval: int) -> Value:
    """``numerator / denominator`` in units of ``1/scale``, rounded half to even to ``interval`` of those units.

    Missing when an operand is missing or the denominator is zero; the denominator must not be negative.

    >>> quotient(9000, 40000, 1000, 10), quotient(1, 0, 1000, 10)
    (220, None)
    """
    return multiply(half_even(multiply(numerator, scale), multiply(denominator, interval)), interval)


def percent(part: Value, whole: Value, scale: int, interval: int) -> Value:
    """A share in per cent.

    >>> percent(27, 29, 1000, 100)
    93100
    """
    return quotient(part, whole, scale * PERCENT, interval)


def change_percent(now: Value, before: Value, scale: int, interval: int) -> Value:
    """The change against an earlier value in per cent; missing when that value was zero.

    >>> change_percent(2630, 2890, 1000, 100)
    -9000
    """
    return percent(subtract(now, before), before, scale, interval)


def exceed_multiple(value: Value, limit: Value, scale: int, interval: int) -> Value:
    """超标倍数 ``(C − S) / S``."""
    return quotient(subtract(value, limit), limit, scale, interval)
