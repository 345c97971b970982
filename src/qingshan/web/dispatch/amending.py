"""Amending one line of a locked sheet, answered anew and whole, by a document."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from qingshan.evaluation.dispatch.filling import Mistakes
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.operations.dispatch.sheets import Sheet
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.web.dispatch.lines import (
    NOTHING_WRONG,
    TABLES,
    Typed,
    Wrong,
    as_it_stands,
    from_form,
    given,
    placed,
    shown,
)
from qingshan.web.dispatch.views import seen, sheet_address
from qingshan.web.errors import said_of_problem, status_of
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import COORDINATOR
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

TITLE = Text("更正 {unit} {period} 填报单的一行", "Amend a line of the {period} sheet of {unit}")
NAMES = {"tasks": "task", "figures": "figure"}


@page(
    may=COORDINATOR,
    methods=("GET", "HEAD", "POST"),
    told=Told(Text("更正已锁定的填报单（表单）", "The form that amends a locked sheet"), ("table", "line")),
)
def amended(request: Visit, period: str, unit: str) -> Page | HttpResponse:
    """The form of one line, and taking it; a refusal stands above what was typed."""
    found = seen(request, period, unit)
    table, number = _line(found, request)
    if request.method != "POST":
        return _form(found, (table, number), as_it_stands(found))
    typed = from_form(found, request.POST)
    try:
        lines = do(request, "dispatch.amend", _given(found, table, number, typed), working_day())
    except Problem as problem:
        mistakes = problem.mistakes if isinstance(problem, Mistakes) else ()
        words = {name: request.POST.get(name, "") for name in ("reason", "document")}
        return _form(found, (table, number), typed, placed(mistakes, typed.places), problem, words)
    return done(request, sheet_address(period, unit), lines)


def _line(found: Sheet, request: Visit) -> tuple[str, int]:
    table, number = request.GET.get("table", ""), request.GET.get("line", "")
    if table not in TABLES or not number.isdecimal() or int(number) >= len(found.lines(table)):
        raise Http404
    return table, int(number)


def _given(found: Sheet, table: str, number: int, typed: Typed) -> dict[str, Any]:
    answer = given(found, typed)[table][number]
    known = EvidenceItem.objects.filter(key__in=answer.get("evidence", [])).values_list("key", flat=True)
    asked = {"period": found.period, "unit": found.unit, "version": found.entry.version}
    return {**asked, NAMES[table]: answer, "evidence": list(known)}


def _form(  # noqa: PLR0913, PLR0917 (a form that was refused keeps all of it)
    found: Sheet,
    place: tuple[str, int],
    typed: Typed,
    wrong: Wrong = NOTHING_WRONG,
    problem: Problem | None = None,
    words: dict[str, str] | None = None,
) -> Page:
    table, number = place
    data = {
        "period": found.period, "unit": found.unit, "table": table,
        "line": shown(found, typed, wrong)[table][number], "address": sheet_address(found.period, found.unit),
        "words": words or {"reason": "", "document": ""}, "loose": list(wrong.loose), "day": working_day(),
        "problem": None if problem is None else said_of_problem(problem),
        "evidence": [],
    }  # fmt: skip
    title = TITLE.filled(unit=found.unit, period=found.period)
    return Page("dispatch/amend.html", title, data, status=200 if problem is None else status_of(problem))
