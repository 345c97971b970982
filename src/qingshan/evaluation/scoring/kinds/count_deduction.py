"""按次扣分: so many points off for each event (month, section, firm), never below the floor."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Kind, Marks, Values, shown
from qingshan.kernel.text import Text

WHY = Text("{value} 次，每次扣 {per} 分", "{value} times, {per} off each time")


class CountDeduction(Kind, frozen=True, kw_only=True):
    name: ClassVar[str] = "count_deduction"
    label: ClassVar[Text] = Text("按次扣分", "count deduction")

    per: Fraction
    floor: Fraction = Fraction(0)

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        count = self.of("value", values)
        if so_far is None or count is None:
            return None
        return min(so_far, max(self.floor, so_far - self.per * max(Fraction(0), count)))

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        if so_far is None:
            return ()
        return Fraction(0), max(Fraction(0), so_far - self.floor) / self.per

    def why(self, values: Values) -> Text:
        count = self.known("value", values)
        return WHY.filled(value=shown(count), per=shown(self.per))

    def broken(self) -> str | None:
        return None if self.per > 0 else "per is not positive"


KIND = CountDeduction
