"""Accept a sheet, and put down what it reports as decisions on the tasks, by the liaison officer who handed it in."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.evaluation.dispatch.asking import month_of
from qingshan.evaluation.dispatch.reporting import Accepted, claims, decisions_of
from qingshan.kernel.text import Text
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.dispatch.sheets import COORDINATOR, Sheet, acted, answered, sheet
from qingshan.operations.task.decided import change, decisions, duties_in_force
from qingshan.operations.unit.names import units


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    period: str
    unit: str
    version: int | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    found = sheet(given.period, given.unit, call.day, given.version)
    return [acted(found, "accept", {}, call), *_on_tasks(found, call)]


def _on_tasks(found: Sheet, call: Call) -> Sequence[Change]:
    known = {duty.key: duty for duty in duties_in_force(found.plan, call.day)} if found.lines("tasks") else {}
    accepted = Accepted(
        units().name_now(found.unit, call.day), month_of(found.period), found.entry.last_actor, call.day, found.cited,
        found.lines("tasks"),
    )  # fmt: skip
    claimed = any(map(claims, accepted.rows))
    last = dict(answered(found.plan, call.day)) if claimed else {}
    earlier = {line for line, row in last.items() if claims(row)}
    pairs = decisions_of(accepted, known, decisions(found.plan), earlier)
    return [change(found.plan, duty, made) for duty, made in pairs]


ACTION = Action("dispatch.accept", Text("审核通过填报单", "accept a sheet"), Given, COORDINATOR, decide)
