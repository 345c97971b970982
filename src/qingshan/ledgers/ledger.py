"""What a ledger declares: fields, states, actions, deadlines, evidence, checks, columns; each rule with its source."""

from __future__ import annotations

from typing import Literal

import msgspec

from qingshan.kernel.citation import Verification
from qingshan.kernel.text import Text

FieldKind = Literal["text", "number", "date", "choice", "area", "unit", "geometry", "reference", "table"]
StateKind = Literal["open", "closed", "terminal", "lapsed"]
"""A closed entry can come back, a terminal one cannot; a lapsed one was closed without the work having been done."""
Effect = Literal["open", "move", "extend", "suspend", "resume", "accept", "reopen", "correct"]
OPEN = "open"
KEY, STATE = "key", "state"
"""Columns every ledger has beside its fields."""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field: ``decimals`` and ``unit`` of a number (not negative unless ``signed``), ``options`` of a choice.

    ``required`` holds at opening. ``headers`` are words that head its column in files in use, beside its label.
    ``to`` says what a reference names: ``indicator``, ``section``, or a ledger. ``many`` takes a list. A ``table`` is a
    list of rows with ``columns`` of the other kinds; a column that is ``required`` is so in every row.
    """

    label: Text
    kind: FieldKind = "text"
    required: bool = False
    public: bool = False
    unit: str = ""
    decimals: int = 0
    signed: bool = False
    many: bool = False
    options: dict[str, Text] = {}
    headers: tuple[str, ...] = ()
    to: str = ""
    columns: dict[str, Field] = {}


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: Text
    kind: StateKind = "open"


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That a choice field of the entry is one of some options."""

    field: str
    among: tuple[str, ...]


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may act in a ledger; ``plays`` are the parts taken in a shared life cycle (none: the one of its own name)."""

    label: Text
    plays: tuple[str, ...] = ()


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"origins": "from"}):
    """What may be done: ``from`` which states (none named: every open one) ``to`` which (none: it stays).

    ``fields`` must be given, ``also`` may be; ``evidence`` are kinds of which one each must come with it.
    ``other_than`` are actions whose persons may not do this one; ``waits`` are terms that must be over.
    """

    label: Text
    roles: tuple[str, ...]
    origins: tuple[str, ...] = ()
    to: str = ""
    effect: Effect = "move"
    fields: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    reason: bool = False
    document: bool = False
    evidence: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    when: Condition | None = None
    source: str = ""


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"since": "from"}):
    """A last day: the date in field ``on``, or ``days`` after the day ``from`` (a date field, a state, or ``opened``).

    ``ends`` are the states in which it is met. A ``term`` is no duty but a time that must pass (publicity).
    ``soft`` or ``soft_when`` make it a hope (力争), which is never called overdue. ``soon_days`` are calendar days.
    """

    label: Text
    source: str
    verification: Verification
    on: str = ""
    since: str = ""
    days: int = 0
    count: Literal["calendar", "working"] = "calendar"
    first_counts: bool = False
    ends: tuple[str, ...] = ()
    term: bool = False
    soft: bool = False
    soft_when: Condition | None = None
    soon_days: int = 0
    when: Condition | None = None


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That the sum of some number fields equals, or is at most, that of others; or that a date is not after another.

    It is judged when every field of it is there; a null says nothing.
    """

    label: Text
    left: tuple[str, ...]
    right: tuple[str, ...]
    source: str
    relation: Literal["=", "<="] = "="


class Ledger(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One ledger, its life cycle in place. ``bound`` are indicators whose worsening proposes to reopen an entry.

    ``kept_by`` is the area of the office whose own actions alone open its entries and act on them.
    """

    key: str
    label: Text
    source: str
    verification: Verification
    fields: dict[str, Field]
    roles: dict[str, Role]
    states: dict[str, State]
    actions: dict[str, Action]
    deadlines: dict[str, Deadline] = {}
    evidence: dict[str, Text] = {}
    checks: dict[str, Check] = {}
    public: tuple[str, ...] = ()
    life_cycle: str = ""
    bound: tuple[str, ...] = ()
    bound_field: str = ""
    kept_by: str = ""
    note: Text | None = None

    def is_open(self, state: str) -> bool:
        return self.states[state].kind == "open"

    def origins(self, action: Action) -> tuple[str, ...]:
        """The states an action may start from."""
        if action.effect == "open":
            return ()
        return action.origins or tuple(state for state in self.states if self.is_open(state))

    def possible(self, state: str) -> tuple[str, ...]:
        """The actions that may start from a state."""
        return tuple(key for key, action in self.actions.items() if state in self.origins(action))

    @property
    def public_columns(self) -> tuple[str, ...]:
        """The columns shown to the public, in order: those named, or every public field."""
        return self.public or tuple(key for key, field in self.fields.items() if field.public)

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The words that head each column of its Excel file; the first is the one written."""
        own = {key: tuple(dict.fromkeys((*field.headers, field.label.zh))) for key, field in self.fields.items()}
        return {KEY: ("编号", "序号"), **own, STATE: ("状态",)}

    @property
    def dated_by(self) -> frozenset[str]:
        """Date fields that a deadline reads: a correction may not move them."""
        return frozenset(name for one in self.deadlines.values() for name in (one.on, one.since) if name in self.fields)
