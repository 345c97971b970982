"""The rule kinds that ask whether a value reaches another."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Better, Kind, Marks, Values, meets, shown
from qingshan.kernel.text import Text


class Compared(Kind, frozen=True, kw_only=True):
    """Compares ``value`` with its second operand; the marks jump where they are equal, which is enough."""

    reached: ClassVar[Text]
    missed: ClassVar[Text]

    better: Better

    def met(self, values: Values) -> bool | None:
        """Whether the second operand is reached; None while an operand is unknown."""
        value, bound = (self.of(name, values) for name in self.operands)
        return meets(value, bound, self.better)

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        bound = self.of(self.operands[1], values)
        return () if bound is None else (bound,)

    def why(self, values: Values) -> Text:
        said = self.reached if self.met(values) else self.missed
        return said.filled(**{name: shown(self.known(name, values)) for name in self.operands})
