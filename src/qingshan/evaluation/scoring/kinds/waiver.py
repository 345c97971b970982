"""免扣: the deductions before it are cancelled if another indicator meets its target."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Better, Kind, Marks, Values, meets, shown
from qingshan.kernel.text import Text

GRANTED = Text("{value} 达到 {target}，前面的扣分取消", "{value} meets {target}: what was taken off is given back")
REFUSED = Text("{value} 未达到 {target}，扣分不取消", "{value} does not meet {target}: nothing is given back")


class Waiver(Kind, frozen=True, kw_only=True):
    """Full marks where the condition holds, whatever else is unknown."""

    name: ClassVar[str] = "waiver"
    label: ClassVar[Text] = Text("免扣", "waiver")
    operands: ClassVar[tuple[str, ...]] = ("value", "target")

    target: str
    better: Better

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:
        met = meets(self.of("value", values), self.of("target", values), self.better)
        if met is None:
            return so_far if so_far == full else None
        return full if met else so_far

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        target = self.of("target", values)
        return () if target is None else (target,)

    def why(self, values: Values) -> Text:
        value, target = self.of("value", values), self.of("target", values)
        assert value is not None
        assert target is not None
        said = GRANTED if meets(value, target, self.better) else REFUSED
        return said.filled(value=shown(value), target=shown(target))


KIND = Waiver
