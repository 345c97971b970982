"""不降反升记零分: no marks at all if the value is worse than the one before."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Better, Kind, Marks, Values, meets, shown
from qingshan.kernel.text import Text

WORSE = Text("{value} 比上年 {before} 变差，记 0 分", "{value} is worse than {before} of the year before: no marks")
KEPT = Text("{value} 不比上年 {before} 差", "{value} is no worse than {before} of the year before")


class RegressionToZero(Kind, frozen=True, kw_only=True):
    """Equal is not worse."""

    name: ClassVar[str] = "regression_to_zero"
    label: ClassVar[Text] = Text("同比变差记零分", "regression to zero")
    operands: ClassVar[tuple[str, ...]] = ("value", "before")

    before: str
    better: Better

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        kept = meets(self.of("value", values), self.of("before", values), self.better)
        if kept is None:
            return so_far if so_far == 0 else None
        return so_far if kept else Fraction(0)

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        before = self.of("before", values)
        return () if before is None else (before,)

    def why(self, values: Values) -> Text:
        value, before = self.of("value", values), self.of("before", values)
        assert value is not None
        assert before is not None
        said = KEPT if meets(value, before, self.better) else WORSE
        return said.filled(value=shown(value), before=shown(before))


KIND = RegressionToZero
