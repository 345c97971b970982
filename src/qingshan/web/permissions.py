"""Who may open what: every rule of the desk, as a predicate that can say what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.entry import Actor

ROLES = {
    "administrator": Text("管理员", "administrator"),
    "analyst": Text("监测分析人员", "analyst"),
    "coordinator": Text("调度员", "coordinator"),
    "inspector": Text("督查员", "inspector"),
    "leader": Text("领导", "leader"),
    "liaison": Text("联络员", "liaison"),
}
STRANGER = Text("您没有登录", "you are not signed in")
YOU = Text("您是{unit}的{roles}", "you are {roles} of {unit}")
NO_ROLE = Text("无角色人员", "somebody without a role")
EITHER = Text("{one}，或者{other}", "{one}, or {other}")


@dataclass(frozen=True, slots=True)
class Rule:
    """``holds`` judges somebody (None: nobody signed in) before what is looked at; ``needs`` says what it asks for."""

    needs: Text
    holds: Callable[[Actor | None, Any], bool]

    def __or__(self, other: Rule) -> Rule:
        said = EITHER.filled(one=self.needs, other=other.needs)
        return Rule(said, lambda who, what: self.holds(who, what) or other.holds(who, what))


def role_label(name: str) -> Text:
    """The word for a role: the desk's own, else that of the first ledger which declares it."""
    declared = (one.roles[name].label for one in ledgers().values() if name in one.roles)
    return ROLES.get(name) or next(declared, Text(name, name))


def role(*names: str) -> Rule:
    """Somebody who holds one of these roles."""
    said = [role_label(name) for name in names]
    zh, en = "、".join(one.zh for one in said), " or ".join(one.en for one in said)
    return Rule(
        Text(f"需要角色：{zh}", f"needs the role {en}"),
        lambda who, _: who is not None and not who.roles.isdisjoint(names),
    )


ANYONE = Rule(Text("任何人都可以打开", "anyone may open it"), lambda who, what: True)  # noqa: ARG005 (asked alike)
SIGNED_IN = Rule(Text("需要登录", "needs signing in"), lambda who, _: who is not None)
COORDINATOR = role("coordinator")
ADMINISTRATOR = role("administrator")
BACKGROUND_JOBS = role("administrator", "analyst", "coordinator")
"""Who sees and starts evaluations."""
AUDITORS = role("administrator", "coordinator", "inspector", "leader")
"""Who reads the log of everything done."""
OWN_UNIT = Rule(
    Text("需要属于承担单位", "needs somebody of a unit that owes it"),
    lambda who, units: who is not None and who.unit in units,
)
"""What is looked at are the names of units."""
LEDGER_ROLE = Rule(
    Text("需要台账为此事项声明的角色", "needs a role that the ledger declares for it"),
    lambda who, roles: who is not None and not who.roles.isdisjoint(roles),
)
"""What is looked at are the roles that an action of a ledger names."""

WHOLE_OFFICE = role(
    "administrator", "analyst", "city_inspector", "coordinator", "inspector", "leader", "province_inspector"
)
"""Who sees what every unit hands in."""
HANDED_IN = WHOLE_OFFICE | OWN_UNIT
LIAISON = role("liaison")

OVERSIGHT = role("administrator", "analyst", "coordinator", "inspector", "leader")
"""Who sees every warning, matter of supervision and score; others see those of their own unit."""
NAMED = OVERSIGHT | OWN_UNIT
"""What is looked at are the names of units."""
DETECTION = role("analyst", "coordinator")
"""Who has warnings detected."""


def described(who: Actor | None) -> Text:
    """Who somebody is to the desk, in words."""
    if who is None:
        return STRANGER
    held = [role_label(name) for name in sorted(who.roles)] or [NO_ROLE]
    roles = Text("、".join(one.zh for one in held), " and ".join(one.en for one in held))
    return YOU.filled(unit=who.unit, roles=roles)
