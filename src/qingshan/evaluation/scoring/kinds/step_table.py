"""分档计分: the marks of the first step whose bound the value reaches."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Better, Kind, Marks, Values, meets, shown
from qingshan.kernel.text import Text

WHY = Text("{value} 属于“{bound}”档，得 {points} 分", "{value} falls into the step of {bound}: {points} points")
BEYOND = Text("{value} 不到最末一档，不得分", "{value} is beyond the last step: no marks")


class StepTable(Kind, frozen=True, kw_only=True):
    """``steps`` are (bound, marks) pairs from the best on; beyond the last one there are none."""

    name: ClassVar[str] = "step_table"
    label: ClassVar[Text] = Text("分档计分", "step table")
    sets: ClassVar[bool] = True

    better: Better
    steps: tuple[tuple[Fraction, Fraction], ...]

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        value = self.of("value", values)
        if value is None:
            return None
        step = self._step(value)
        return Fraction(0) if step is None else step[1]

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        return tuple(bound for bound, _ in self.steps)

    def why(self, values: Values) -> Text:
        value = self.known("value", values)
        step = self._step(value)
        if step is None:
            return BEYOND.filled(value=shown(value))
        return WHY.filled(value=shown(value), bound=shown(step[0]), points=shown(step[1]))

    def _step(self, value: Fraction) -> tuple[Fraction, Fraction] | None:
        return next((step for step in self.steps if meets(value, step[0], self.better)), None)

    def broken(self) -> str | None:
        ordered = all((one < other) == (self.better == "lower") for (one, _), (other, _) in pairwise(self.steps))
        return None if self.steps and ordered else "the steps do not run from the best to the worst"


KIND = StepTable
