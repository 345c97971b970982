"""按比率计分: ``factor × rate + constant``, between 0 and full marks."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Kind, Marks, Values, shown
from qingshan.kernel.text import Text

WHY = Text(
    "{factor} × {value} + ({constant}) = {found}，限于 0 至满分",
    "{factor} × {value} + ({constant}) = {found}, within 0 and full marks",
)


class LinearInRate(Kind, frozen=True, kw_only=True):
    name: ClassVar[str] = "linear_in_rate"
    label: ClassVar[Text] = Text("按比率计分", "linear in a rate")
    sets: ClassVar[bool] = True

    factor: Fraction
    constant: Fraction

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        value = self.of("value", values)
        return None if value is None else min(full, max(Fraction(0), self.factor * value + self.constant))

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        return -self.constant / self.factor, (full - self.constant) / self.factor

    def why(self, values: Values) -> Text:
        value = self.known("value", values)
        found = self.factor * value + self.constant
        said = {"factor": self.factor, "value": value, "constant": self.constant, "found": found}
        return WHY.filled(**{name: shown(number) for name, number in said.items()})

    def broken(self) -> str | None:
        return None if self.factor else "factor is zero"


KIND = LinearInRate
