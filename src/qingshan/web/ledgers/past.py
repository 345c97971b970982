"""The timeline of an entry: every record in words, with what it changed and what proved it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from qingshan.kernel.text import Text
from qingshan.ledgers.ledger import OPEN, Ledger
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.operations.log.canonical import Line
from qingshan.web.ledgers.saying import said_field, said_state

PARTS = {
    "suspended_on": Text("中止于", "suspended on"),
    "accepted_until": Text("限期接受至", "accepted until"),
    "round_on": Text("本轮起算日", "this round since"),
}
"""Parts of an entry beside its fields, state and extensions that an action may change."""
GONE = Text("（声明中已无此项）", "(no longer declared)")


def timeline(ledger: Ledger, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Every record of an entry, the newest first; one query for all evidence."""
    named = {key for line in lines for key in line.evidence}
    pieces = dict(EvidenceItem.objects.filter(key__in=named).values_list("key", "document")) if named else {}
    return [_told(ledger, line, pieces) for line in reversed(lines)]


def _told(ledger: Ledger, line: Line, pieces: Mapping[str, Any]) -> dict[str, Any]:
    action = line.action.rpartition(":")[2] if ":" in line.action else OPEN
    said = {name: getattr(line, name) for name in ("number", "day", "at", "actor", "unit", "reason", "document")}
    declared = ledger.actions.get(action)
    return {
        **said,
        "version": line.version,
        "action": declared.label if declared else action,
        "role": ledger.roles[line.role].label if line.role in ledger.roles else line.role,
        "state": said_state(ledger, line.state) if line.version == 1 or "state" in (line.before or {}) else None,
        "changes": list(changes(ledger, line)),
        "evidence": [_piece(ledger, line, key, pieces.get(key)) for key in line.evidence],
    }


def changes(ledger: Ledger, line: Line) -> Iterator[dict[str, Any]]:
    """What a record changed, before and after, and what it said again; of the first, all that was entered."""
    before, after = line.before or {}, line.after
    fields = before.get("fields", {}) if before else dict.fromkeys(after["fields"]) if line.version == 1 else {}
    for key, old in fields.items():
        yield _changed(ledger, key, old, after["fields"].get(key))
    for key, said in after["last_given"].items() if line.version > 1 else ():
        if key in ledger.fields and key not in fields:
            yield _changed(ledger, key, None, said)
    for key in dict.fromkeys((*before.get("extended", {}), *after["extended"])) if "extended" in before else ():
        label = ledger.deadlines[key].label if key in ledger.deadlines else key
        yield _plain(label, before["extended"].get(key), after["extended"].get(key))
    for key, label in PARTS.items():
        if key in before:
            yield _plain(label, before[key], after[key])


def _changed(ledger: Ledger, key: str, old: Any, new: Any) -> dict[str, Any]:
    if key not in ledger.fields:
        return _plain(Text(f"{key}{GONE.zh}", f"{key} {GONE.en}"), old, new)
    before, after = said_field(ledger, key, old), said_field(ledger, key, new)
    return {"label": ledger.fields[key].label, "before": before, "after": after}


def _plain(label: Text | str, old: Any, new: Any) -> dict[str, Any]:
    before, after = (
        {"kind": "items", "items": [] if one is None else [{"text": str(one), "address": None}]} for one in (old, new)
    )
    return {"label": label, "before": before, "after": after}


def _piece(ledger: Ledger, line: Line, key: str, document: Mapping[str, Any] | None) -> dict[str, Any]:
    """A piece of evidence with the address of its content; of one that is not entered, its key alone."""
    if document is None:
        return {"key": key, "title": key, "kind": None, "address": None}
    address = reverse("ledger-evidence", kwargs={"ledger": ledger.key, "key": line.key.partition("/")[2]})
    said = {name: document[name] for name in ("title", "dated", "owner", "expires", "sha256")}
    kind = ledger.evidence.get(document["kind"], document["kind"])
    return {"key": key, "kind": kind, **said, "address": f"{address}?{urlencode({'item': key})}"}
