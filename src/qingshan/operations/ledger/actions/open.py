"""Open an entry of a ledger. Who may and what is asked, the ledger declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.machine import open_entry
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.evidence.named import evidence
from qingshan.operations.ledger.change import change, free, with_words
from qingshan.operations.ledger.models import EntryNow


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ledger: str
    key: str
    fields: Mapping[str, Any]
    evidence: tuple[str, ...] = ()


def decide(given: Given, call: Call) -> Sequence[Change]:
    declared = free(ledger(given.ledger))
    key = EntryNow.key_of(given.ledger, given.key)
    if EntryNow.stands(key):
        raise problems.TAKEN.at(key, given.key)
    proof = evidence(given.evidence)
    entry, event = open_entry(declared, given.key, with_words(given.fields, call), call.actor, call.day, proof)
    return [change("ledger.open", entry, event)]


ACTION = Action("ledger.open", Text("登记台账条目", "open an entry"), Given, None, decide)
