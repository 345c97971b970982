"""Decimal quantities as scaled integers, and back, without ever passing through a binary float."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation, localcontext


def decimal_of(text: str) -> Decimal:
    """The exact decimal a text writes (``"0.5"``, ``"1,200"``); ValueError when it writes none."""
    try:
        value = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a decimal number") from None
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a finite number")
    return value


def scaled(value: Decimal | int | str, decimals: int) -> int:
    """A decimal times ``10**decimals``; ValueError if that is not a whole number, so nothing is rounded in passing.

    >>> scaled("2.2", 1), scaled(75, 3)
    (22, 75000)
    """
    exact = (decimal_of(value) if isinstance(value, str) else Decimal(value)).scaleb(decimals)
    if exact != exact.to_integral_value():
        raise ValueError(f"{value} has more than {decimals} decimals")
    return int(exact)


def unscaled(value: int, decimals: int) -> Decimal:
    """The decimal a scaled integer stands for, with exactly that many places.

    >>> unscaled(22, 1), unscaled(75000, 3)
    (Decimal('2.2'), Decimal('75.000'))
    """
    return Decimal(value).scaleb(-decimals)


def plain(value: Decimal) -> str:
    """A decimal as people write it: no exponent.

    >>> plain(Decimal("1E+3")), plain(Decimal("2.50"))
    ('1000', '2.50')
    """
    return format(value, "f")


def round_half_even(value: Decimal | str, places: int) -> Decimal:
    """GB/T 8170-2008 rounding to ``places`` decimals (negative: tens, hundreds), once, from the original value.

    >>> round_half_even("0.35", 1), round_half_even("2500", -3), round_half_even("-0.0365", 3)
    (Decimal('0.4'), Decimal('2E+3'), Decimal('-0.036'))
    """
    exact = decimal_of(value) if isinstance(value, str) else value
    with localcontext() as context:
        context.prec = max(len(exact.as_tuple().digits) + abs(places) + 2, context.prec)
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
