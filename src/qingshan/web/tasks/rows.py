"""Tasks as the table, the timeline and the board show them, and what they are filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.duties.standing import STATES, Standing, most_pressing
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.web import duties

Found = tuple[Duty, tuple[Standing, ...]]
MOST_CARDS = 30
"""Cards in one column of the board; the table shows the rest."""
AT_REST = frozenset({"done", "done_awaiting_proof", "suspended"})
"""States in which no day is counted."""
MONTH = Text("{n}月", "{n}")
ROLES = {
    "lead": Text("牵头", "leads"),
    "responsible": Text("责任", "responsible"),
    "support": Text("配合", "supports"),
    "implement": Text("落实", "implements"),
    "guide": Text("指导", "guides"),
}


def said(one: Found) -> dict[str, Any]:
    """A task with its units by role, its milestones and the targets it serves."""
    duty, found = one
    brief = duties.said_of(duty, found)
    return {
        **brief,
        "days_over": days_over(brief["days_left"]),
        "is_running": brief["state"] not in AT_REST,
        "address": reverse("task", kwargs={"key": duty.key}),
        "units": [{"unit": each.unit, "role": ROLES[each.role], "by_rule": each.by_rule} for each in duty.units],
        "milestones": milestones(one),
        "serves": list(dict.fromkeys(each.target for each in duty.serves)),
    }


def milestones(one: Found) -> list[dict[str, Any]]:
    """Each milestone with the day it is due after extensions; a hoped-for one is ``soft``."""
    duty, found = one
    return [
        {
            "key": each.key, "text": each.text, "kind": each.kind, "soft": each.kind == "soft", "due": at.due,
            "was": each.on if each.on != at.due else None, "state": at.state, "days_left": at.days_left,
            "days_over": days_over(at.days_left), "late_by": at.late_by, "is_running": at.state not in AT_REST,
        }
        for each, at in zip(duty.milestones, found, strict=True)
    ]  # fmt: skip


def days_over(left: int | None) -> int | None:
    """By how many days a day has passed; None before it and where there is none."""
    return -left if left is not None and left < 0 else None


def matching(found: Iterable[Found], asked: Mapping[str, str]) -> list[Found]:
    """The tasks that are asked for, in the plan's order; an empty filter lets everything through."""
    words = asked["q"].strip().lower()
    return [
        one
        for one in found
        if (not asked["unit"] or asked["unit"] in {each.unit for each in one[0].units})
        and (not asked["state"] or most_pressing(one[1]).state == asked["state"])
        and words in f"{one[0].path} {one[0].heading} {' '.join(one[0].measures)}".lower()
    ]


def choices(found: Sequence[Found]) -> dict[str, Any]:
    """What the filters offer: units by name, the states that occur, the pressing ones first."""
    counted = Counter(most_pressing(one[1]).state for one in found)
    return {
        "unit": sorted({each.unit for duty, _ in found for each in duty.units}),
        "state": [{"key": key, "label": STATES[key], "count": counted[key]} for key in STATES if counted[key]],
    }


def board(found: Iterable[Found], query: Mapping[str, str]) -> list[dict[str, Any]]:
    """A column for each state that occurs; ``rest`` is the address of all its tasks where the column is cut."""
    columns: dict[str, list[Found]] = {key: [] for key in STATES}
    for one in found:
        columns[most_pressing(one[1]).state].append(one)
    asked = {name: value for name, value in query.items() if value}
    return [
        {
            "state": key,
            "count": len(own),
            "rows": [said(one) for one in own[:MOST_CARDS]],
            "rest": f"?{urlencode({**asked, 'state': key})}" if len(own) > MOST_CARDS else None,
        }
        for key, own in columns.items()
        if own
    ]


def months(year: str) -> list[dict[str, Any]]:
    """The columns of the timeline."""
    return [{"key": str(one), "label": MONTH.filled(n=one.start.month)} for one in Period.year(int(year)).months()]


def along(row: Mapping[str, Any], year: str) -> dict[str, Any]:
    """A row of the timeline: its milestones in a cell for each month of the year, those outside it in ``beside``."""
    cells: dict[str, list[Any]] = {str(one): [] for one in Period.year(int(year)).months()}
    beside: list[Any] = []
    for one in row["milestones"]:
        month = one["due"] and f"{one['due']:%Y-%m}"
        cells.get(month or "", beside).append(one)
    return {**row, "cells": [{"month": month, "milestones": own} for month, own in cells.items()], "beside": beside}
