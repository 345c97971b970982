"""Rename a unit from a day on, by a document; what was said under the old name stays under it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import ADMINISTRATOR, Action, Call, Change
from qingshan.operations.unit.changing import existing
from qingshan.operations.unit.models import Unit
from qingshan.operations.unit.names import units


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: str
    to: str


def decide(given: Given, call: Call) -> Sequence[Change]:
    unit, version, before = existing(given.unit, call.day)
    bears = units().named(given.to, call.day)
    if bears is not None and not bears.ended_by(call.day) and bears.name_on(call.day) == given.to:
        raise problems.NAME_TAKEN.at(bears.key, given.to)
    names = [*before["names"], [call.day.isoformat(), given.to]]
    return [Change(Unit, unit.key, version + 1, {"names": before["names"]}, {**before, "names": names})]


ACTION = Action("unit.rename", Text("单位更名", "rename a unit"), Given, frozenset({ADMINISTRATOR}), decide)
