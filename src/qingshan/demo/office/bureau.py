"""The people of the synthetic city, and the hand that acts for them: one action after the other, each at its moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from qingshan.demo.model import declared
from qingshan.ledgers.entry import Actor
from qingshan.ledgers.holidays import CHINA
from qingshan.operations.action import Call, perform
from qingshan.operations.log.canonical import Line

OPENING = time(1)
"""Nine in the morning in Beijing."""
LIAISON = "liaison"


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    roles: tuple[str, ...]
    unit: str = ""


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``liaison`` is what every unit has one of; its name is filled with the unit. That of ``signs_in`` may sign in."""

    people: tuple[Person, ...]
    liaison: Person
    signs_in: str

    def of_unit(self, unit: str) -> Actor:
        return Actor(self.liaison.name.format(unit=unit), unit, frozenset(self.liaison.roles))

    def holding(self, roles: Iterable[str]) -> Actor:
        """The first who holds one of these roles; KeyError when nobody does."""
        for role in roles:
            for one in self.people:
                if role in one.roles:
                    return Actor(one.name, one.unit, frozenset(one.roles))
        raise KeyError(tuple(roles))


@cache
def people() -> People:
    """Who works there (``office/people.yaml``)."""
    return declared("office/people.yaml", People)


def working(day: date) -> date:
    """That day, or the next one on which people work."""
    while not CHINA.is_working(day):
        day += timedelta(days=1)
    return day


@dataclass(slots=True)
class Bureau:
    """Acts in the office that is open; ``folder`` takes the contents of evidence until the office has copied them."""

    folder: Path
    done: int = field(default=0)

    def act(  # noqa: PLR0913, PLR0917 (as an action is asked for)
        self, who: Actor, action: str, given: Mapping[str, Any], day: date, reason: str = "", document: str = ""
    ) -> list[Line]:
        """Perform an action; moments follow one another by a second within a day."""
        self.done += 1
        at = datetime.combine(day, OPENING, UTC) + timedelta(seconds=self.done)
        return perform(action, given, Call(who, at, day, reason, document))

    def evidence(self, who: Actor, key: str, kind: str, day: date, expires: date | None = None) -> str:
        """A piece of evidence with a content that says it is invented; gives its key."""
        path = self.folder / f"{key.replace('/', '-')}.txt"
        path.write_text(f"演示佐证（虚构）\n{key}\n{kind}\n{day}\n", encoding="utf-8")
        given = {"key": key, "kind": kind, "title": f"演示佐证（虚构）{key}", "dated": day, "file": str(path)}
        self.act(who, "evidence.add", {**given, "expires": expires}, day)
        return key
