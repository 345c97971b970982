"""免扣: the deductions before it are cancelled if another indicator meets its target."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.compared import Compared
from qingshan.evaluation.scoring.kind import Marks, Values
from qingshan.kernel.text import Text


class Waiver(Compared, frozen=True, kw_only=True):
    """Full marks where the condition holds, whatever else is unknown."""

    name: ClassVar[str] = "waiver"
    label: ClassVar[Text] = Text("免扣", "waiver")
    operands: ClassVar[tuple[str, ...]] = ("value", "target")
    reached: ClassVar[Text] = Text(
        "{value} 达到 {target}，前面的扣分取消", "{value} meets {target}: what was taken off is given back"
    )
    missed: ClassVar[Text] = Text(
        "{value} 未达到 {target}，扣分不取消", "{value} does not meet {target}: nothing is given back"
    )

    target: str

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:
        met = self.met(values)
        if met is None:
            return so_far if so_far == full else None
        return full if met else so_far


KIND = Waiver
