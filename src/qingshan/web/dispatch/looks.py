"""How sheets, their deadlines and their claims look: each as one of the desk's states with the ledger's own word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.evaluation.dispatch.filling import LEDGER, columns
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.due import LABELS, Due

LOOKS = {
    "asked": "open",
    "submitted": "done_awaiting_proof",
    "returned": "at_risk",
    "resubmitted": "done_awaiting_proof",
    "accepted": "done",
    "locked": "on_track",
    "missed": "missed",
}
"""The states of a sheet by the state of the desk they look like."""
OF_DUES = {"met": "met", "met_late": "past_hoped_for", "met_after_hoped_for": "past_hoped_for", "undated": "unknown"}
KNOWN_DUES = frozenset({"on_time", "due_soon", "overdue", "past_hoped_for", "extended", "suspended", "unknown"})


def sheet_look(state: str) -> dict[str, Any]:
    """The state of a sheet with its look and its word."""
    return {"state": state, "look": LOOKS[state], "word": ledger(LEDGER).states[state].label}


def due_look(due: Due) -> dict[str, Any]:
    """A deadline with its look and its word."""
    look = due.state if due.state in KNOWN_DUES else OF_DUES.get(due.state, "unknown")
    last = {"last_day": due.last_day, "days_left": due.days_left, "original": due.original}
    return {"deadline": due.label, "due_state": due.state, "look": look, "word": LABELS[due.state], **last}


def pressing(dues: list[Due]) -> Due | None:
    """The deadline that runs out first; when none runs any more, the last one."""
    running = [one for one in dues if one.done_on is None]
    return min(running, key=lambda one: str(one.last_day or "9"), default=dues[-1] if dues else None)


def claim(line: Mapping[str, Any]) -> Text | None:
    """The word for what a line claims."""
    return columns("tasks")["claim"].options[line["claim"]] if "claim" in line else None
