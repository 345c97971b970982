"""Merge a unit into another from a day on, by a document; from then on the other one answers for it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import ADMINISTRATOR, Action, Call, Change
from qingshan.operations.unit.changing import UNIT, existing
from qingshan.operations.unit.models import Unit
from qingshan.operations.unit.names import units


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: str
    into: str


def decide(given: Given, call: Call) -> Sequence[Change]:
    unit, version, before = existing(given.unit, call.day)
    other = units().standing_for(given.into, call.day)
    if other is None or other.key == unit.key:
        raise problems.NOT_THERE.at(given.unit, given.into, what=UNIT)
    after = {**before, "into": other.key, "merged_on": call.day.isoformat()}
    return [Change(Unit, unit.key, version + 1, {"into": None, "merged_on": None}, after)]


ACTION = Action("unit.merge", Text("单位合并", "merge a unit into another"), Given, frozenset({ADMINISTRATOR}), decide)
