"""不降反升记零分: no marks at all if the value is worse than the one before."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.compared import Compared
from qingshan.evaluation.scoring.kind import Marks, Values
from qingshan.kernel.text import Text


class RegressionToZero(Compared, frozen=True, kw_only=True):
    """Equal is not worse."""

    name: ClassVar[str] = "regression_to_zero"
    label: ClassVar[Text] = Text("同比变差记零分", "regression to zero")
    operands: ClassVar[tuple[str, ...]] = ("value", "before")
    reached: ClassVar[Text] = Text(
        "{value} 不比上年 {before} 差", "{value} is no worse than {before} of the year before"
    )
    missed: ClassVar[Text] = Text(
        "{value} 比上年 {before} 变差，记 0 分", "{value} is worse than {before} of the year before: no marks"
    )

    before: str

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        kept = self.met(values)
        if kept is None:
            return so_far if so_far == 0 else None
        return so_far if kept else Fraction(0)


KIND = RegressionToZero
