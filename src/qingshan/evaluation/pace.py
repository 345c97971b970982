"""时序进度: what a five-year figure asks for by the end of one of its years, decided exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal

from qingshan.evaluation.indicator import Pace
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.text import Text

Method = Literal["geometric", "linear"]
METHODS: dict[Method, Text] = {
    "geometric": Text("几何（逐年等比）", "geometric (equal yearly rates)"),
    "linear": Text("线性（逐年等量）", "linear (equal yearly amounts)"),
}
DIGITS = 50
SHOWN = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is asked for after ``years`` of ``of`` years: ``figure`` at the end, from ``base`` at the beginning.

    For a decline ``figure`` is the decline in per cent over all years; for a level it is the level at the end and
    ``base`` that of the base year; for an amount the amount of all years.
    """

    kind: Pace
    method: Method
    figure: Decimal
    years: int
    of: int
    base: Decimal | None = None

    @property
    def value(self) -> Decimal:
        """The requirement rounded half to even to three decimals, for reading; :meth:`met` decides."""
        if self.kind == "decline" and self.method == "geometric":
            with localcontext() as context:
                context.prec = DIGITS
                kept = (1 - self.figure / PERCENT) ** (Decimal(self.years) / self.of)
                return ((1 - kept) * PERCENT).quantize(SHOWN).normalize()
        exact = self._linear()
        with localcontext() as context:
            context.prec = DIGITS
            return (Decimal(exact.numerator) / exact.denominator).quantize(SHOWN).normalize()

    def _linear(self) -> Fraction:
        start = Fraction(self.base or 0) if self.kind == "level" else Fraction(0)
        return start + (Fraction(self.figure) - start) * Fraction(self.years, self.of)

    def met(self, value: Fraction, *, higher: bool = True) -> bool:
        """Whether a value keeps the pace; a geometric decline by ``(1 − D)^of ≤ (1 − R)^years``, without a root."""
        if self.kind == "decline" and self.method == "geometric":
            left = (1 - value / PERCENT) ** self.of
            return bool(left <= (1 - Fraction(self.figure) / PERCENT) ** self.years)
        return value >= self._linear() if higher else value <= self._linear()
