"""Give a unit more time for its sheet, by a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from qingshan.kernel.text import Text
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.dispatch.sheets import COORDINATOR, acted, sheet


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    period: str
    unit: str
    until: date
    version: int | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    found = sheet(given.period, given.unit, call.day, given.version)
    return [acted(found, "extend", {"until": given.until.isoformat()}, call)]


ACTION = Action("dispatch.extend", Text("填报单延期", "extend a sheet"), Given, COORDINATOR, decide)
