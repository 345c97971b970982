"""An entry from its events, one after the other, and as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from qingshan.ledgers import problems
from qingshan.ledgers.entry import JSON, Entry, Event
from qingshan.ledgers.ledger import Ledger


def as_of(ledger: Ledger, events: Iterable[Event], day: date) -> Entry:
    """The entry as it stood at the end of a day, from its events in order; LED024 when it was not open yet."""
    entry: Entry | None = None
    where = ledger.key
    for event in events:
        where = f"{ledger.key}/{event.entry}"
        if event.on > day:
            break
        blank = Entry(event.ledger, event.entry, "", {}, 0, event.on, event.on, event.on, ())
        entry = applied(entry or blank, event)
    if entry is None:
        raise problems.NOT_OPENED.at(where, day, day=day)
    return entry


def applied(entry: Entry, event: Event) -> Entry:
    """The entry after an event; nothing but the event is asked, so old events fold under a newer declaration too."""
    after = event.after
    days: dict[str, Any] = {
        name: None if value is None else date.fromisoformat(str(value))
        for name, value in after.items()
        if name in {"round_on", "suspended_on", "accepted_until"}
    }
    if "extended" in after:
        days["extended"] = {key: date.fromisoformat(day) for key, day in part(after, "extended").items()}
    state = str(after.get("state", entry.state))
    way = () if "round_on" in after else tuple(entry.path)
    return replace(
        entry,
        state=state,
        fields={**entry.fields, **part(after, "fields")},
        version=event.version,
        last_on=event.on,
        path=_onward(way, state, event.on) if "state" in after else way,
        doers=_with_doer(entry.doers, event),
        last_action=event.action,
        last_actor=event.actor,
        last_given=said(event),
        **days,
    )


def _onward(way: tuple[tuple[str, date], ...], state: str, on: date) -> tuple[tuple[str, date], ...]:
    passed = [name for name, _ in way]
    return (*(way[: passed.index(state)] if state in passed else way), (state, on))


def _with_doer(doers: Mapping[str, tuple[str, ...]], event: Event) -> dict[str, tuple[str, ...]]:
    return {**doers, event.action: tuple(dict.fromkeys((*doers.get(event.action, ()), event.actor)))}


def part(after: Mapping[str, JSON], name: str) -> dict[str, Any]:
    """The changes of a part that holds several values, ``fields`` or ``extended``; empty where it did not change."""
    held = after.get(name, {})
    assert isinstance(held, dict)
    return held


def said(event: Event) -> dict[str, JSON]:
    """All that was handed in with an event."""
    changed = part(event.after, "fields") if event.version > 1 else {}
    beside: dict[str, JSON] = {"reason": event.reason, "document": event.document, "evidence": list(event.evidence)}
    return {**changed, **event.given, **{name: value for name, value in beside.items() if value}}
