"""Stories of ledgers: steps as people take them, and how they end. They are the worked cases of a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from qingshan.kernel import registry
from qingshan.kernel.problems import Problem
from qingshan.ledgers import problems
from qingshan.ledgers.definitions import CATALOG, STORIES, ledger, read
from qingshan.ledgers.entry import Actor, Entry, Event, Evidence
from qingshan.ledgers.ledger import OPEN
from qingshan.ledgers.machine import act, as_of, due, open_entry
from qingshan.ledgers.workdays import Calendar

KINDS = ("happy", "late", "returned", "extended", "rebound", "wrong_role", "double", "backdated")
"""What every ledger tells; a rebound only where a closed entry can be reopened."""


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: str
    roles: list[str]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"person": "by", "action": "do"}):
    """One action: ``evidence`` maps a kind to the date of the document, or to its date and the day it expires.

    ``refused`` is the code of the problem it must meet; the entry then stays as it was.
    """

    on: date
    person: str
    action: str
    given: dict[str, Any] = {}
    evidence: dict[str, date | list[date]] = {}
    refused: str = ""


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"state": "is"}):
    """What a deadline is on a day, with its last day when that is told."""

    on: date
    deadline: str
    state: str
    last_day: date | None = None


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    kind: str
    steps: list[Step]
    ends: str
    due: list[Standing] = []
    source: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A story with the ledger it belongs to and its people."""

    ledger: str
    story: Story
    people: Mapping[str, Person]


def load() -> list[Told]:
    """Every story beside a ledger's declaration, in every definition folder; LED001 when one cannot be read."""
    return [told for path in registry.files(CATALOG, STORIES) for told in _told(path)]


def _told(path: Path) -> Iterator[Told]:
    content = read(path)
    try:
        people = msgspec.convert(content["people"], dict[str, Person])
        for raw in content["stories"]:
            steps = [_step(step, content.get("steps", {})) for step in raw["steps"]]
            yield Told(path.name.removesuffix(STORIES), msgspec.convert({**raw, "steps": steps}, Story), people)
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        raise problems.BAD_DEFINITION.at(path.name, repr(error)) from error


def _step(raw: Any, named: Mapping[str, Any]) -> dict[str, Any]:
    """A step written out, a named one, or one ``like`` a named one with some parts replaced and ``given`` added to."""
    if isinstance(raw, str):
        return dict(named[raw])
    base = named[raw["like"]] if "like" in raw else {}
    merged = {**base, **{key: value for key, value in raw.items() if key != "like"}}
    return {**merged, "given": {**base.get("given", {}), **raw.get("given", {})}}


def run(told: Told, calendar: Calendar) -> tuple[Entry, list[Event]]:
    """The entry at the end of a story and its events; AssertionError for a step that does not go as told."""
    entry: Entry | None = None
    events: list[Event] = []
    for number, step in enumerate(told.story.steps, 1):
        try:
            entry, new = _taken(told, entry, step, calendar)
            events += new
            code = ""
        except Problem as problem:
            code = problem.code.key
            said = f"{problem.sentence('zh')} {problem.where} {problem.found}"
            assert step.refused, f"{told.ledger}: {told.story.name}: step {number}: {code} {said}"
        assert code == step.refused, f"{told.ledger}: {told.story.name}: step {number}: {code} is not {step.refused}"
    assert entry is not None, f"{told.ledger}: {told.story.name}: nothing was opened"
    return entry, events


def difference(told: Told, calendar: Calendar) -> str | None:
    """What does not go as told: a step, the end, a deadline on a day; None when all of it does."""
    try:
        entry, events = run(told, calendar)
    except AssertionError as error:
        return str(error)
    where = f"{told.ledger}: {told.story.name}"
    if entry.state != told.story.ends:
        return f"{where}: {entry.state} is not {told.story.ends}"
    found = (_misses(told, one, events, calendar) for one in told.story.due)
    return next((f"{where}: {said}" for said in found if said), None)


def _misses(told: Told, one: Standing, events: list[Event], calendar: Calendar) -> str | None:
    made = ledger(told.ledger)
    stood = due(made, as_of(made, events, one.on), one.on, calendar)
    said = [(due.state, due.last_day) for due in stood if due.deadline == one.deadline]
    if said and said[0][0] == one.state and one.last_day in {None, said[0][1]}:
        return None
    return f"{one.deadline} on {one.on}: {' '.join(map(str, said[0])) if said else '—'} is not {one.state}"


def _taken(told: Told, entry: Entry | None, step: Step, calendar: Calendar) -> tuple[Entry, tuple[Event, ...]]:
    made, person = ledger(told.ledger), told.people[step.person]
    actor = Actor(step.person, person.unit, frozenset(person.roles))
    evidence = {one.key: one for one in _evidence(step, actor)}
    if entry is None:
        assert step.action == OPEN, f"{told.ledger}: {told.story.name}: it begins with something else than opening"
        opened, event = open_entry(made, "1", step.given, actor, step.on, evidence)
        return opened, (event,)
    return act(made, entry, step.action, step.given, actor, step.on, evidence, calendar)


def _evidence(step: Step, actor: Actor) -> Iterator[Evidence]:
    for kind, days in step.evidence.items():
        dated, expires = days if isinstance(days, list) else (days, None)
        yield Evidence(f"{kind} {dated}", kind, kind, dated, actor.unit, "0" * 64, expires)
