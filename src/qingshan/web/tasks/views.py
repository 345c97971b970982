"""The tasks of a plan as table, timeline or board, and one page a task with everything that was decided on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404
from django.urls import reverse

from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.evaluation.duties.decisions import MOVES, Decision
from qingshan.evaluation.duties.duty import Duty
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.dispatch.queries import lines_by_task
from qingshan.operations.dispatch.sheets import Sheet
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.task.decided import read
from qingshan.operations.task.models import TaskNow
from qingshan.operations.unit.names import units
from qingshan.web import duties
from qingshan.web.dispatch.looks import claim, sheet_look
from qingshan.web.evaluations.wanted import newest, working_day
from qingshan.web.evidence.views import offered
from qingshan.web.pages import Page, Told, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import HANDED_IN, SIGNED_IN, role_label
from qingshan.web.remembered import Remembered
from qingshan.web.targets.views import shown
from qingshan.web.tasks.deciding import held_for, moves
from qingshan.web.tasks.rows import along, board, choices, matching, months, said
from qingshan.web.tasks.twin import TaskList
from qingshan.web.visitor import Visit

TITLE = Text("任务", "Tasks")
VIEWS = {"table": Text("列表", "Table"), "timeline": Text("时间轴", "Timeline"), "board": Text("看板", "Board")}
YEAR = re.compile(r"20\d\d")
LINES = 12
"""Lines of sheets in one part of a task's page."""
ASKED = ("unit", "state", "q", "year")
_lines_by_task: Remembered[dict[str, list[tuple[Sheet, Mapping[str, Any]]]]] = Remembered(
    (EntryNow.KIND,), EntryNow.key_of(LEDGER, "")
)
ANSWERED = ("progress", "percent", "problems", "next_step")


@page(may=SIGNED_IN, told=Told(TITLE, (*ASKED, "view", PART), TaskList))
def tasks(request: Visit) -> Page:
    """Every task of the plan of a year (the latest), filtered; three views of the same."""
    asked = {name: request.GET.get(name, "") for name in ASKED}
    view = request.GET.get("view", "table")
    view = view if view in VIEWS else "table"
    year, years = asked_year(asked["year"])
    known = duties.standing_tasks(year, working_day())
    found = matching(known, asked)
    part, paging = part_of(request, found)
    rows = [] if view == "board" else [said(one) for one in part]
    drawn = year if YEAR.fullmatch(year) else str(working_day().year)
    data = {
        "asked": asked, "year": year, "years": years, "day": working_day(), "view": view,
        "views": [{"key": key, "label": label, "query": _query(request, key)} for key, label in VIEWS.items()],
        "choices": choices(known), "total": len(known), "found": len(found), "paging": paging,
        "rows": [along(row, drawn) for row in rows] if view == "timeline" else rows,
        "columns": board(found, {**asked, "view": ""}) if view == "board" else [],
        "months": months(drawn) if view == "timeline" else [],
        "month": f"{working_day():%Y-%m}",
    }  # fmt: skip
    return Page("tasks/list.html", TITLE, data, parts={"rows": "tasks/rows.html"})


def asked_year(asked: str) -> tuple[str, list[str]]:
    """The year of the plan that is asked for, the latest where there is none of that name; and every year."""
    years = list(PlanNow.objects.order_by("-key").values_list("key", flat=True))
    return asked if asked in years else next(iter(years), ""), years


def _query(request: Visit, view: str) -> str:
    asked = request.GET.copy()
    for name in ("p", "format"):
        asked.pop(name, None)
    asked["view"] = view
    return asked.urlencode()


@page(may=SIGNED_IN, told=Told(Text("一项任务", "One task"), ("year", PART)))
def task(request: Visit, key: str) -> Page:
    """One task: what it is, what was decided, which targets it serves, what units wrote about it month by month."""
    assert request.who is not None
    year, _ = asked_year(request.GET.get("year", ""))
    one = next((one for one in duties.standing_tasks(year, working_day()) if one[0].key == key), None)
    if one is None:
        raise Http404
    duty, row = one[0], said(one)
    made = decided_on(year, key)
    written = _lines(duty, year, request.who)
    lines, paging = part_of(request, written or [], LINES)
    held = held_for(duty, request.who)
    for milestone in row["milestones"]:
        milestone["moves"] = moves(one, milestone["key"], made, held)
    asks_proof = any(move["evidence"] for milestone in row["milestones"] for move in milestone["moves"])
    data = {
        "year": year, "day": working_day(), "row": row, "measures": list(duty.measures),
        "decisions": [_decision(each) for each in reversed(made)],
        "targets": _served(duty),
        "lines": lines, "paging": paging, "may_read": written is not None,
        "month": f"{working_day():%Y-%m}",
        "evidence": offered(request.who) if asks_proof else [],
    }  # fmt: skip
    return Page("tasks/task.html", Text(duty.heading, duty.heading), data)


def decided_on(year: str, key: str) -> tuple[Decision, ...]:
    """The decisions on one task by the end of the day the desk works on."""
    found = TaskNow.stands(TaskNow.key_of(year, key))
    return () if found is None else tuple(one for one in read(found[1]) if one.on <= working_day())


def _decision(one: Decision) -> dict[str, Any]:
    beside = {"document": one.document, "reason": one.reason, "period": one.period, "until": one.until}
    said_by = {"on": one.on, "by": one.by, "role": role_label(one.role)}
    return {"milestone": one.milestone, "kind": one.kind, "label": MOVES[one.kind].label, **said_by, **beside}


def _served(duty: Duty) -> Sequence[dict[str, Any]]:
    """The targets it serves as the newest evaluation judges them; by their id alone while there is none."""
    finished, wanted = newest(), list(dict.fromkeys(one.target for one in duty.serves))
    rows = [] if finished is None else list(finished.rows.filter(target__in=wanted).values_list("row", flat=True))
    judged = {row["target"] for row in rows}
    return [*(shown(row) for row in rows), *({"target": one} for one in wanted if one not in judged)]


def _lines(duty: Duty, year: str, who: Actor) -> list[dict[str, Any]] | None:
    """What units wrote on their sheets, the last month first.

    None unless one sees every sheet or is of a unit that owes the task; then one reads what all its units write.
    """
    asked, day = {one.unit for one in duty.units}, working_day()
    own = replace(who, unit=units().name_now(who.unit, day))
    if not HANDED_IN.holds(own, asked):
        return None
    written = _lines_by_task.get(year, lambda: lines_by_task(year)).get(duty.key, ())
    known = units()
    return [_written(sheet, line, own) for sheet, line in reversed(written) if known.name_now(sheet.unit, day) in asked]


def _written(sheet: Sheet, line: Mapping[str, Any], who: Actor) -> dict[str, Any]:
    return {
        "period": sheet.period, "unit": sheet.unit, "milestone": line["milestone"],
        **sheet_look(sheet.entry.state), "claim": claim(line),
        "address": reverse("dispatch-sheet", kwargs={"period": sheet.period, "unit": sheet.unit}),
        "may_open": HANDED_IN.holds(who, [sheet.unit]),
        **{name: line.get(name) for name in ANSWERED}, "evidence": list(line.get("evidence") or ()),
    }  # fmt: skip
