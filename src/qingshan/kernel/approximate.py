"""The verbs for shapes that no fraction can hold: a logarithm, a power of ten, the logarithmic mean.

A real number is what :func:`real` makes of a scaled integer: plain, a ``Decimal`` of 80 digits; on an engine, a
column of doubles that carries a bound of its own error. Only :func:`nearest` and :func:`at_most` lead back to
integers and truths, and they are where a double might say the wrong thing: on columns they mark each row whose
rounding or class edge lies within the error (and at least within ``NEAR``), and the room that owns the engines
computes those rows again with plain integers. So every engine ends at the integers that the decimals give.

Every verb passes missing through. The logarithm of zero or less, and a division by zero, are missing.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Protocol

from qingshan.kernel.exact import LARGEST, Value

Real = Any
"""``Decimal | None`` or an engine's own pair of columns."""

NEAR = 1e-9
"""How close to an edge, in units of the last decimal kept, a double is never trusted."""
_CONTEXT = Context(prec=80, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
_NOISE = Decimal("1e-40")
"""Far above what 80 digits lose and far below what distinguishes two results: within it, a tie is a tie."""
LN10 = _CONTEXT.ln(Decimal(10))


class Reals(Protocol):
    """What an engine must be able to do with its real numbers; operands may also be decimals or missing."""

    def real(self, value: Value, decimals: int) -> Real: ...
    def plus(self, left: Real, right: Real) -> Real: ...
    def minus(self, left: Real, right: Real) -> Real: ...
    def times(self, left: Real, right: Real) -> Real: ...
    def over(self, left: Real, right: Real) -> Real: ...
    def ln(self, value: Real) -> Real: ...
    def power10(self, value: Real) -> Real: ...
    def log_mean(self, left: Real, right: Real) -> Real: ...
    def choose(self, condition: Value, then: Real, otherwise: Real) -> Real: ...
    def nearest(self, value: Real, decimals: int) -> Value: ...
    def at_most(self, left: Real, right: Real) -> Value: ...


def _number(found: Decimal) -> Decimal | None:
    """What came out; missing where two infinities leave no number."""
    return None if found.is_nan() else found


class _Decimals:
    """The verbs on decimals; the reference that every engine must equal. Missing has been seen to before."""

    def real(self, value: Value, decimals: int) -> Real:
        return Decimal(value).scaleb(-decimals, _CONTEXT)

    def plus(self, left: Real, right: Real) -> Real:
        return _number(_CONTEXT.add(left, right))

    def minus(self, left: Real, right: Real) -> Real:
        return _number(_CONTEXT.subtract(left, right))

    def times(self, left: Real, right: Real) -> Real:
        return _number(_CONTEXT.multiply(left, right))

    def over(self, left: Real, right: Real) -> Real:
        return _number(_CONTEXT.divide(left, right)) if right else None

    def ln(self, value: Real) -> Real:
        return _CONTEXT.ln(value) if value > 0 else None

    def power10(self, value: Real) -> Real:
        return _CONTEXT.power(Decimal(10), value)

    def log_mean(self, left: Real, right: Real) -> Real:
        if left == right or min(left, right) <= 0:
            return left if left > 0 and right > 0 else None
        return self.over(self.minus(left, right), self.minus(self.ln(left), self.ln(right)))

    def choose(self, condition: Value, then: Real, otherwise: Real) -> Real:
        return then if condition else otherwise

    def nearest(self, value: Real, decimals: int) -> Value:
        scaled = value.scaleb(decimals, _CONTEXT)
        if scaled.copy_abs() > LARGEST:
            return None
        return int(_CONTEXT.to_integral_value(_CONTEXT.quantize(scaled, _NOISE)))

    def at_most(self, left: Real, right: Real) -> Value:
        gap = self.minus(left, right)
        return None if gap is None else gap <= _NOISE


_decimals = _Decimals()
_engines: list[tuple[tuple[type, type], Reals]] = []


def register_reals(column_type: type, real_type: type, algebra: Reals) -> None:
    """Teach the verbs a column type and the reals made of it; done once by the room that owns the engines."""
    _engines.append(((column_type, real_type), algebra))


def _algebra(*values: Any) -> Reals:
    for types, algebra in _engines:
        if any(isinstance(value, types) for value in values):
            return algebra
    for value in values:
        if not isinstance(value, int | Decimal):
            raise TypeError(f"approximate arithmetic takes integers and reals, not {type(value).__name__}: {value!r}")
    return _decimals


def real(value: Value, decimals: int) -> Real:
    """The real number that a scaled integer stands for."""
    return None if value is None else _algebra(value).real(value, decimals)


def _both(verb: str, left: Real, right: Real) -> Any:
    return None if left is None or right is None else getattr(_algebra(left, right), verb)(left, right)


def plus(*values: Real) -> Real:
    """The sum; missing when any part is missing."""
    total, *rest = values
    for value in rest:
        total = _both("plus", total, value)
    return total


def minus(left: Real, right: Real) -> Real:
    return _both("minus", left, right)


def times(*values: Real) -> Real:
    """The product; missing when any factor is missing."""
    product, *rest = values
    for value in rest:
        product = _both("times", product, value)
    return product


def over(left: Real, right: Real) -> Real:
    """The quotient; missing for a zero divisor."""
    return _both("over", left, right)


def ln(value: Real) -> Real:
    return None if value is None else _algebra(value).ln(value)


def log10(value: Real) -> Real:
    return over(ln(value), LN10)


def power10(value: Real) -> Real:
    """Ten to the power of a real."""
    return None if value is None else _algebra(value).power10(value)


def log_mean(left: Real, right: Real) -> Real:
    """(a − b) / (ln a − ln b), and a where both are equal; missing unless both are above zero.

    >>> nearest(log_mean(real(660, 0), real(6973512, 4)), 6), nearest(log_mean(real(5, 0), real(5, 0)), 1)
    (678504262, 50)
    """
    return _both("log_mean", left, right)


def choose(condition: Value, then: Real, otherwise: Real) -> Real:
    """``then`` where the condition holds, ``otherwise`` where it does not, missing where it is missing."""
    present = [value for value in (condition, then, otherwise) if value is not None]
    return None if condition is None else _algebra(*present).choose(condition, then, otherwise)


def nearest(value: Real, decimals: int) -> Value:
    """The real as an integer of ``10**-decimals``, rounded half to even; missing where that exceeds 2**53.

    >>> nearest(ln(real(2, 0)), 3), nearest(real(25, 1), 0), nearest(log10(power10(real(-65, 1))), 0), nearest(None, 3)
    (693, 2, -6, None)
    """
    return None if value is None else _algebra(value).nearest(value, decimals)


def at_most(left: Real, right: Real) -> Value:
    """Whether one real is at most another; a condition for ``choose`` and ``flag`` of ``kernel.exact``."""
    return _both("at_most", left, right)
