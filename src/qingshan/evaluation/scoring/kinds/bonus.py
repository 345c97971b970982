"""加分: so many points for each, up to a ceiling."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Kind, Marks, Values, shown
from qingshan.kernel.text import Text

WHY = Text("{value} 个，每个加 {per} 分，最多加 {ceiling} 分", "{value}, {per} added for each, at most {ceiling}")


class Bonus(Kind, frozen=True, kw_only=True):
    """``marks + min(ceiling, per × n)``; the marks of an item may so pass its full marks."""

    name: ClassVar[str] = "bonus"
    label: ClassVar[Text] = Text("加分", "bonus with a ceiling")

    per: Fraction
    ceiling: Fraction

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        count = self.of("value", values)
        if so_far is None or count is None:
            return None
        return so_far + min(self.ceiling, self.per * max(Fraction(0), count))

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        return Fraction(0), self.ceiling / self.per

    def why(self, values: Values) -> Text:
        count = self.known("value", values)
        return WHY.filled(value=shown(count), per=shown(self.per), ceiling=shown(self.ceiling))

    def broken(self) -> str | None:
        return None if self.per > 0 else "per is not positive"


KIND = Bonus
