"""The full marks of the scoring schemes there are, for the x-ray."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qingshan.evaluation.scoring.scheme import schemes
from qingshan.evaluation.xray.world import Weights


def weights() -> tuple[Weights, ...]:
    """The uppermost items of every scheme that was encoded whole; of one encoded in part they need not add up."""
    return tuple(
        Weights(one.key, _decimal(one.full), {item.key: _decimal(item.full) for item in one.items})
        for one in schemes().values()
        if not one.partial
    )


def _decimal(marks: Fraction) -> Decimal:
    return Decimal(marks.numerator) / marks.denominator
