"""Everything the x-ray looks at, as one value on one day; gathered by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.exclusions import Exclusion
from qingshan.evaluation.warnings.facts import Reading
from qingshan.evaluation.water_sections import Section
from qingshan.kernel.figures import Assigned, Figure
from qingshan.kernel.periods import Period
from qingshan.kernel.places import Membership, Site
from qingshan.plans.ir import Heading, Plan


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence an entry was moved on with: its own date, the day it was used, when it expires."""

    key: str
    dated: date
    used_on: date
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """That what the ``workers`` did was verified, in an action, by the ``verifiers``."""

    action: str
    workers: tuple[str, ...]
    verifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """An entry of any ledger, as far as the rules ask.

    ``asks`` are what its ledger has a column for (``unit``, ``area``, ``deadline``). ``target`` is the plan's target it
    came from, ``soft`` whether its deadline is kept as a hope.
    """

    ledger: str
    entry: str
    is_closed: bool
    opened_on: date
    asks: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    area: str = ""
    deadline: date | None = None
    soft: bool = False
    target: str = ""
    indicator: str = ""
    closed_on: date | None = None
    checks: tuple[Check, ...] = ()
    proofs: tuple[Proof, ...] = ()

    @property
    def place(self) -> str:
        return f"{self.ledger} {self.entry}"


@dataclass(frozen=True, slots=True)
class Weights:
    """The full marks of a scheme's items, and what they should add up to."""

    scheme: str
    total: Decimal
    parts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class World:
    """The plan, its duties and decisions, entries, figures and registers as they stand on a day.

    ``sampled`` gives the last sample of a section; ``earlier`` are readings of earlier evaluations, oldest first.
    """

    day: date
    plan: Plan = field(default_factory=lambda: Plan(Heading(None, None, None, None, None)))
    duties: tuple[Duty, ...] = ()
    decisions: tuple[Decision, ...] = ()
    items: tuple[LedgerItem, ...] = ()
    readings: tuple[Reading, ...] = ()
    earlier: tuple[tuple[date, tuple[Reading, ...]], ...] = ()
    figures: tuple[Figure, ...] = ()
    assigned: tuple[Assigned, ...] = ()
    sections: tuple[Section, ...] = ()
    sampled: Mapping[str, date] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()
    memberships: tuple[Membership, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    weights: tuple[Weights, ...] = ()

    @property
    def period(self) -> Period | None:
        """The plan's year; None where it names none."""
        year = (self.plan.document.period or "")[:4]
        return Period.of(year) if year.isdigit() else None

    @property
    def issued_on(self) -> date | None:
        issued = self.plan.document.issued_on
        return None if issued is None else date.fromisoformat(issued)
