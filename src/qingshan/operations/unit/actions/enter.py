"""Enter a unit under its name."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import ADMINISTRATOR, Action, Call, Change
from qingshan.operations.unit.models import Unit
from qingshan.operations.unit.names import units


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str


def decide(given: Given, call: Call) -> Sequence[Change]:
    bears = units().named(given.name, call.day)
    if bears is not None and not bears.ended_by(call.day) and bears.name_on(call.day) == given.name:
        raise problems.NAME_TAKEN.at(bears.key, given.name)
    after = {"names": [[call.day.isoformat(), given.name]], "into": None, "merged_on": None}
    return [Change(Unit, given.name, 1, None, after)]


ACTION = Action("unit.enter", Text("登记单位", "enter a unit"), Given, frozenset({ADMINISTRATOR}), decide)
