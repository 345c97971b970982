"""Shares times a long normalisation coefficient, without leaving whole numbers below 2**53."""

from __future__ import annotations

from qingshan.kernel.exact import PERCENT, Value, add, floor_div, multiply, subtract


def normalised(part: Value, whole: Value, coefficient: int) -> Value:
    """``part × coefficient / whole`` rounded down; missing when an operand is missing or the whole is zero.

    The coefficient is multiplied in two digits at a time, carrying the remainder, so that no product outgrows
    100 times the larger of part and whole.

    >>> normalised(1, 3, 5112642131067), 5112642131067 // 3
    (1704214043689, 1704214043689)
    """
    quotient: Value = 0
    remainder: Value = 0
    for digits in _pairs_of_digits(coefficient):
        dividend = add(multiply(remainder, PERCENT), multiply(part, digits))
        carried = floor_div(dividend, whole)
        remainder = subtract(dividend, multiply(carried, whole))
        quotient = add(multiply(quotient, PERCENT), carried)
    return quotient


def _pairs_of_digits(number: int) -> list[int]:
    pairs: list[int] = []
    while number:
        number, pair = divmod(number, PERCENT)
        pairs.append(pair)
    return pairs[::-1]
