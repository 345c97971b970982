"""Return a sheet with a note; it is due again."""  # noqa: N999 (named after its action)

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.kernel.text import Text
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.dispatch.sheets import COORDINATOR, acted, sheet


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The note is the reason of the call."""

    period: str
    unit: str
    version: int | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    return [acted(sheet(given.period, given.unit, call.day, given.version), "return", {}, call)]


ACTION = Action("dispatch.return", Text("退回填报单", "return a sheet"), Given, COORDINATOR, decide)
