"""The sixty problems of the synthetic city and the way each of them goes: on time, late, returned, rebounding, left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

import msgspec

from qingshan.demo.model import declared
from qingshan.demo.office.bureau import Bureau, people, working
from qingshan.demo.office.happening import Happening
from qingshan.evaluation.duties.rectification import problem_entries
from qingshan.evaluation.warnings.entries import values
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.ledger import Action
from qingshan.operations.ledger.models import EntryNow
from qingshan.plans.ir import Plan

Way = tuple[tuple[int, str], ...]
PROMISED = "inspection_problems"
CLOSE = "close"
COORDINATOR, RECTIFIER = "coordinator", "responsible_unit"


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a problem goes: the days it is given, and what is done how many days after it was found."""

    due: int
    way: Way


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was found when, which way it goes, and which unit owes it; ``more`` are further fields of its ledger.

    The evidence it is closed with is good up to ``expires``.
    """

    found: date
    way: str
    unit: str
    areas: tuple[str, ...]
    problem: str
    name: str = ""
    source: str = ""
    expires: date | None = None
    more: dict[str, Any] = {}


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Problems of one ledger; ``named`` is the field that a problem's name fills, ``also`` what all of them have.

    They are ``dated`` when they are opened, or later by a step of their way.
    """

    ledger: str
    ways: str
    key: str
    problems: tuple[Problem, ...]
    named: str = ""
    dated: bool = True
    also: dict[str, Any] = {}


class Problems(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``said`` is what people enter by field, ``reasons`` by action; ``longer`` and ``again`` are days.

    One of the plan's promises is opened ``by_hand`` before the others, and not as the plan means it.
    """

    said: dict[str, str]
    reasons: dict[str, str]
    document: str
    longer: int
    again: int
    ways: dict[str, dict[str, Course]]
    promised: tuple[str, ...]
    by_hand: dict[str, str]
    groups: tuple[Group, ...]


@cache
def problems() -> Problems:
    """What is declared (``office/problems.yaml``)."""
    return declared("office/problems.yaml", Problems)


def happenings() -> Iterator[Happening]:
    """The finding of each problem and every step of its way."""
    for group in problems().groups:
        for number, one in enumerate(group.problems, 1):
            course = problems().ways[group.ways][one.way]
            key, found = group.key.format(number=number), working(one.found)
            due = found + timedelta(days=course.due)
            yield Happening(found, partial(_open, group, key, one, found, due if group.dated else None))
            yield from _way(group.ledger, key, course, found, one.expires)


def promised(key: str, number: int, found: date) -> Iterator[Happening]:
    """The way of a problem that the plan itself promised to rectify."""
    return _way(PROMISED, key, problems().ways["rectification"][problems().promised[number]], found)


def _way(register: str, key: str, course: Course, found: date, expires: date | None = None) -> Iterator[Happening]:
    for after, do in course.way:
        day = working(found + timedelta(days=after))
        yield Happening(day, Step(register, key, do, course, day, expires if do == CLOSE else None).take)


def open_promised(plan: Plan, day: date, bureau: Bureau) -> None:
    """What the plan promises is opened in one action; one of them was opened by hand before, as a duty."""
    who, by_hand = people().holding([COORDINATOR]), problems().by_hand
    one = next(entry for entry in problem_entries(plan) if entry.key == by_hand["entry"])
    fields = {**one.fields(), "due_manner": by_hand["due_manner"]}
    given = {"ledger": PROMISED, "key": f"{plan.document.period} {one.key}", "fields": fields}
    bureau.act(who, "ledger.open", given, day)
    bureau.act(who, "ledger.promised", {}, day)


def _open(group: Group, key: str, one: Problem, found: date, due: date | None, bureau: Bureau) -> None:  # noqa: PLR0913, PLR0917 (each is a thing of its own)
    fields = {"problem": one.problem, "areas": one.areas or None, "units": [one.unit], **group.also, **one.more}
    fields |= {group.named: one.name} if group.named else {"source": one.source}
    fields |= {} if due is None else {"due_on": due, "due_manner": "binding"}
    given = {"ledger": group.ledger, "key": key, "fields": fields}
    bureau.act(people().holding([COORDINATOR]), "ledger.open", given, found)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a problem's way."""

    register: str
    key: str
    do: str
    course: Course
    day: date
    expires: date | None = None

    def take(self, bureau: Bureau) -> None:
        stands = EntryNow.stands(EntryNow.key_of(self.register, self.key))
        assert stands is not None, self.key
        entry, action = Entry.from_json(stands[1]), ledger(self.register).actions[self.do]
        (unit,) = values(ledger(self.register), entry, "unit")[:1]
        who = people().of_unit(unit) if RECTIFIER in action.roles else people().holding(action.roles)
        named = f"{self.register}-{self.key}-{self.do}-{entry.version}"
        proof = [bureau.evidence(who, f"{named}-{kind}", kind, self.day, self.expires) for kind in action.evidence]
        given = {"ledger": self.register, "key": self.key, "action": self.do, "evidence": proof}
        reason = problems().reasons.get(self.do, "") if action.reason else ""
        document = problems().document if action.document else ""
        asked = self._asked(action, unit) | self._until(action, entry)
        bureau.act(who, "ledger.act", {**given, "given": asked}, self.day, reason, document)

    def _asked(self, action: Action, unit: str) -> dict[str, Any]:
        """What the action asks for: dates are those of the step, all else is what everybody says."""
        due = self.day + timedelta(days=problems().again if self.do == "reopen" else self.course.due)
        own = {"checked_on": self.day, "monitored_on": self.day, "responsible": unit, "due_on": due}
        asked: dict[str, Any] = {name: own.get(name) or problems().said[name] for name in action.fields}
        if "completion" in action.also:
            asked["completion"] = "100" if self.do == "finish" else problems().said["completion"]
        return asked

    def _until(self, action: Action, entry: Entry) -> dict[str, Any]:
        if action.effect != "extend":
            return {}
        due = date.fromisoformat(str(entry.fields["due_on"]))
        return {"deadline": "rectification", "until": due + timedelta(days=problems().longer)}
