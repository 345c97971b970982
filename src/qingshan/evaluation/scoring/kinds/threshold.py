"""达标得分: full marks if the target is met, else none."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Better, Kind, Marks, Values, meets, shown
from qingshan.kernel.text import Text

MET = Text("{value} 达到 {target}，得分", "{value} meets {target}: marks kept")
MISSED = Text("{value} 未达到 {target}，不得分", "{value} does not meet {target}: no marks")


class Threshold(Kind, frozen=True, kw_only=True):
    name: ClassVar[str] = "threshold"
    label: ClassVar[Text] = Text("达标得分", "threshold")
    operands: ClassVar[tuple[str, ...]] = ("value", "target")

    target: str
    better: Better

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        met = meets(self.of("value", values), self.of("target", values), self.better)
        if met is None:
            return None
        return so_far if met else Fraction(0)

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        target = self.of("target", values)
        return () if target is None else (target,)

    def why(self, values: Values) -> Text:
        value, target = self.of("value", values), self.of("target", values)
        assert value is not None
        assert target is not None
        said = MET if meets(value, target, self.better) else MISSED
        return said.filled(value=shown(value), target=shown(target))


KIND = Threshold
