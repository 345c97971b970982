"""时序进度: what a five-year figure asks for by the end of one of its years, decided exactly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qingshan.evaluation.indicator import Pace
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.text import Text
from qingshan.kernel.units import scaled
from qingshan.standards.book import Parameter, book
from qingshan.standards.formulas.pace import decline_due, levels_on_pace
from qingshan.standards.rule import DECIMALS, SCALE, written

Method = Literal["geometric", "linear"]
METHODS: dict[Method, Text] = {
    "geometric": Text("几何（逐年等比）", "geometric (equal yearly rates)"),
    "linear": Text("线性（逐年等量）", "linear (equal yearly amounts)"),
}
PARAMETERS: dict[tuple[Pace, Method], str] = {
    ("decline", "geometric"): "geometric",
    ("decline", "linear"): "linear",
    ("level", "linear"): "level_linear",
    ("amount", "linear"): "tonnes_linear",
}


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
        if self.method == "geometric":
            due = decline_due(scaled(self.figure, DECIMALS), self.years, self.of)
        else:
            due = round(self._linear() * SCALE)
        return Decimal(written(due, DECIMALS) or 0)

    def _linear(self) -> Fraction:
        start = Fraction(self.base or 0) if self.kind == "level" else Fraction(0)
        return start + (Fraction(self.figure) - start) * Fraction(self.years, self.of)

    def met(self, value: Fraction, *, higher: bool = True) -> bool:
        """Whether a value keeps the pace, exactly; of a decline the level that is left is compared."""
        if self.method == "geometric":
            left = 1 - value / PERCENT
            return levels_on_pace(left.as_integer_ratio(), scaled(self.figure, DECIMALS), self.years, self.of)
        return value >= self._linear() if higher else value <= self._linear()


def paced(kind: Pace, method: Method, day: date) -> tuple[Parameter, ...]:
    """The parameters a pace rests on, with how far each was checked; the edition in force on a day."""
    rules = book().in_force("pace", day).on(day, accept_unverified=True)
    rules.read("default_method")
    rules.read(PARAMETERS[kind, method])
    return rules.used


def default_method(kind: Pace, day: date) -> Method:
    """How a pace is formed where nobody asked for another way; only a decline can be geometric."""
    if kind != "decline":
        return "linear"
    named = book().in_force("pace", day).on(day).text("default_method")
    return "geometric" if named == "geometric" else "linear"
