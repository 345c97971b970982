"""One step in the life of a warning, as the actions take it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.evaluation.warnings.detect import Alert
from qingshan.evaluation.warnings.life import Action, Finding, Step, take
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Call, Change
from qingshan.operations.people.acting import UNIT_ROLE, acting_role
from qingshan.operations.warning.models import WarningNow
from qingshan.operations.warning.stored import change, standing

COORDINATOR = "coordinator"
ANSWERS: tuple[Action, ...] = ("acknowledge", "act")


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``version`` is the one the actor saw; what was done, or why, is the reason of the call."""

    key: str
    version: int | None = None


def step(given: Given, call: Call, action: Action, label: Text, finding: Finding | None = None) -> Sequence[Change]:
    """The warning one step on. OPS011 when it moved on, OPS023 for the same step said twice, EVA048 to EVA050."""
    stored = standing(given.key)
    if given.version not in {None, stored.version}:
        raise problems.MOVED_ON.at(f"{WarningNow.KIND} {given.key}", stored.version, version=given.version)
    role = acting_role(roles_for(stored.alert, action), stored.alert.units, call, label)
    made = Step(action, call.day, call.actor.name, role, call.reason, finding)
    if stored.life.steps[-1:] == (made,):
        raise problems.AS_IT_STANDS.at(f"{WarningNow.KIND} {given.key}", stored.version)
    after = change(stored, take(stored.life, made), stored.alert, role)
    return [after] if after else []


def roles_for(alert: Alert, action: Action) -> Sequence[str]:
    """The roles that may take a step: the coordinator and whom the rule names.

    The liaisons of the units it names answer, but give no verdict.
    """
    office = dict.fromkeys((COORDINATOR, *(role for role in alert.roles if role != UNIT_ROLE)))
    return (*office, *((UNIT_ROLE,) if alert.units and action in ANSWERS else ()))
