"""按差距扣分: so many points off for each unit short of the target, never below the floor."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Better, Kind, Marks, Values, shortfall, shown
from qingshan.kernel.text import Text

WHY = Text(
    "{value} 与目标 {target} 差 {gap}，每差 1 扣 {per} 分",
    "{value} is {gap} short of {target}; {per} off for each unit",
)
MET = Text("{value} 达到目标 {target}，不扣分", "{value} meets the target {target}: nothing off")


class LinearDeduction(Kind, frozen=True, kw_only=True):
    """``max(floor, marks − per × gap)``; a part of a unit counts in proportion."""

    name: ClassVar[str] = "linear_deduction"
    label: ClassVar[Text] = Text("按差距扣分", "linear deduction")
    operands: ClassVar[tuple[str, ...]] = ("value", "target")

    target: str
    better: Better
    per: Fraction
    floor: Fraction = Fraction(0)

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        value, target = self.of("value", values), self.of("target", values)
        if so_far is None or value is None or target is None:
            return None
        return min(so_far, max(self.floor, so_far - self.per * shortfall(value, target, self.better)))

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        target = self.of("target", values)
        if target is None or so_far is None:
            return ()
        reach = max(Fraction(0), so_far - self.floor) / self.per
        return target, target + (reach if self.better == "lower" else -reach)

    def why(self, values: Values) -> Text:
        value, target = self.known("value", values), self.known("target", values)
        gap = shortfall(value, target, self.better)
        said = {"value": value, "target": target, "gap": gap, "per": self.per}
        return (WHY if gap else MET).filled(**{name: shown(number) for name, number in said.items()})

    def broken(self) -> str | None:
        return None if self.per > 0 else "per is not positive"


KIND = LinearDeduction
