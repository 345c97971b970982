"""Enter a person, or change somebody's unit and roles. The very first person enters the office without being asked."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import ADMINISTRATOR, Action, Call, Change
from qingshan.operations.people.models import Person

LABEL = Text("登记人员", "enter a person")


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``moved_from`` names the unit somebody leaves; without it, the name of another unit's person is a namesake's."""

    name: str
    unit: str
    roles: tuple[str, ...]
    moved_from: str = ""


def decide(given: Given, call: Call) -> Sequence[Change]:
    if ADMINISTRATOR not in call.actor.roles and Person.objects.exists():
        raise problems.MAY_NOT.at(call.actor.name, call.role, action=LABEL, may=ADMINISTRATOR)
    version, before = Person.stands(given.name) or (0, None)
    if before is not None and before["unit"] not in {given.unit, given.moved_from}:
        raise problems.TAKEN.at(f"{Person.KIND} {given.name}", before["unit"])
    after = {"name": given.name, "unit": given.unit, "roles": sorted(set(given.roles))}
    return [Change(Person, given.name, version + 1, before, after)]


ACTION = Action("people.enter", LABEL, Given, None, decide)
