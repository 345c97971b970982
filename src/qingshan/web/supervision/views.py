"""Matters under supervision, one matter, and the printable document of one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.log.past import lines
from qingshan.operations.problems import NOT_THERE
from qingshan.operations.supervision.matter import named
from qingshan.operations.supervision.models import Supervision
from qingshan.operations.supervision.queries import supervised
from qingshan.operations.supervision.stored import Supervised, standing
from qingshan.operations.unit.names import units
from qingshan.operations.warning.models import WarningNow
from qingshan.operations.warning.stored import standing as standing_warning
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import Page, Told, check, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import NAMED, OVERSIGHT, SIGNED_IN
from qingshan.web.supervision import rows
from qingshan.web.visitor import Visit
from qingshan.web.warnings.naming import as_own

TITLE = Text("督办", "Supervision")
FILTERS = ("state", "step", "unit")


@page(may=SIGNED_IN, told=Told(TITLE, (*FILTERS, PART)))
def matters(request: Visit) -> Page:
    """Every matter on which a step was taken, the most pressing answer first."""
    who, day = request.who, working_day()
    assert who is not None
    known, sees_all = units(), OVERSIGHT.holds(who, None)
    found = [one for one in supervised(day).values() if one.taken]
    found = [one for one in found if sees_all or NAMED.holds(who, as_own(addressed(one), who, day, known))]
    about = rows.about([one.matter for one in found], day)
    listed = sorted((rows.summary(one, about[one.matter], day) for one in found), key=_pressing_first)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    shown, paging = part_of(request, [row for row in listed if matches(row, asked)])
    data = {"day": day, "asked": asked, "choices": rows.choices(listed), "rows": shown, "paging": paging}
    return Page("supervision/matters.html", TITLE, {**data, "total": len(listed)}, {"rows": "supervision/rows.html"})


def _pressing_first(row: dict[str, Any]) -> tuple[int, str, str]:
    return rows.PRESSING.index(row["state"]), str(row["by_day"] or "9"), row["matter"]


def matches(row: dict[str, Any], asked: dict[str, str]) -> bool:
    """Whether a matter is among those asked for."""
    if any(asked[name] and row[name] != asked[name] for name in ("state", "step")):
        return False
    return not asked["unit"] or asked["unit"] in row["units"]


def addressed(stood: Supervised) -> set[str]:
    """The units that steps address."""
    return {unit for one in stood.taken for unit in one.units if unit}


@page(may=SIGNED_IN, told=Told(Text("一件督办事项", "One matter of supervision")))
def matter(request: Visit, matter: str) -> Page:
    """One matter: what it is about, its steps and answers, what may be done now."""
    who, day = request.who, working_day()
    assert who is not None
    key = seen(matter, who, day)
    told = rows.about([key], day)[key]
    data = {"about": told, "supervision": rows.matter(key, who, day), "day": day}
    return Page(
        "supervision/matter.html", Text(f"督办 · {told['label'].zh}", f"Supervision · {told['label'].en}"), data
    )


def seen(matter: str, who: Actor, day: date) -> str:
    """The key of a matter somebody may see: 404 for others and for one the office has not."""
    try:
        key = named(matter, day)
    except Problem as problem:
        if problem.code is NOT_THERE:
            raise Http404 from problem
        raise
    check(NAMED, who, as_own(concerned(key), who, day, units()))
    return key


def concerned(key: str) -> set[str]:
    """The units that a matter's steps address, that a warning names, or that the matter is."""
    kind, _, name = key.partition(" ")
    found = addressed(standing(key, None)[1])
    if kind == WarningNow.KIND:
        found |= set(standing_warning(name).alert.units)
    return found | ({name} if kind == "unit" else set())


@page(may=SIGNED_IN, told=Told(Text("督办文书", "The document of a measure")))
def document(request: Visit, place: int, matter: str) -> Page:
    """The document of one step, to be printed."""
    who, day = request.who, working_day()
    assert who is not None
    key = seen(matter, who, day)
    stood = standing(key, None)[1]
    if not 1 <= place <= len(stood.taken):
        raise Http404
    shown = {one["place"]: one for one in rows.steps(stood, who, day)}[place]
    record = next((line for line in lines(Supervision.KIND, key) if len(line.after["taken"]) == place), None)
    number = next((field["value"] for field in shown["fields"] if field["name"] == "number"), "")
    data = {
        "about": rows.about([key], day)[key],
        "step": shown,
        "number": number,
        "record": None if record is None else {"number": record.number, "unit": record.unit},
        "basis": basis(key),
    }
    return Page("supervision/document.html", shown["label"], data)


def basis(key: str) -> dict[str, Any] | None:
    """What a warning found and by which source, for the document to rest on."""
    kind, _, name = key.partition(" ")
    if kind != WarningNow.KIND:
        return None
    alert = standing_warning(name).alert
    return {"explanation": alert.explanation, "source": alert.source, "key": name}
