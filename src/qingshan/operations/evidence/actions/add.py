"""Add a piece of evidence: its own date and owner, when it expires, its content by hash. Anybody entered may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Evidence
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.evidence.files import keep
from qingshan.operations.evidence.models import EvidenceItem


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``dated`` is the date the evidence itself bears; ``owner`` the unit that answers for it (the actor's)."""

    key: str
    kind: str
    title: str
    dated: date
    file: str
    owner: str = ""
    expires: date | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    if given.dated > call.day:
        raise problems.DATED_LATER.at(given.key, given.dated, day=call.day)
    path = Path(given.file)
    owner = given.owner or call.actor.unit
    item = Evidence(given.key, given.kind, given.title, given.dated, owner, keep(path), given.expires)
    return [Change(EvidenceItem, given.key, 1, None, {**item.as_json(), "file": path.name})]


ACTION = Action("evidence.add", Text("登记佐证材料", "add evidence"), Given, None, decide)
