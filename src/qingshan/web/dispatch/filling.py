"""Handing in a sheet, from the form of the page or the Excel form; whatever was typed stays when it is refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from qingshan.evaluation.dispatch.filling import HandedIn, Mistakes
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.operations.dispatch import form
from qingshan.operations.dispatch.answers import filled
from qingshan.operations.dispatch.sheets import Sheet
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.web.dispatch.lines import Typed, as_it_stands, from_form, from_rows, given, placed
from qingshan.web.dispatch.views import Tried, seen, sheet_address, shown_sheet
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.evidence.uploads import uploaded
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import LIAISON, SIGNED_IN
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

MOST = 5
"""Megabytes of an Excel form."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(may=LIAISON, methods=("POST",))
def submitted(request: Visit, period: str, unit: str) -> Page | HttpResponse:
    """Hand in what was typed. ``again`` only shows the form anew, with evidence that was brought meanwhile."""
    found = seen(request, period, unit)
    typed = from_form(found, request.POST)
    if "again" in request.POST:
        return shown_sheet(request, found, Tried(typed))
    return _handed_in(request, found, typed)


@page(may=LIAISON, methods=("POST",))
def brought(request: Visit, period: str, unit: str) -> Page | HttpResponse:
    """Hand in a filled Excel form. Its mistakes are shown at their lines, and can be mended in the page."""
    found = seen(request, period, unit)
    typed = as_it_stands(found)
    try:
        with uploaded(request, "file", ["xlsx"], MOST) as path:
            tasks, figures = form.read(path, found)
            typed = from_rows(found, {"tasks": tasks, "figures": figures})
            filled(found, tasks, figures, HandedIn(found.unit, working_day(), tuple(_entered(typed))))
    except Mistakes as mistakes:
        return shown_sheet(request, found, Tried(typed, placed(mistakes.mistakes, typed.places), mistakes))
    except Problem as problem:
        return shown_sheet(request, found, Tried(typed, problem=problem))
    return _handed_in(request, found, typed)


def _handed_in(request: Visit, found: Sheet, typed: Typed) -> Page | HttpResponse:
    version = request.POST.get("version", "")
    asked = {
        "period": found.period, "unit": found.unit, **given(found, typed), "evidence": _entered(typed),
        "version": int(version) if version.isdecimal() else found.entry.version,
    }  # fmt: skip
    try:
        lines = do(request, "dispatch.submit", asked, working_day())
    except Mistakes as mistakes:
        return shown_sheet(request, found, Tried(typed, placed(mistakes.mistakes, typed.places), mistakes))
    except Problem as problem:
        return shown_sheet(request, found, Tried(typed, problem=problem))
    return done(request, sheet_address(found.period, found.unit), lines)


def _entered(typed: Typed) -> list[str]:
    """The named keys that are entered; of others the line itself says that there is no such evidence."""
    known = set(EvidenceItem.objects.filter(key__in=typed.evidence).values_list("key", flat=True))
    return [key for key in typed.evidence if key in known]


@page(may=SIGNED_IN, told=Told(Text("填报单（Excel）", "A sheet as a workbook"), media=XLSX))
def form_file(request: Visit, period: str, unit: str) -> HttpResponse:
    """The Excel form of a sheet with what is known and was said."""
    found = seen(request, period, unit)
    with tempfile.TemporaryDirectory(prefix="qingshan-") as folder:
        path = Path(folder) / "form.xlsx"
        form.write(path, found)
        answered = HttpResponse(path.read_bytes(), content_type=XLSX)
    name = f"{found.period} {found.unit}.xlsx"
    answered["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answered["Cache-Control"] = "private, no-cache"
    return answered
