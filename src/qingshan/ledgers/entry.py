"""An entry of a ledger, who acts on it, what proves it, what happened to it: plain values with a JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

JSON = str | int | bool | None | list[Any] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the roles held now. ``name`` identifies the person: the office tells namesakes apart in it."""

    name: str
    unit: str
    roles: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "unit": self.unit, "roles": sorted(self.roles)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Actor:
        return cls(data["name"], data["unit"], frozenset(data["roles"]))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves something; ``dated`` is its own date, never that of its upload; it holds to ``expires``."""

    key: str
    kind: str
    title: str
    dated: date
    owner: str
    sha256: str
    expires: date | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "kind": self.kind,
            "title": self.title,
            "dated": self.dated.isoformat(),
            "owner": self.owner,
            "sha256": self.sha256,
            "expires": _written(self.expires),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Evidence:
        plain = {name: data[name] for name in ("key", "kind", "title", "owner", "sha256")}
        return cls(dated=date.fromisoformat(data["dated"]), expires=_read(data["expires"]), **plain)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands after an event.

    ``path`` is the way to its state: each state with the day it was entered; going back cuts the way off behind it.
    ``round_on`` is the day it was opened or last reopened, ``last_on`` that of its last event. ``doers`` are the
    persons behind each action, ``extended`` the last day granted for a deadline.
    """

    ledger: str
    key: str
    state: str
    fields: Mapping[str, JSON]
    version: int
    opened_on: date
    round_on: date
    last_on: date
    path: tuple[tuple[str, date], ...]
    doers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extended: Mapping[str, date] = field(default_factory=dict)
    suspended_on: date | None = None
    accepted_until: date | None = None
    last_action: str = "open"
    last_actor: str = ""
    last_given: Mapping[str, JSON] = field(default_factory=dict)

    def entered(self, state: str) -> date | None:
        """The day a state on the way here was entered; None when it is not on the way."""
        return dict(self.path).get(state)

    def as_json(self) -> dict[str, Any]:
        return {
            "ledger": self.ledger,
            "key": self.key,
            "state": self.state,
            "fields": dict(self.fields),
            "version": self.version,
            "opened_on": self.opened_on.isoformat(),
            "round_on": self.round_on.isoformat(),
            "last_on": self.last_on.isoformat(),
            "path": [[state, day.isoformat()] for state, day in self.path],
            "doers": {action: list(names) for action, names in self.doers.items()},
            "extended": {deadline: day.isoformat() for deadline, day in self.extended.items()},
            "suspended_on": _written(self.suspended_on),
            "accepted_until": _written(self.accepted_until),
            "last_action": self.last_action,
            "last_actor": self.last_actor,
            "last_given": dict(self.last_given),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Entry:
        plain = ("ledger", "key", "state", "fields", "version", "last_action", "last_actor", "last_given")
        return cls(
            **{name: data[name] for name in plain},
            opened_on=date.fromisoformat(data["opened_on"]),
            round_on=date.fromisoformat(data["round_on"]),
            last_on=date.fromisoformat(data["last_on"]),
            path=tuple((state, date.fromisoformat(day)) for state, day in data["path"]),
            doers={action: tuple(names) for action, names in data["doers"].items()},
            extended={deadline: date.fromisoformat(day) for deadline, day in data["extended"].items()},
            suspended_on=_read(data["suspended_on"]),
            accepted_until=_read(data["accepted_until"]),
        )


@dataclass(frozen=True, slots=True)
class Event:
    """What one action changed. ``before`` and ``after`` hold the same parts of the entry, and only those that changed.

    ``given`` is what was handed in and changed no field; events folded in order give the entry back.
    """

    ledger: str
    entry: str
    version: int
    action: str
    actor: str
    unit: str
    role: str
    on: date
    reason: str
    document: str
    before: Mapping[str, JSON]
    after: Mapping[str, JSON]
    evidence: tuple[str, ...] = ()
    given: Mapping[str, JSON] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "ledger": self.ledger,
            "entry": self.entry,
            "version": self.version,
            "action": self.action,
            "actor": self.actor,
            "unit": self.unit,
            "role": self.role,
            "on": self.on.isoformat(),
            "reason": self.reason,
            "document": self.document,
            "before": dict(self.before),
            "after": dict(self.after),
            "evidence": list(self.evidence),
            "given": dict(self.given),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Event:
        rest = {name: value for name, value in data.items() if name not in {"on", "evidence"}}
        return cls(on=date.fromisoformat(data["on"]), evidence=tuple(data["evidence"]), **rest)


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)
