"""Act on an entry: any action its ledger declares. Who may, what is asked and where it leads, the ledger declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.machine import act
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.evidence.named import evidence
from qingshan.operations.ledger.change import ENTRY, change, free, with_words
from qingshan.operations.ledger.models import EntryNow


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
    after, events = act(declared, entry, given.action, asked, call.actor, call.day, proof, OfficeCalendar())
    return [change(f"ledger.act:{event.action}", after, event) for event in events]


ACTION = Action("ledger.act", Text("办理台账条目", "act on an entry"), Given, None, decide)
