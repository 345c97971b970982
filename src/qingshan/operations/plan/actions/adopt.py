"""Adopt a compiled plan: from then on it is the one in force for its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.plan.in_force import period_of
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.plan.queries import decided_and_lost
from qingshan.plans.ir import Plan

LABEL = Text("启用工作要点", "adopt a plan")


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``dropping`` names the tasks with decisions that this version no longer has."""

    plan: Mapping[str, Any]
    dropping: tuple[str, ...] = ()


def decide(given: Given, call: Call) -> Sequence[Change]:  # noqa: ARG001 (every action is asked alike)
    try:
        plan = Plan.from_json(given.plan)
    except msgspec.ValidationError as error:
        raise problems.NOT_AS_ASKED.at("plan", error, action=LABEL, expected="plan") from error
    period = period_of(plan)
    version, before = PlanNow.stands(period) or (0, None)
    if before is not None and Plan.from_json(before["plan"]) == plan:
        raise problems.AS_IT_STANDS.at(f"{PlanNow.KIND} {period}", version)
    if lost := [task for task in decided_and_lost(period, plan) if task not in given.dropping]:
        raise problems.DECISIONS_LOST.at(f"{PlanNow.KIND} {period}", "、".join(lost))
    return [Change(PlanNow, period, version + 1, before, {"plan": plan.as_json()})]


ACTION = Action("plan.adopt", LABEL, Given, frozenset({"coordinator"}), decide)
