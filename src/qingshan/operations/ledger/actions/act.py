"""Act on an entry: any action its ledger declares. Who may, what is asked and where it leads, the ledger declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from qingshan.evaluation.warnings.entries import values
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.ledger import Ledger
from qingshan.ledgers.machine import act
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.evidence.named import evidence
from qingshan.operations.ledger.change import ENTRY, change, free, with_words
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.unit.names import units

WORKS = "rectifier"
"""The part in a life cycle that belongs to the units an entry names."""


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``version`` is the one the actor saw; without it, the one that stands when the action is decided."""

    ledger: str
    key: str
    action: str
    given: Mapping[str, Any] = {}
    evidence: tuple[str, ...] = ()
    version: int | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    declared = free(ledger(given.ledger))
    key = EntryNow.key_of(given.ledger, given.key)
    stands = EntryNow.stands(key)
    if stands is None:
        raise problems.NOT_THERE.at(key, given.key, what=ENTRY)
    version, document = stands
    if given.version not in {None, version}:
        raise problems.MOVED_ON.at(f"{EntryNow.KIND} {key}", version, version=given.version)
    entry, asked, proof = Entry.from_json(document), with_words(given.given, call), evidence(given.evidence)
    _of_the_unit(declared, entry, given.action, call)
    after, events = act(declared, entry, given.action, asked, call.actor, call.day, proof, OfficeCalendar())
    return [change(f"ledger.act:{event.action}", after, event) for event in events]


def _of_the_unit(ledger: Ledger, entry: Entry, action: str, call: Call) -> None:
    """OPS025 when somebody who could act only as the one that does the work is of none of the units that owe it."""
    known = ledger.actions.get(action)
    held = [role for role in known.roles if role in call.actor.roles] if known else []
    owe = values(ledger, entry, "unit")
    if owe and held and all(WORKS in (ledger.roles[role].plays or (role,)) for role in held):
        now = units()
        if now.name_now(call.actor.unit, call.day) not in {now.name_now(unit, call.day) for unit in owe}:
            raise problems.NOT_OF_THE_UNIT.at(f"{ledger.key}/{entry.key}", call.actor.unit, units="、".join(owe))


ACTION = Action("ledger.act", Text("办理台账条目", "act on an entry"), Given, None, decide)
