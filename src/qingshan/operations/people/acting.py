"""In which role somebody may act, where a thing names roles and units of its own."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Call
from qingshan.operations.unit.names import units

UNIT_ROLE = "liaison"


def acting_role(roles: Sequence[str], named: Sequence[str], call: Call, label: Text) -> str:
    """The first of some roles that the actor holds; a liaison must be of a unit that is named, by any of its names.

    OPS006 without any of these roles, OPS040 for the liaison of another unit.
    """
    held = [role for role in roles if role in call.actor.roles]
    if not held:
        raise problems.MAY_NOT.at(call.actor.name, call.role, action=label, may=" ".join(roles))
    if held[0] == UNIT_ROLE:
        known, own = units(), call.actor.unit
        if known.name_now(own, call.day) not in {known.name_now(unit, call.day) for unit in named}:
            raise problems.NOT_NAMED.at(call.actor.name, own, units="、".join(named))
    return held[0]
