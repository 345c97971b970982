"""What the clauses of a document hand to each other while they are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from qingshan.plans.document import Span
from qingshan.plans.ir import Stretch
from qingshan.plans.stages.dates import Mention
from qingshan.plans.stages.targets import Reading
from qingshan.plans.syntax.areas import Areas
from qingshan.plans.syntax.clauses import Parting
from qingshan.plans.syntax.predicates import Figure
from qingshan.plans.syntax.subjects import Item


@dataclass
class Draft:
    """A target before it becomes a record; positions are those of the view."""

    reading: Reading
    span: Span
    item: Item
    areas: Areas | None
    figure: Figure | None
    when: Mention | None
    baseline: str | None = None
    tier_only: bool = False
    sentence: int = 0
    stretch: Stretch | None = None


@dataclass(frozen=True)
class Lead:
    """What a clause that leads to goals, or the heading over them, gives to all that follows it."""

    when: Mention | None = None
    areas: Areas | None = None


@dataclass
class Context:
    """What the clauses so far hand to the next one."""

    when: Mention | None = None
    areas: Areas | None = None
    groups: Areas | None = None
    broad: Areas | None = None
    baseline: str | None = None
    past: bool = False
    wish: bool = False
    fragment: Reading | None = None
    whens: tuple[Mention, ...] = ()
    last: list[Draft] = field(default_factory=list)
    sentence: int = 0
    led: Lead | None = None
    reported: bool = False
    stated: bool = False
    goals: bool = False
    listed: bool = False
    outer: tuple[Areas | None] | None = None

    def pass_on(self, reading: Reading) -> None:
        """Forget what does not reach over the separator before a clause."""
        parting = reading.clause.parting
        if parting >= Parting.SEMICOLON and self.outer is not None:
            (self.areas,), self.outer = self.outer, None
        if parting >= Parting.SENTENCE:
            reaches = self.areas is not None and self.areas.whole and self.areas.carries
            if parting == Parting.PARAGRAPH or reading.node.use == "tasks" or not reaches:
                self.areas = None
            self.groups = self.broad = self.baseline = None
            self.past = self.wish = self.reported = False
            self.last = []
            self.sentence += 1
            if parting == Parting.PARAGRAPH or reading.node.use == "tasks":
                self.when = self.fragment = None
            self.stated = self.stated and parting < Parting.PARAGRAPH
            self.goals = self.goals and (parting < Parting.PARAGRAPH or self.listed)
            if parting == Parting.PARAGRAPH and self.led is not None:
                self.when, self.areas = self.led.when, self.led.areas
        head = next((entry for entry in reading.head_dates if entry.years), None)
        if head is not None and (self.when is None or (head.on, head.years) != (self.when.on, self.when.years)):
            goes_on = parting <= Parting.SEMICOLON and not reading.items and reading.predicate is not None
            self.areas = self.areas if goes_on and self.areas is not None and self.areas.whole else None
            self.groups = None
        if reading.topic:
            self.areas = self.groups = None
