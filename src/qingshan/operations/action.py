"""Every write is an action: who may, what is checked, what changes, what is logged, each in one file.

An action is a file ``<area>/actions/<name>.py`` that holds ``ACTION``; its key is ``area.name``. Page, API and command
line call :func:`perform`, and nothing else writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec
from django.db import DataError

from qingshan.kernel.registry import SETTING, folders, modules
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations import problems
from qingshan.operations.log.canonical import Line, instant
from qingshan.operations.log.chain import append, writing
from qingshan.operations.statements import in_one_line
from qingshan.operations.subject import Subject

ADMINISTRATOR = "administrator"
"""The role that enters people, units and calendars."""
STORABLE = Text("数据库存得下的文字，不含空字符 (NUL)", "text that the database can hold, without a NUL character")


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks, when (UTC), for which day it counts, why, and by which document."""

    actor: Actor
    at: datetime
    day: date
    reason: str = ""
    document: str = ""

    @property
    def role(self) -> str:
        return " ".join(sorted(self.actor.roles))


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one subject: its next version, what of it was different before, the whole of it afterwards.

    ``action``, ``role``, ``reason`` and ``document`` are said where they are finer than those of the call.
    """

    subject: type[Subject]
    key: str
    version: int
    before: Any
    after: Mapping[str, Any]
    action: str = ""
    role: str = ""
    reason: str = ""
    document: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """``given`` is the struct a caller fills in; ``may`` the roles, None where ``decide`` itself judges who may.

    ``decide`` reads, checks and says what would change; it writes nothing and raises a coded problem to refuse.
    """

    key: str
    label: Text
    given: type[msgspec.Struct]
    may: frozenset[str] | None
    decide: Callable[[Any, Call], Sequence[Change]]


def actions() -> Mapping[str, Action]:
    """Every action there is, by its key."""
    return _actions(os.environ.get(SETTING, ""))


@lru_cache(maxsize=4)
def _actions(_definition_folders: str) -> Mapping[str, Action]:
    areas = sorted({path.parent.name for root in folders("operations") for path in root.glob("*/actions")})
    found = (module.ACTION for area in areas for module in modules(f"operations/{area}/actions"))
    return {action.key: action for action in found}


def perform(key: str, given: Mapping[str, Any], call: Call) -> list[Line]:
    """Do it: all of its changes and their records in one durable transaction, or nothing. Gives the records.

    It is decided inside the transaction, so that nobody changes what it was decided by.
    OPS006 who may not, OPS007 no such action, OPS008 not what it asks for, OPS011 somebody was quicker, OPS012 twice,
    OPS057 the database does not answer.
    """
    known = actions()
    if key not in known:
        raise problems.UNKNOWN_ACTION.at("action", key, known=" ".join(known))
    action = known[key]
    if action.may is not None and not action.may & call.actor.roles:
        raise problems.MAY_NOT.at(call.actor.name, call.role, action=action.label, may=" ".join(sorted(action.may)))
    try:
        asked = msgspec.convert(given, action.given)
    except msgspec.ValidationError as error:
        expected = " ".join(action.given.__struct_fields__)
        raise problems.NOT_AS_ASKED.at(key, error, action=action.label, expected=expected) from error
    try:
        with writing() as held:
            changes = action.decide(asked, call)
            for change in changes:
                change.subject.write(change.key, change.version, change.after)
            return append(held, [line(action.key, change, call) for change in changes])
    except DataError as error:
        found = in_one_line(error)
        raise problems.NOT_AS_ASKED.at(key, found, action=action.label, expected=STORABLE) from error


def line(action: str, change: Change, call: Call) -> Line:
    """What the log says of a change; its number is given when it is appended."""
    return Line(
        number=0,
        at=instant(call.at),
        day=call.day,
        actor=call.actor.name,
        unit=call.actor.unit,
        role=change.role or call.role,
        action=change.action or action,
        kind=change.subject.KIND,
        key=change.key,
        version=change.version,
        state=change.subject.state_of(change.after),
        reason=change.reason or call.reason,
        document=change.document or call.document,
        evidence=change.evidence,
        before=change.before,
        after=change.after,
    )
