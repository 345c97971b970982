"""The front page: what the office has for the visitor today, targets by state, what is off track, who is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.duties.standing import STATES as TASK_STATES
from qingshan.evaluation.duties.standing import Standing
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.unit.names import units
from qingshan.reports.targets import WORST_FIRST
from qingshan.web import duties
from qingshan.web.evaluations.views import said_of
from qingshan.web.evaluations.wanted import newest, working_day
from qingshan.web.front import today
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.states import STATES
from qingshan.web.targets.views import shown
from qingshan.web.visitor import Visit

TITLE = Text("首页", "Front page")
OFF = ("missed", "off_track", "at_risk", "short")
"""Standings that a leader is told of first."""
LATE = ("overdue", "past_hoped_for")
PRESSING = (*LATE, "due_soon")
LIAISON = "liaison"


@page(may=SIGNED_IN, told=Told(TITLE))
def front(request: Visit) -> Page:
    """What every role is told; whoever speaks for a unit sees its tasks first."""
    finished, day = newest(), working_day()
    rows = [] if finished is None else list(finished.rows.values_list("row", flat=True))
    plan = PlanNow.objects.order_by("-key").values_list("key", flat=True).first()
    tasks = [] if plan is None else duties.standing_tasks(plan, day)
    assert request.who is not None
    data = {
        "evaluation": None if finished is None else said_of(finished),
        "day": day,
        "glance": glance(rows),
        "off_track": [shown(row) for row in off_track(rows)],
        "late": late(tasks),
        "task_states": task_states(tasks),
        "own": own(tasks, request.who, day) if LIAISON in request.who.roles else None,
        "dispatch": today.dispatch(day),
        "warnings": today.warnings(request.who, day),
        "entries": today.entries(request.who),
    }
    return Page("front/front.html", TITLE, data)


def glance(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many judgements stand where, the bad ones first."""
    counted = Counter(row["standing"] for row in rows)
    return [{"key": key, "count": counted[key], **asdict(STATES[key])} for key in WORST_FIRST if counted[key]]


def off_track(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is missed or will be, or is short of what is asked so far, the worst first."""
    return sorted((row for row in rows if row["standing"] in OFF), key=lambda row: OFF.index(row["standing"]))


def late(tasks: Sequence[tuple[Duty, tuple[Standing, ...]]]) -> list[dict[str, Any]]:
    """Units with tasks that are late, by name: departments are never ranked."""
    found: dict[str, list[dict[str, Any]]] = {}
    for duty, standings in tasks:
        said = duties.said_of(duty, standings)
        for unit in duty.leads if said["state"] in LATE else ():
            found.setdefault(unit, []).append(said)
    return [{"unit": unit, "tasks": found[unit]} for unit in sorted(found)]


def task_states(tasks: Iterable[tuple[Duty, tuple[Standing, ...]]]) -> list[dict[str, Any]]:
    """How many tasks stand where, the pressing ones first."""
    counted = Counter(duties.said_of(*one)["state"] for one in tasks)
    return [{"key": key, "count": counted[key]} for key in TASK_STATES if counted[key]]


def own(tasks: Iterable[tuple[Duty, tuple[Standing, ...]]], who: Actor, day: Any) -> dict[str, Any]:
    """The tasks that somebody's unit owes, the pressing ones first, then by day."""
    unit = units().name_now(who.unit, day)
    mine = [duties.said_of(*one) for one in tasks if unit in {each.unit for each in one[0].units}]
    order = list(TASK_STATES)
    mine.sort(key=lambda one: (order.index(one["state"]), str(one["due"] or "9")))
    return {"unit": unit, "tasks": mine, "pressing": sum(one["state"] in PRESSING for one in mine)}
