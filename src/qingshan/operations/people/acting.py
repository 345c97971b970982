"""In which role somebody may act, where a thing names roles and units of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
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
    if held[0] == UNIT_ROLE and not is_named(call.actor.unit, named, call.day):
        raise problems.NOT_NAMED.at(call.actor.name, call.actor.unit, units="、".join(named))
    return held[0]


def may_act(roles: Sequence[str], named: Sequence[str], who: Actor, day: date) -> bool:
    """Whether :func:`acting_role` would find somebody a role on a day."""
    held = [role for role in roles if role in who.roles]
    return bool(held) and (held[0] != UNIT_ROLE or is_named(who.unit, named, day))


def is_named(unit: str, named: Sequence[str], day: date) -> bool:
    """Whether a unit is among some that are named, by any name that either bears or bore."""
    known = units()
    return known.name_now(unit, day) in {known.name_now(one, day) for one in named}
