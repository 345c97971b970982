"""一票否决、等次限制: an event keeps the grade from being above one named; marks stay as they are."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from qingshan.evaluation.scoring.kind import Kind, Marks, Values, shown
from qingshan.kernel.text import Text

FIRED = Text("{value} 起，达到 {at_least} 起：等次受限", "{value} events, {at_least} are enough: the grade is capped")
QUIET = Text("{value} 起，未触发", "{value} events: not triggered")


class Veto(Kind, frozen=True, kw_only=True):
    """``not_above`` is the key of a grade of the scheme."""

    name: ClassVar[str] = "veto"
    label: ClassVar[Text] = Text("否决与等次限制", "veto or grade cap")

    not_above: str
    at_least: Fraction = Fraction(1)

    def marks(self, so_far: Marks, full: Fraction, values: Values) -> Marks:  # noqa: ARG002
        return None if self.of("value", values) is None else so_far

    def turns(self, so_far: Marks, full: Fraction, values: Values) -> tuple[Fraction, ...]:  # noqa: ARG002
        return ()

    def cap(self, values: Values) -> str | None:
        value = self.of("value", values)
        return self.not_above if value is not None and value >= self.at_least else None

    def why(self, values: Values) -> Text:
        value = self.known("value", values)
        said = FIRED if self.cap(values) else QUIET
        return said.filled(value=shown(value), at_least=shown(self.at_least))


KIND = Veto
