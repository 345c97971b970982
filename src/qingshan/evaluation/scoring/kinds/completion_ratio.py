"""按完成率计分: full marks times what was done over what was due, at most full."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Kind, Marks, Values, shown
from qingshan.kernel.text import Text

WHY = Text("完成 {value}，应完成 {target}，按比例得分", "{value} done of {target} due: marks in proportion")


class CompletionRatio(Kind, frozen=True, kw_only=True):
    """``full × min(1, D / D*)``, never below 0; unknown where nothing is due."""

    name: ClassVar[str] = "completion_ratio"
    label: ClassVar[Text] = Text("按完成率计分", "completion ratio")
    operands: ClassVar[tuple[str, ...]] = ("value", "target")
    sets: ClassVar[bool] = True

    target: str

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        done, due = self.of("value", values), self.of("target", values)
        if done is None or due is None or due <= 0:
            return None
        return full * min(Fraction(1), max(Fraction(0), done / due))

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        due = self.of("target", values)
        return () if due is None else (Fraction(0), due)

    def why(self, values: Values) -> Text:
        done, due = self.known("value", values), self.known("target", values)
        return WHY.filled(value=shown(done), target=shown(due))


KIND = CompletionRatio
