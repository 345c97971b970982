"""A duty is a task of a plan as the office keeps it: units by role, measures, milestones, the targets it serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from qingshan.plans.ir import Role

MilestoneKind = Literal["hard", "soft", "recurring", "open"]
"""A binding day, one hoped for (力争), one that comes again and again, none at all."""
Rhythm = Literal["week", "month", "quarter", "half", "year"]
Link = Literal["embedded", "path", "words"]
"""The target stands in the task's own words, under its number, or its indicator is spoken of."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One date of a duty; ``key`` numbers it within the duty, ``on`` is its last day (None: recurring or open)."""

    key: str
    kind: MilestoneKind
    text: str
    on: date | None = None
    rhythm: Rhythm | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit that owes the duty: as the plan writes it, as it is called now, in which role.

    ``by_rule`` is true where a sentence elsewhere adds it to every task.
    """

    unit: str
    written: str
    role: Role
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """A target that a duty serves, and how that is known."""

    target: str
    link: Link


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a plan. ``key`` is the task's id; ``measures`` are its sentences; there is at least one milestone."""

    key: str
    path: str
    heading: str
    measures: tuple[str, ...]
    units: tuple[Assignment, ...]
    milestones: tuple[Milestone, ...]
    serves: tuple[Service, ...]

    @property
    def leads(self) -> tuple[str, ...]:
        """The units that lead; where the plan names none, all that are responsible."""
        first = tuple(one.unit for one in self.units if one.role == "lead")
        return first or tuple(one.unit for one in self.units if one.role == "responsible" and not one.by_rule)
