"""What the office has for somebody today: the latest dispatch, open warnings, entries of ledgers that await a step."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.evaluation.warnings.rule import LEVELS
from qingshan.ledgers.definitions import ledger, ledgers
from qingshan.ledgers.entry import Actor
from qingshan.operations.dispatch.queries import months
from qingshan.operations.warning.queries import open_warnings
from qingshan.web.ledgers.lists import PRESSING
from qingshan.web.ledgers.register import register
from qingshan.web.warnings.views import own


def dispatch(day: date) -> dict[str, Any] | None:
    """The month that was opened last, and how many of its sheets stand where; None before the first."""
    newest = next(iter(months(day).items()), None)
    if newest is None:
        return None
    period, counted = newest
    states = [
        {"label": one.label, "count": counted[key]} for key, one in ledger(LEDGER).states.items() if key in counted
    ]
    return {"period": period, "address": reverse("dispatch-month", kwargs={"period": period}), "states": states}


def warnings(who: Actor, day: date) -> list[dict[str, Any]]:
    """The open warnings that somebody may see, by level, the gravest first."""
    counted = Counter(one.life.level for one in own(open_warnings(day), who, day))
    address = reverse("warnings")
    return [
        {"level": level, "label": label, "count": counted[level], "address": f"{address}?{urlencode({'level': level})}"}
        for level, label in reversed(LEVELS.items())
        if counted[level]
    ]


def entries(who: Actor) -> list[dict[str, Any]]:
    """The ledgers in which something awaits somebody, or presses: how many of each."""
    rows, found = register(), []
    for key, declared in ledgers().items():
        own_rows = rows.of(key).values()
        mine = sum(row.awaits(who) for row in own_rows)
        pressing = sum(row.due is not None and row.due.state in PRESSING for row in own_rows)
        if mine or pressing:
            address = reverse("ledger", kwargs={"ledger": key})
            found.append({"label": declared.label, "address": address, "mine": mine, "pressing": pressing})
    return found
