"""Months of the dispatch, the sheets of one, and a sheet line by line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.urls import reverse

from qingshan.evaluation.dispatch.asking import month_of
from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.due import Due, due
from qingshan.ledgers.entry import Actor, Entry
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.dispatch import queries
from qingshan.operations.dispatch.sheets import Sheet, sheet
from qingshan.operations.evidence.queries import pieces
from qingshan.operations.ledger.queries import history
from qingshan.operations.log.canonical import Line
from qingshan.operations.problems import NOT_THERE
from qingshan.operations.unit.names import Units, units
from qingshan.web.dispatch.lines import NOTHING_WRONG, Typed, Wrong, as_it_stands, shown
from qingshan.web.dispatch.looks import due_look, pressing, sheet_look
from qingshan.web.errors import said_of_problem, status_of
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.evidence.views import offered
from qingshan.web.pages import Page, Told, check, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import COORDINATOR, HANDED_IN, LIAISON, SIGNED_IN, WHOLE_OFFICE, role_label
from qingshan.web.visitor import Visit

TITLE = Text("月调度", "Monthly dispatch")
MONTH = Text("{period} 月调度", "Dispatch of {period}")
SHEET = Text("{unit} {period} 填报单", "{period} sheet of {unit}")
BULLETIN = "bulletin"
FILLED_BY = frozenset({"submit", "resubmit"})
REVIEWS = ("accept", "return", "extend")
LATE = frozenset(queries.LATE)


@page(may=SIGNED_IN, told=Told(TITLE, (PART,)))
def listed(request: Visit) -> Page:
    """The months that were opened, each with how many sheets stand where."""
    rows = [
        {"period": period, "address": _month(period), "total": sum(counted.values()), "states": _counted(counted)}
        for period, counted in queries.months(working_day()).items()
    ]
    part, paging = part_of(request, rows)
    data = {"rows": part, "paging": paging, "may_open": COORDINATOR.holds(request.who, None), "day": working_day()}
    return Page("dispatch/months.html", TITLE, data)


def _month(period: str) -> str:
    return reverse("dispatch-month", kwargs={"period": period})


def sheet_address(period: str, unit: str) -> str:
    return reverse("dispatch-sheet", kwargs={"period": period, "unit": unit})


def _counted(counted: dict[str, int]) -> list[dict[str, Any]]:
    """By state in the order of the life cycle."""
    states = ledger(LEDGER).states
    return [{**sheet_look(state), "count": counted[state]} for state in states if counted.get(state)]


@page(may=SIGNED_IN, told=Told(Text("一个月的调度", "The dispatch of a month"), ("state", "late", PART)))
def month(request: Visit, period: str) -> Page:
    """The sheets of a month: all for those who see every sheet, the own unit's for others; the counts are of all."""
    assert request.who is not None
    month_of(period)
    known, own = units(), own_name(request.who)
    found = list(queries.sheets_on(period, working_day()))
    rows = [_row(entry, dues) for entry, dues in found]
    sees_all = WHOLE_OFFICE.holds(request.who, None)
    rows = [row for row in rows if sees_all or known.name_now(row["unit"], working_day()) == own]
    asked = {name: request.GET.get(name, "") for name in ("state", "late")}
    kept = [row for row in rows if asked["state"] in {"", row["state"]} and (not asked["late"] or row["is_late"])]
    part, paging = part_of(request, kept)
    may_lock = COORDINATOR.holds(request.who, None) and any(ledger(LEDGER).is_open(entry.state) for entry, _ in found)
    data = {
        "period": period, "day": working_day(), "asked": asked, "rows": part, "paging": paging,
        "states": _counted(dict(Counter(entry.state for entry, _ in found))), "total": len(found),
        "late": [row["unit"] for row in rows if row["is_late"]], "sees_all": sees_all, "may_lock": may_lock,
        "may_open": COORDINATOR.holds(request.who, None) and (may_lock or not found),
        "bulletins": _bulletins() if may_lock else [],
    }  # fmt: skip
    return Page("dispatch/month.html", MONTH.filled(period=period), data, parts={"rows": "dispatch/rows.html"})


def own_name(who: Actor) -> str:
    """The name that somebody's unit bears on the day the desk works on."""
    return units().name_now(who.unit, working_day())


def _bulletins() -> list[dict[str, str]]:
    found = pieces(kind=BULLETIN).values_list("key", "document")[:20]
    return [{"key": key, "title": document["title"], "dated": document["dated"]} for key, document in found]


def _row(entry: Entry, dues: list[Due]) -> dict[str, Any]:
    own, most = Sheet(entry), pressing(dues)
    return {
        "unit": own.unit, "address": sheet_address(own.period, own.unit), **sheet_look(entry.state),
        "tasks": len(own.lines("tasks")), "figures": len(own.lines("figures")),
        "due": None if most is None else due_look(most), "is_late": any(one.state in LATE for one in dues),
        "late_for": [due_look(one) for one in dues if one.state in LATE],
    }  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """What somebody tried to hand in that was not taken: what was typed, and why not."""

    typed: Typed
    wrong: Wrong = NOTHING_WRONG
    problem: Problem | None = None


@page(may=SIGNED_IN, told=Told(Text("一张填报单", "One sheet"), (PART,)))
def sheet_page(request: Visit, period: str, unit: str) -> Page:
    """One sheet: to be filled in by its unit, to be reviewed by the coordinator, to be read by others who may."""
    return shown_sheet(request, seen(request, period, unit))


def seen(request: Visit, period: str, unit: str) -> Sheet:
    """A sheet that somebody may see. 404 for others, as for a sheet that there is not."""
    assert request.who is not None
    try:
        found = sheet(period, unit, working_day())
    except Problem as problem:
        check(WHOLE_OFFICE, request.who, None)
        raise missing(problem) from problem
    known = units()
    check(HANDED_IN, replace(request.who, unit=_now(known, request.who.unit)), [_now(known, found.unit)])
    return found


def missing(problem: Problem) -> Exception:
    return Http404() if problem.code is NOT_THERE else problem


def _now(known: Units, name: str) -> str:
    return known.name_now(name, working_day())


def shown_sheet(request: Visit, found: Sheet, tried: Tried | None = None) -> Page:
    """The page of a sheet; what was tried stays in its form."""
    assert request.who is not None
    possible, coordinates = ledger(LEDGER).possible(found.entry.state), COORDINATOR.holds(request.who, None)
    fills = _is_own(request.who, found) and (tried is not None or not FILLED_BY.isdisjoint(possible))
    proof = offered(request.who) if fills else []
    at = tried or Tried(as_it_stands(found))
    lines = shown(found, at.typed, at.wrong, [one["key"] for one in proof])
    total = {table: len(rows) for table, rows in lines.items()}
    if not fills:
        lines["tasks"], paging = part_of(request, lines["tasks"])
    data = {
        **_heading(found), **_refusal(at), **_past(found), "lines": lines, "total": total,
        "paging": None if fills else paging, "may_fill": fills, "evidence": proof, "day": working_day(),
        "reviews": [one for one in REVIEWS if coordinates and one in possible],
        "may_amend": coordinates and "amend" in possible,
    }  # fmt: skip
    status = 200 if at.problem is None else status_of(at.problem)
    return Page("dispatch/sheet.html", SHEET.filled(unit=found.unit, period=found.period), data, status=status)


def _is_own(who: Actor, found: Sheet) -> bool:
    return LIAISON.holds(who, None) and own_name(who) == _now(units(), found.unit)


def _heading(found: Sheet) -> dict[str, Any]:
    """Which sheet it is, where it stands, until when it is asked for."""
    dues = due(ledger(LEDGER), found.entry, working_day(), OfficeCalendar())
    said = {"period": found.period, "unit": found.unit, "plan": found.plan, "version": found.entry.version}
    return {
        **said, **sheet_look(found.entry.state), "month_address": _month(found.period),
        "opened_on": found.entry.opened_on, "dues": [due_look(one) for one in dues],
    }  # fmt: skip


def _refusal(tried: Tried) -> dict[str, Any]:
    """Why it was not taken; mistakes that stand at their lines are not named twice."""
    said = None if tried.problem is None else said_of_problem(tried.problem)
    if said and tried.wrong.count:
        said["found"] = ""
    return {"problem": said, "mistakes": tried.wrong.count, "loose": list(tried.wrong.loose)}


def _past(found: Sheet) -> dict[str, Any]:
    """Everything that happened to the sheet, the last first; with which words it was returned, while it is."""
    lines = list(reversed(history(LEDGER, found.entry.key)))
    returned = (line.reason for line in lines if line.action == "dispatch.return")
    note = next(returned, "") if found.entry.state == "returned" else ""
    return {"note": note, "history": [_event(line) for line in lines]}


def _event(line: Line) -> dict[str, Any]:
    action, known = line.action.rpartition(".")[2], ledger(LEDGER).actions
    label = known[action].label if action in known else Text(action, action)
    said = {"on": line.day, "by": line.actor, "unit": line.unit, "role": role_label(line.role), "label": label}
    return {**said, "reason": line.reason, "document": line.document, "evidence": list(line.evidence)}
