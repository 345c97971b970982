"""What a plan is compiled into; the keys of its JSON are a contract.

Every ``start``/``end`` counts code points of the document's text as read; ``quote`` is exactly that text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from qingshan.kernel.figures import Comparison
from qingshan.kernel.problems import Severity, declared
from qingshan.kernel.text import Language

Comparator = Literal[Comparison, "qualitative"]
Rule = Literal["level", "change", "pro_rata", "relative", "set_elsewhere"]
How = Literal["together", "each", "implied"]
Role = Literal["lead", "support", "responsible", "implement", "guide"]
PlanRuleKind = Literal["override", "default_units", "first_leads"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """The name as written with its span, the name with a shared head restored, and the registry's key if it has one."""

    text: str
    start: int
    end: int
    name: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which areas (or groups of objects) a target judges; ``members`` are those a bracket lists for one area."""

    text: str = ""
    areas: tuple[str, ...] = ()
    how: How = "implied"
    members: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is striven for beyond the binding value; indicator and scope only where the wish names its own."""

    value: str | None
    comparator: Comparator
    indicator: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date phrase and the last day it means; ``on`` is null for a recurring or open one."""

    text: str
    on: str | None
    soft: bool
    recurring: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """One record for each indicator, group of areas and year; values are decimal strings in ``unit`` as written.

    ``band`` is how far 左右 reaches, where a person set it.
    """

    id: str
    path: str
    quote: str
    start: int
    end: int
    indicator: Indicator
    scope: Scope
    comparator: Comparator
    value: str | None
    unit: str | None
    stretch: Stretch | None
    tier_only: bool
    rule: Rule
    baseline: str | None
    period: str | None
    deadline: Deadline | None
    embedded: bool
    decisions: tuple[str, ...] = ()
    band: str | None = None

    @property
    def binding(self) -> str:
        """What a person's decision binds to: the sentence, the indicator and the areas, not the place."""
        return digest(self.quote, self.indicator.text, self.scope.text, str(self.tier_only))


@dataclass(frozen=True, slots=True)
class Unit:
    """A responsible unit as written; ``normalized`` restores a dropped prefix or a merged name."""

    name: str
    role: Role
    normalized: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Task:
    """One record for each list of responsible units, at the leaf where it stands; ``part`` counts the lists there."""

    id: str
    path: str
    part: int
    heading: str
    text: str
    start: int
    end: int
    units: tuple[Unit, ...]
    open: bool
    default_units: tuple[Unit, ...]
    deadlines: tuple[Deadline, ...]
    truncated: bool = False
    decisions: tuple[str, ...] = ()

    @property
    def binding(self) -> str:
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A leaf of the task sections without a list of units, and the deadlines that stand in it."""

    path: str
    heading: str
    start: int
    end: int
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class PlanRule:
    """A sentence that governs others: adds units to later tasks, makes the first lead, or defers to a superior."""

    kind: PlanRuleKind
    text: str
    start: int
    end: int
    units: tuple[str, ...] = ()
    exceptions: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something to look at: a declared code, its place, and the values that fill its sentences."""

    code: str
    severity: Severity
    start: int
    end: int
    message: str
    suggestion: str
    values: dict[str, str] = field(default_factory=dict)

    def say(self, language: Language) -> tuple[str, str]:
        """Message and way out in a language."""
        code = declared()[self.code]
        return code.message.say(language, **self.values), code.action.say(language, **self.values)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the document says about itself; null where it does not. ``text_sha256`` is that of the text spans count."""

    title: str | None
    issuer: str | None
    issued_on: str | None
    period: str | None
    area: str | None
    area_guess: str | None = None
    name: str = ""
    format: str = ""
    sha256: str = ""
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled plan."""

    document: Heading
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    rules: tuple[PlanRule, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists and strings that :meth:`from_json` reads back unchanged."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    @classmethod
    def from_json(cls, data: object) -> Plan:
        """ValidationError of msgspec when ``data`` is not a plan."""
        return msgspec.convert(data, cls)


def digest(*parts: str) -> str:
    """Twelve hex digits that change when one of the parts does."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
