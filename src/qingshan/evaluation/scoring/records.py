"""The records of a score: inputs, what each rule did to the marks of an item, totals, grades still possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from qingshan.evaluation.scoring.kind import Marks
from qingshan.evaluation.scoring.marginal import Marginal
from qingshan.evaluation.scoring.scheme import Grade, Scheme
from qingshan.kernel.citation import Verification
from qingshan.kernel.text import Text

ItemState = Literal["scored", "provisional", "open"]
ZERO = Fraction(0)
STATES: dict[ItemState, Text] = {
    "scored": Text("已计分", "scored"),
    "provisional": Text("暂计", "provisional"),
    "open": Text("尚不能计分", "not known yet"),
}
READING = Text("{label} {value}{unit}", "{label} {value}{unit}")


@dataclass(frozen=True, slots=True)
class Input:
    """One value and where it is from; a value of None is unknown and ``provenance`` may say why."""

    value: Fraction | None
    provenance: Text | None = None
    provisional: bool = False


Inputs = Mapping[str, Input]


@dataclass(frozen=True, slots=True)
class Reading:
    """An input as a rule read it."""

    name: str
    label: Text
    value: str
    unit: str
    provenance: Text | None

    def said(self) -> Text:
        unit = f" {self.unit}" if self.unit else ""
        return READING.filled(label=self.label, value=self.value, unit=unit)


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule did to the marks of an item, from which values, by which clause of which document."""

    kind: str
    change: Fraction
    why: Text
    readings: tuple[Reading, ...]
    source: str
    verification: Verification
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item scored; ``got`` is None while it is open, ``lacking`` then says what is not known.

    ``lines`` speak of every rule that was applied; their changes sum to ``got - full``. ``cap`` is the grade that may
    not be passed, ``possible_cap`` the one an open item may still set, ``open_bonus`` what it may
    still add to ``full``.
    """

    path: tuple[str, ...]
    label: Text
    full: Fraction
    got: Marks
    state: ItemState
    lines: tuple[Line, ...]
    lacking: tuple[Text, ...]
    marginals: tuple[Marginal, ...]
    cap: str | None = None
    possible_cap: str | None = None
    open_bonus: Fraction = ZERO
    note: Text | None = None

    @property
    def key(self) -> str:
        return self.path[-1]

    @property
    def lost(self) -> Fraction:
        return ZERO if self.got is None else max(ZERO, self.full - self.got)


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a subject: ``so_far`` of ``decided`` marks, out of ``full``; what is not decided is open."""

    scheme: Scheme
    subject: str
    items: tuple[ItemScore, ...]

    @property
    def so_far(self) -> Fraction:
        return sum((item.got for item in self.items if item.got is not None), ZERO)

    @property
    def decided(self) -> Fraction:
        """The full marks of the items that have marks."""
        return sum((item.full for item in self.items if item.got is not None), ZERO)

    @property
    def full(self) -> Fraction:
        return self.scheme.full

    @property
    def lost(self) -> Fraction:
        return sum((item.lost for item in self.items), ZERO)

    @property
    def lines(self) -> tuple[tuple[ItemScore, Line], ...]:
        """Every rule that changed marks, with its item."""
        return tuple((item, line) for item in self.items for line in item.lines if line.change)

    @property
    def unverified(self) -> tuple[str, ...]:
        marked = [
            item.key for item in self.items for line in item.lines if line.verification is Verification.UNVERIFIED
        ]
        return tuple(dict.fromkeys(marked))

    @property
    def caps(self) -> tuple[ItemScore, ...]:
        """The items whose rule keeps the grade down."""
        return tuple(item for item in self.items if item.cap is not None)

    @property
    def grades(self) -> tuple[Grade | None, Grade | None]:
        """The worst and the best grade still possible; None where the bounds of grades are not public.

        Provisional marks are taken as they stand, open ones as none and as all, bonuses still open included.
        """
        caps = [item.cap for item in self.items if item.cap]
        possible = [item.possible_cap for item in self.items if item.possible_cap]
        worst = self._grade(self.so_far, [*caps, *possible])
        bonuses = sum((item.open_bonus for item in self.items), ZERO)
        return worst, self._grade(self.so_far + self.full - self.decided + bonuses, caps)

    def _grade(self, points: Fraction, caps: Iterable[str]) -> Grade | None:
        order = [grade.key for grade in self.scheme.grades]
        reached = [
            place for place, one in enumerate(self.scheme.grades) if one.least is not None and points >= one.least
        ]
        if not reached:
            return None
        return self.scheme.grades[max([reached[0], *map(order.index, caps)])]
