"""Real numbers on engine columns: the verbs of ``kernel.approximate`` as doubles with a bound of their error.

A bound grows by what the operation makes of the bounds of its operands, and by a few units in the last place; where
nothing is known (a divisor or an argument that may be zero) it is ``HUGE``. Rounding and comparing note on the sheet
the condition under which the double is right; ``evaluation.engines.computed`` computes the other rows again.
"""

from __future__ import annotations

import operator
import sys
from functools import reduce
from typing import Any

import narwhals as nw

from qingshan.evaluation.columns import Column, Sheet, made
from qingshan.kernel import approximate
from qingshan.kernel.approximate import LN10, NEAR
from qingshan.kernel.exact import LARGEST, Value

UNIT = sys.float_info.epsilon
"""One unit in the last place: what one operation may lose of its outcome."""
CALLS = 8 * UNIT
"""What a logarithm or an exponential may lose; engines take them through another base."""
HUGE = 1e200
HALF = 0.5
FARTHEST = 600.0
"""The largest exponent (of e) that a double is used for."""


class Real:
    """A column of doubles and one that bounds how far each may be from the true value; either may be one number."""

    __slots__ = ("error", "value")

    def __init__(self, value: Column | float, error: Column | float) -> None:
        self.value, self.error = value, error


def doubt(sheet: Sheet) -> Column:
    """Whether any rounding or comparison noted on a sheet may have come out wrong in this row; never missing."""
    return made("doubt", sheet.doubts, lambda *sure: ~reduce(operator.and_, (each.fill_null(True) for each in sure)))


def _lifted(value: Any) -> Real:
    return value if isinstance(value, Real) else Real(float(value), abs(float(value)) * UNIT)


class _Reals:
    """The verbs on such pairs; missing (null) passes through as the engines themselves pass it."""

    def real(self, value: Value, decimals: int) -> Real:
        found = made(f"real {decimals}", (value,), lambda whole: whole.cast(nw.Float64) / 10.0**decimals)
        return Real(found, made("real error", (found,), lambda v: v.abs() * UNIT))

    def plus(self, left: Any, right: Any) -> Real:
        return _linear("plus", operator.add, left, right)

    def minus(self, left: Any, right: Any) -> Real:
        return _linear("minus", operator.sub, left, right)

    def times(self, left: Any, right: Any) -> Real:
        a, b = _lifted(left), _lifted(right)
        value = made("times", (a.value, b.value), operator.mul)
        parts = (a.value, a.error, b.value, b.error, value)
        return Real(value, made("times error", parts, _product_error, costly=True))

    def over(self, left: Any, right: Any) -> Real:
        a, b = _lifted(left), _lifted(right)
        value = made("over", (a.value, b.value), _quotient, costly=True)
        parts = (a.error, b.value, b.error, value)
        return Real(value, made("over error", parts, _quotient_error, costly=True))

    def ln(self, value: Any) -> Real:
        parts = (value.value, value.error)
        found = made("ln", parts, _logarithm, costly=True)
        return Real(found, made("ln error", (*parts, found), _logarithm_error, costly=True))

    def power10(self, value: Any) -> Real:
        exponent = self.times(value, LN10)
        found = made("exp", (exponent.value,), _exponential, costly=True)
        return Real(found, made("exp error", (exponent.value, exponent.error, found), _exponential_error, costly=True))

    def log_mean(self, left: Any, right: Any) -> Real:
        return self.over(self.minus(left, right), approximate.minus(approximate.ln(left), approximate.ln(right)))

    def choose(self, condition: Value, then: Any, otherwise: Any) -> Any:
        if isinstance(condition, bool):
            return then if condition else otherwise
        a, b = (None if value is None else _lifted(value) for value in (then, otherwise))
        values = (condition, None if a is None else a.value, None if b is None else b.value)
        errors = (condition, None if a is None else a.error, None if b is None else b.error)
        return Real(*(made("choose real", parts, _chosen, costly=True) for parts in (values, errors)))

    def nearest(self, value: Any, decimals: int) -> Column:
        scaled = made(f"scaled {decimals}", (value.value,), lambda v: _within(v * 10.0**decimals), costly=True)
        parts = (value.value, value.error, scaled)
        scaled.sheet.doubts.append(made(f"sure {decimals}", parts, _settles(10.0**decimals)))
        return made("rounded", (scaled,), lambda v: (v + HALF).floor().cast(nw.Int64))

    def at_most(self, left: Any, right: Any) -> Column:
        gap = self.minus(left, right)
        verdict = made("gap at most", (gap.value,), lambda v: v <= 0.0)
        sure = made("gap sure", (gap.value, gap.error), lambda v, e: (e + NEAR < v.abs()) & (v.abs() < HUGE))
        verdict.sheet.doubts.append(sure)
        return verdict


def _linear(verb: str, operation: Any, left: Any, right: Any) -> Real:
    a, b = _lifted(left), _lifted(right)
    value = made(verb, (a.value, b.value), operation)
    error = made(f"{verb} error", (a.error, b.error, value), lambda x, y, v: x + y + v.abs() * UNIT, costly=True)
    return Real(value, error)


def _product_error(a: nw.Expr, da: nw.Expr, b: nw.Expr, db: nw.Expr, value: nw.Expr) -> nw.Expr:
    return a.abs() * db + b.abs() * da + da * db + value.abs() * UNIT


def _quotient(a: nw.Expr, b: nw.Expr) -> nw.Expr:
    return _one_of(b != 0.0, a / nw.when(b != 0.0).then(b), _known(a) & _known(b))


def _quotient_error(da: nw.Expr, b: nw.Expr, db: nw.Expr, value: nw.Expr) -> nw.Expr:
    least = b.abs() - db
    bound = (da + value.abs() * db) / nw.when(least > 0.0).then(least) + value.abs() * UNIT
    return _one_of(least > 0.0, bound, _known(value), HUGE)


def _logarithm(value: nw.Expr, error: nw.Expr) -> nw.Expr:
    """Missing where the true value cannot be above zero; 0, with a huge error, where it may or may not be."""
    return _one_of(value > 0.0, nw.when(value > 0.0).then(value).log(), value + error > 0.0)


def _logarithm_error(value: nw.Expr, error: nw.Expr, found: nw.Expr) -> nw.Expr:
    least = value - error
    bound = error / nw.when(least > 0.0).then(least) + found.abs() * CALLS
    return _one_of(least > 0.0, bound, _known(found), HUGE)


def _exponential(value: nw.Expr) -> nw.Expr:
    near = value.abs() < FARTHEST
    return _one_of(near, nw.when(near).then(value).exp(), _known(value))


def _exponential_error(value: nw.Expr, error: nw.Expr, found: nw.Expr) -> nw.Expr:
    near = (value.abs() < FARTHEST) & (error < HALF)  # below one half e^x − 1 is less than 2x
    return _one_of(near, found * (error * 2.0 + CALLS), _known(found), HUGE)


def _one_of(test: nw.Expr, then: nw.Expr, still: nw.Expr, otherwise: float = 0.0) -> nw.Expr:
    """``then`` where the test holds, a number where only ``still`` holds, missing elsewhere."""
    return nw.when(test).then(then).otherwise(nw.when(still).then(nw.lit(otherwise, dtype=nw.Float64)))


def _known(value: nw.Expr) -> nw.Expr:
    return ~value.is_null()


def _chosen(test: nw.Expr, then: nw.Expr, otherwise: nw.Expr) -> nw.Expr:
    return nw.when(test).then(then).otherwise(nw.when(~test).then(otherwise))


def _within(scaled: nw.Expr) -> nw.Expr:
    """What can be an integer; 0 in place of the rest, which is never sure."""
    return _one_of(scaled.abs() < float(LARGEST), scaled, _known(scaled))


def _settles(scale: float) -> Any:
    """Whether the rounding of ``value`` to ``1/scale`` cannot come out otherwise within its error."""

    def sure(value: nw.Expr, error: nw.Expr, scaled: nw.Expr) -> nw.Expr:
        distance = (scaled - scaled.floor() - HALF).abs()
        bound = error * scale + scaled.abs() * (2 * UNIT) + NEAR
        return (bound < distance) & (bound < HALF) & ((value * scale).abs() < float(LARGEST))

    return sure


approximate.register_reals(Column, Real, _Reals())
