"""达标得分: full marks if the target is met, else none."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.compared import Compared
from qingshan.evaluation.scoring.kind import Marks, Values
from qingshan.kernel.text import Text


class Threshold(Compared, frozen=True, kw_only=True):
    name: ClassVar[str] = "threshold"
    label: ClassVar[Text] = Text("达标得分", "threshold")
    operands: ClassVar[tuple[str, ...]] = ("value", "target")
    reached: ClassVar[Text] = Text("{value} 达到 {target}，得分", "{value} meets {target}: marks kept")
    missed: ClassVar[Text] = Text("{value} 未达到 {target}，不得分", "{value} does not meet {target}: no marks")

    target: str

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        met = self.met(values)
        if met is None:
            return None
        return so_far if met else Fraction(0)


KIND = Threshold
