"""What an action asks before it may be taken: role, state, another person, fields, evidence, a term that is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from qingshan.kernel.text import Text
from qingshan.ledgers import problems
from qingshan.ledgers.due import holds, last_day
from qingshan.ledgers.entry import JSON, Actor, Entry, Evidence
from qingshan.ledgers.ledger import Action, Ledger
from qingshan.ledgers.workdays import Calendar

REASON, DOCUMENT, UNTIL, DEADLINE = "reason", "document", "until", "deadline"
BESIDE = (REASON, DOCUMENT, UNTIL, DEADLINE)
"""What may be given beside fields: for a decision, until when and for which deadline."""


def may(ledger: Ledger, entry: Entry, action: str, actor: Actor) -> None:
    """That the actor has a role that may do it."""
    roles = ledger.actions[action].roles
    if not actor.roles & set(roles):
        known = _listed(ledger.roles[role].label for role in roles)
        found = "、".join(sorted(actor.roles)) or "—"
        raise problems.WRONG_ROLE.at(f"{place_of(entry)} {action}", found, actor=actor.name, roles=known)


def not_again(entry: Entry, action: str, actor: Actor, on: date, said: Mapping[str, JSON]) -> None:
    """LED007 for the same person saying the same thing on the same day once more: a slip, no second event."""
    last = (entry.last_action, entry.last_actor, entry.last_on, dict(entry.last_given))
    if last == (action, actor.name, on, dict(said)):
        raise problems.DONE_ALREADY.at(f"{place_of(entry)} {action}", action, actor=actor.name, on=on)


def here(ledger: Ledger, entry: Entry, action: str) -> None:
    """That the action may start from where the entry stands."""
    state, declared, place = ledger.states[entry.state], ledger.actions[action], f"{place_of(entry)} {action}"
    what = {"state": state.label, "possible": _listed(ledger.actions[key].label for key in possible(ledger, entry))}
    if entry.state not in ledger.origins(declared):
        if entry.last_action == action:
            raise problems.DONE_ALREADY.at(place, action, actor=entry.last_actor, on=entry.last_on)
        code = problems.NOT_HERE if state.kind == "open" else problems.CLOSED
        raise code.at(place, entry.state, **what)
    if entry.suspended_on is not None and not awake(entry, declared):
        raise problems.SUSPENDED.at(place, action, since=entry.suspended_on)
    if not (awake(entry, declared) and holds(declared.when, entry)):
        raise problems.NOT_HERE.at(place, entry.state, **what)


def awake(entry: Entry, action: Action) -> bool:
    """Whether a suspension, or its absence, lets the action be taken."""
    return action.effect == "correct" or (action.effect == "resume") == (entry.suspended_on is not None)


def another(ledger: Ledger, entry: Entry, action: Action, actor: Actor) -> None:
    for done in action.other_than:
        if actor.name in entry.doers.get(done, ()):
            label = ledger.actions[done].label
            raise problems.SAME_PERSON.at(place_of(entry), actor.name, actor=actor.name, done=label)


def complete(ledger: Ledger, entry: Entry, action: Action, given: Mapping[str, Any]) -> None:
    """That nothing needed is missing, and nothing else is given."""
    place = place_of(entry)
    if action.reason and not given.get(REASON):
        raise problems.REASON_MISSING.at(place)
    if action.document and not given.get(DOCUMENT):
        raise problems.DOCUMENT_MISSING.at(place)
    required = [name for name, field in ledger.fields.items() if field.required] if action.effect == "open" else []
    for name in (*required, *action.fields):
        if given.get(name) is None:
            raise problems.FIELD_MISSING.at(place, field=ledger.fields[name].label, key=name)
    taken = _taken(ledger, action)
    for name in (name for name in given if name not in taken):
        if action.effect == "correct" and name in ledger.dated_by:
            raise problems.DATE_BOUND.at(f"{place} {name}", given[name], field=ledger.fields[name].label)
        raise problems.FIELD_UNKNOWN.at(f"{place} {name}", name, known=", ".join(sorted(taken)))


def _taken(ledger: Ledger, action: Action) -> set[str]:
    beside = {"extend": BESIDE, "accept": (REASON, DOCUMENT, UNTIL)}.get(action.effect, (REASON, DOCUMENT))
    if action.effect == "open":
        return {*ledger.fields, *beside}
    if action.effect == "correct":
        return {*(set(ledger.fields) - ledger.dated_by), *beside}
    return {*action.fields, *action.also, *beside}


def proven(ledger: Ledger, entry: Entry, action: Action, on: date, evidence: Mapping[str, Evidence]) -> None:
    """That each kind of evidence is there, and that what is there may be relied on on that day."""
    kinds = {one.kind for one in evidence.values()}
    for kind in action.evidence:
        if kind not in kinds:
            raise problems.EVIDENCE_MISSING.at(place_of(entry), kind=ledger.evidence[kind])
    for key, one in evidence.items():
        place = f"{place_of(entry)} {key}"
        if one.dated > on:
            raise problems.EVIDENCE_AHEAD.at(place, one.title, dated=one.dated, on=on)
        if one.expires is not None and one.expires < on:
            raise problems.EVIDENCE_EXPIRED.at(place, one.title, expires=one.expires)
        if entry.round_on > entry.opened_on and one.dated < entry.round_on:
            raise problems.EVIDENCE_OLD.at(place, one.title, dated=one.dated, round=entry.round_on)


def waited(ledger: Ledger, entry: Entry, action: Action, on: date, calendar: Calendar) -> None:
    for term in action.waits:
        last = last_day(ledger.deadlines[term], entry, calendar)
        if last is not None and on <= last:
            raise problems.TOO_EARLY.at(place_of(entry), on, label=ledger.deadlines[term].label, last=last)


def possible(ledger: Ledger, entry: Entry, actor: Actor | None = None) -> tuple[str, ...]:
    """The actions that may start from where the entry stands, by anyone or by an actor with these roles."""
    return tuple(
        key
        for key in ledger.possible(entry.state)
        if awake(entry, ledger.actions[key])
        and holds(ledger.actions[key].when, entry)
        and (actor is None or actor.roles & set(ledger.actions[key].roles))
    )


def place_of(entry: Entry) -> str:
    return f"{entry.ledger}/{entry.key}"


def _listed(labels: Iterable[Text]) -> Text:
    found = list(labels)
    return Text("、".join(one.zh for one in found) or "—", ", ".join(one.en for one in found) or "—")
