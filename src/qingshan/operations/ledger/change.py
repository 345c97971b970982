"""An event of a ledger as a change of its entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Entry, Event
from qingshan.ledgers.ledger import Ledger
from qingshan.operations import problems
from qingshan.operations.action import Call, Change
from qingshan.operations.ledger.models import EntryNow

ENTRY = Text("条目", "entry")


def free(ledger: Ledger) -> Ledger:
    """A ledger whose entries anybody with a role in it opens and acts on; OPS030 where an area alone may."""
    if ledger.kept_by:
        raise problems.KEPT_ELSEWHERE.at(ledger.key, ledger=ledger.label, area=ledger.kept_by)
    return ledger


def with_words(given: Mapping[str, Any], call: Call) -> dict[str, Any]:
    """What is given, with the reason and the document of the call where there are any."""
    words = {"reason": call.reason, "document": call.document}
    return {**given, **{name: word for name, word in words.items() if word}}


def change(action: str, entry: Entry, event: Event) -> Change:
    """The entry after an event, the only one of its version; before it, the parts that the event changed."""
    return Change(
        EntryNow,
        EntryNow.key_of(entry.ledger, entry.key),
        event.version,
        dict(event.before),
        entry.as_json(),
        action,
        event.role,
        event.reason,
        event.document,
        event.evidence,
    )
