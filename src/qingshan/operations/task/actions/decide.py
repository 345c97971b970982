"""Decide on a milestone of a task: start, report, claim done, accept or return the proof, suspend, resume, extend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from qingshan.evaluation.duties.decisions import MOVES, Decision, Kind
from qingshan.evaluation.duties.duty import Duty
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.evidence.named import evidence
from qingshan.operations.plan.in_force import period_of, plan_in_force
from qingshan.operations.task.decided import change, duty_in_force
from qingshan.operations.unit.names import units

UNIT_ROLE = "liaison"


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``milestone`` may be left out where there is one; the evidence stands for a document where none is named."""

    task: str
    kind: Kind
    milestone: str = ""
    until: date | None = None
    period: str = ""
    year: str | None = None
    evidence: tuple[str, ...] = ()


def decide(given: Given, call: Call) -> Sequence[Change]:
    duty = duty_in_force(given.year, given.task, call.day)
    proof = evidence(given.evidence)
    role = next((role for role in MOVES[given.kind].roles if role in call.actor.roles), call.role)
    if role == UNIT_ROLE:
        _of_the_unit(duty, call)
    made = Decision(
        duty.key, given.milestone or _only(duty), given.kind, call.day, call.actor.name, role,
        call.document or "、".join(one.title for one in proof.values()), given.until, given.period, call.reason,
    )  # fmt: skip
    return [change(period_of(plan_in_force(given.year)), duty, [made], given.evidence)]


def _only(duty: Duty) -> str:
    return duty.milestones[0].key if len(duty.milestones) == 1 else ""


def _of_the_unit(duty: Duty, call: Call) -> None:
    owe = [one.unit for one in duty.units]
    if units().name_now(call.actor.unit, call.day) not in owe:
        raise problems.NOT_OF_THE_UNIT.at(f"{duty.key} {duty.heading}", call.actor.unit, units="、".join(owe))


ACTION = Action("task.decide", Text("任务决定", "decide on a task"), Given, None, decide)
