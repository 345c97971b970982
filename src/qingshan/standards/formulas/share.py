"""Quotients of amounts that only a positive denominator gives a meaning."""

from __future__ import annotations

from qingshan.kernel.exact import PERCENT, Value, below, choose, subtract
from qingshan.standards.formulas.ratio import quotient


def over_positive(numerator: Value, denominator: Value, scale: int) -> Value:
    """``numerator / denominator`` in units of ``1/scale``, half to even; missing unless the denominator is positive.

    >>> over_positive(3, 8, 100), over_positive(3, 0, 100), over_positive(3, -8, 100)
    (38, None, None)
    """
    return choose(below(0, denominator), quotient(numerator, denominator, scale, 1), None)


def share(part: Value, whole: Value, scale: int) -> Value:
    """A part in per cent of a positive whole, in units of ``1/scale`` per cent.

    >>> share(1, 3, 1000)
    33333
    """
    return over_positive(part, whole, scale * PERCENT)


def decline(now: Value, before: Value, scale: int) -> Value:
    """``1 − now / before`` in per cent; negative for a rise.

    >>> decline(968, 1000, 1000), decline(935, 968, 1000)
    (3200, 3409)
    """
    return share(subtract(before, now), before, scale)
