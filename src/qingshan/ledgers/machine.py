"""The state machine of a ledger: entry, action and actor give the entry after it and its event, or a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from qingshan.ledgers import demands, problems
from qingshan.ledgers.demands import BESIDE, DEADLINE, DOCUMENT, REASON, UNTIL, place_of, possible
from qingshan.ledgers.due import Due, DueState, due
from qingshan.ledgers.entry import JSON, Actor, Entry, Event, Evidence
from qingshan.ledgers.folding import applied, as_of, part, said
from qingshan.ledgers.ledger import OPEN, Ledger
from qingshan.ledgers.values import check, kept
from qingshan.ledgers.workdays import Calendar, Nothing

__all__ = ["Due", "DueState", "act", "as_of", "due", "open_entry", "possible", "proposes_reopening"]

NO_EVIDENCE: Mapping[str, Evidence] = {}
UNKNOWN: Calendar = Nothing()


def open_entry(  # noqa: PLR0913, PLR0917 (the same order as act)
    ledger: Ledger,
    key: str,
    fields: Mapping[str, Any],
    actor: Actor,
    on: date,
    evidence: Mapping[str, Evidence] = NO_EVIDENCE,
) -> tuple[Entry, Event]:
    """A new entry; ``fields`` may also hold ``reason`` and ``document``. Problems as of :func:`act`."""
    blank = Entry(ledger.key, key, "", {}, 0, on, on, on, ())
    demands.may(ledger, blank, OPEN, actor)
    given = _demanded(ledger, blank, OPEN, fields, on, evidence)
    event = _event(ledger, blank, OPEN, given, actor, on, _after(ledger, blank, OPEN, given, on), evidence)
    return applied(blank, event), event


def act(  # noqa: PLR0913, PLR0917 (each is a thing of its own)
    ledger: Ledger,
    entry: Entry,
    action: str,
    given: Mapping[str, Any],
    actor: Actor,
    on: date,
    evidence: Mapping[str, Evidence] = NO_EVIDENCE,
    calendar: Calendar = UNKNOWN,
) -> tuple[Entry, tuple[Event, ...]]:
    """The entry after an action and what happened; LED004 to LED027 when it may not be taken.

    ``given`` holds fields by key and, beside them, ``reason``, ``document``, ``until`` and ``deadline``. ``evidence``
    is what comes with the action, by key. ``on`` is the day it was done, never before the entry's last event.
    """
    if action not in ledger.actions or action == OPEN:
        known = ", ".join(key for key in ledger.actions if key != OPEN)
        raise problems.ACTION_UNKNOWN.at(place_of(entry), action, known=known)
    declared = ledger.actions[action]
    demands.may(ledger, entry, action, actor)
    demands.here(ledger, entry, action)
    demands.another(ledger, entry, declared, actor)
    if on < entry.last_on:
        raise problems.BACKDATED.at(place_of(entry), on, last=entry.last_on)
    kept_given = _demanded(ledger, entry, action, given, on, evidence)
    demands.waited(ledger, entry, declared, on, calendar)
    after = _after(ledger, entry, action, kept_given, on, calendar)
    event = _event(ledger, entry, action, kept_given, actor, on, after, evidence)
    demands.not_again(entry, action, actor, on, said(event))
    return applied(entry, event), (event,)


def proposes_reopening(ledger: Ledger, entry: Entry, worsened: Iterable[str]) -> tuple[str, ...]:
    """The indicators bound to a closed entry that have worsened; empty where it cannot be reopened or none has."""
    reopens = any(ledger.actions[key].effect == "reopen" for key in ledger.possible(entry.state))
    own = entry.fields.get(ledger.bound_field) if ledger.bound_field else None
    bound = (*ledger.bound, *(own if isinstance(own, list) else [own]))
    return tuple(key for key in worsened if key in bound) if reopens else ()


def _demanded(  # noqa: PLR0913, PLR0917 (the same order as act)
    ledger: Ledger,
    entry: Entry,
    action: str,
    given: Mapping[str, Any],
    on: date,
    evidence: Mapping[str, Evidence],
) -> dict[str, JSON]:
    """What was handed in, as it is kept, when it is all that is needed and passes the checks."""
    there = {name: value for name, value in given.items() if value is not None}
    demands.complete(ledger, entry, ledger.actions[action], there)
    demands.proven(ledger, entry, ledger.actions[action], on, evidence)
    place = place_of(entry)
    fields = {name: kept(ledger, name, value, place) for name, value in there.items() if name not in BESIDE}
    check(ledger, {**entry.fields, **fields}, place)
    return {**fields, **{name: str(value) for name, value in there.items() if name in BESIDE}}


def _after(  # noqa: PLR0913, PLR0917 (the same order as act)
    ledger: Ledger, entry: Entry, action: str, given: Mapping[str, JSON], on: date, calendar: Calendar = UNKNOWN
) -> dict[str, JSON]:
    """The parts of the entry an action changes, as they are after it."""
    declared = ledger.actions[action]
    new = {name: value for name, value in given.items() if name not in BESIDE and entry.fields.get(name) != value}
    after: dict[str, JSON] = {"fields": dict(new)} if new else {}
    if declared.to and declared.to != entry.state:
        after["state"] = declared.to
    if moved := {key for key in entry.extended if ledger.deadlines[key].on in new}:
        after["extended"] = {key: day.isoformat() for key, day in entry.extended.items() if key not in moved}
    match declared.effect:
        case "extend":
            after["extended"] = _extended(ledger, entry, given, calendar)
        case "suspend":
            after["suspended_on"] = on.isoformat()
        case "resume":
            after["suspended_on"] = None
        case "accept":
            after["accepted_until"] = _later(entry, given, on).isoformat()
        case "reopen":
            after |= {"round_on": on.isoformat(), "extended": {}, "accepted_until": None}
        case "correct" if not new:
            raise problems.NOTHING_NEW.at(place_of(entry))
    return after


def _extended(ledger: Ledger, entry: Entry, given: Mapping[str, JSON], calendar: Calendar) -> dict[str, JSON]:
    running = {
        one.deadline: one
        for one in due(ledger, entry, entry.last_on, calendar)
        if one.done_on is None and one.last_day is not None and not ledger.deadlines[one.deadline].term
    }
    key = str(given.get(DEADLINE) or (next(iter(running)) if len(running) == 1 else "—"))
    last = running[key].last_day if key in running else None
    if last is None:
        raise problems.EXTENSION_WRONG.at(place_of(entry), key, last=", ".join(running) or "—")
    extended: dict[str, JSON] = {one: day.isoformat() for one, day in entry.extended.items()}
    return {**extended, key: _later(entry, given, last).isoformat()}


def _later(entry: Entry, given: Mapping[str, JSON], last: date) -> date:
    """The day a decision reaches to, which lies after ``last``."""
    try:
        until = date.fromisoformat(str(given.get(UNTIL)))
    except ValueError:
        until = last
    if until <= last:
        raise problems.EXTENSION_WRONG.at(place_of(entry), given.get(UNTIL) or "—", last=last)
    return until


def _event(  # noqa: PLR0913, PLR0917 (the same order as act)
    ledger: Ledger,
    entry: Entry,
    action: str,
    given: Mapping[str, JSON],
    actor: Actor,
    on: date,
    after: Mapping[str, JSON],
    evidence: Mapping[str, Evidence],
) -> Event:
    changed = part(after, "fields")
    return Event(
        ledger=entry.ledger,
        entry=entry.key,
        version=entry.version + 1,
        action=action,
        actor=actor.name,
        unit=actor.unit,
        role=next(role for role in ledger.actions[action].roles if role in actor.roles),
        on=on,
        reason=str(given.get(REASON, "")),
        document=str(given.get(DOCUMENT, "")),
        before=_before(entry, after, changed),
        after=after,
        evidence=tuple(evidence),
        given={name: value for name, value in given.items() if name not in {REASON, DOCUMENT, *changed}},
    )


def _before(entry: Entry, after: Mapping[str, JSON], changed: Mapping[str, JSON]) -> dict[str, JSON]:
    if not entry.version:
        return {}
    old = {**entry.as_json(), "fields": {name: entry.fields.get(name) for name in changed}}
    return {part: old[part] for part in after}
