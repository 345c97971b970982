"""Schemes, the table of a scheme, one score with its course, and what changed between two versions."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import Http404

from qingshan.evaluation.scoring import scheme as declared
from qingshan.evaluation.scoring.kept import AGAIN, again
from qingshan.evaluation.scoring.scheme import Scheme
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.problems import NOT_THERE
from qingshan.operations.score import queries
from qingshan.operations.score.queries import Point
from qingshan.operations.unit.names import units
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import Page, Told, check, page
from qingshan.web.permissions import NAMED, OVERSIGHT, SIGNED_IN
from qingshan.web.scores import rows
from qingshan.web.visitor import Visit
from qingshan.web.warnings.naming import as_own

TITLE = Text("考核评分", "Assessment")
DEPARTMENT = "department"


@page(may=SIGNED_IN, told=Told(TITLE))
def schemes(request: Visit) -> Page:  # noqa: ARG001 (every view is asked alike)
    """Every scheme; those by which scores are kept come first."""
    kept = queries.periods()
    found = [rows.scheme_row(one, kept.get(key, {})) for key, one in declared.schemes().items()]
    found.sort(key=lambda one: not one["kept"])
    return Page("scores/schemes.html", TITLE, {"schemes": found})


def known(key: str) -> Scheme:
    """The scheme of a key; 404 without one."""
    found = declared.schemes().get(key)
    if found is None:
        raise Http404
    return found


@page(may=SIGNED_IN, told=Told(Text("考核办法", "The rules of a scheme")))
def scheme(request: Visit, scheme: str) -> Page:  # noqa: ARG001 (every view is asked alike)
    """What a scheme asks: items, rules with their clauses, grades, inputs."""
    found = known(scheme)
    return Page("scores/scheme.html", found.label, {"scheme": rows.scheme_whole(found), "key": scheme})


@page(may=SIGNED_IN, told=Told(Text("得分表", "The scores of a scheme"), ("period", "day")))
def table(request: Visit, scheme: str) -> Page:
    """The scores of all subjects as they were computed last up to a day.

    Departments stand in the order of their names: they are not ranked. A liaison sees that of the own unit.
    """
    assert request.who is not None
    found, day = known(scheme), asked_day(request)
    periods = list(queries.periods().get(scheme, {}))
    period = request.GET.get("period") or next(iter(periods), str(day.year))
    points = queries.table(scheme, period, day)
    if found.subject == DEPARTMENT:
        points = sorted(own(points, request.who, day), key=lambda point: str(point.document["subject"]))
    data = {
        "scheme": rows.scheme_row(found, {}),
        "asked": {"period": period, "day": day},
        "periods": periods,
        "rows": [rows.brief(point, scheme, period) for point in points],
        "is_ranked": found.subject != DEPARTMENT,
        "sees_all": found.subject != DEPARTMENT or OVERSIGHT.holds(request.who, None),
    }
    return Page("scores/table.html", found.label, data, {"rows": "scores/rows.html"})


def own(points: list[Point], who: Actor, day: date) -> list[Point]:
    """The scores of departments that somebody may see."""
    if OVERSIGHT.holds(who, None):
        return points
    names = units()
    return [one for one in points if NAMED.holds(who, as_own([one.document["subject"]], who, day, names))]


def asked_day(request: Visit) -> date:
    """The day asked for; that of the desk without one, 404 for what is no day."""
    said = request.GET.get("day")
    try:
        return date.fromisoformat(said) if said else working_day()
    except ValueError as error:
        raise Http404 from error


def course_of(request: Visit, scheme: str, period: str, subject: str) -> list[Point]:
    """Every version of a score somebody may see; 404 for others and where none is kept."""
    if known(scheme).subject == DEPARTMENT and not OVERSIGHT.holds(request.who, None):
        assert request.who is not None
        check(NAMED, request.who, as_own([subject], request.who, working_day(), units()))
    try:
        return queries.course(scheme, subject, period)
    except Problem as problem:
        if problem.code is NOT_THERE:
            raise Http404 from problem
        raise


def version_of(points: list[Point], said: str | None) -> Point:
    """The version asked for, the last one without; 404 when there is no such version."""
    found = {str(point.version): point for point in points}
    if said and said not in found:
        raise Http404
    return found[said] if said else points[-1]


@page(may=SIGNED_IN, told=Told(Text("一个得分", "One score"), ("version",)))
def score(request: Visit, scheme: str, period: str, subject: str) -> Page:
    """One score: totals, every item with what each rule did and why, what more is worth, the course of the year."""
    points = course_of(request, scheme, period, subject)
    point = version_of(points, request.GET.get("version"))
    document = point.document
    anew = again(document)
    whole = {name: document[name] for name in (*rows.SUMMARY, "label", "unit", "partial", "missing", "outside", "caps")}
    data = {
        "scheme": scheme,
        "period": period,
        "score": whole,
        "version": point.version,
        "versions": [rows.brief(one, scheme, period) for one in reversed(points)],
        "items": rows.items(document, period),
        "course": rows.course(points),
        "again": {"key": anew, "label": AGAIN[anew]},
        "addresses": rows.addresses(scheme, period, subject),
    }
    return Page("scores/score.html", title(document), data)


def title(document: dict[str, Any]) -> Text:
    """Whose score it is, by which scheme."""
    label, subject = document["label"], document["subject"]
    return Text(f"{subject} · {label['zh']}", f"{subject} · {label['en']}")


@page(may=SIGNED_IN, told=Told(Text("得分前后比较", "A score before and after"), ("first", "second")))
def compare(request: Visit, scheme: str, period: str, subject: str) -> Page:
    """What changed between two versions, item by item; the last two unless others are asked for."""
    points = course_of(request, scheme, period, subject)
    before = version_of(points, request.GET.get("first") or str(points[max(0, len(points) - 2)].version))
    after = version_of(points, request.GET.get("second"))
    found = queries.between(scheme, subject, period, before.version, after.version)
    data = {
        "versions": [rows.brief(one, scheme, period) for one in points],
        "before": rows.brief(before, scheme, period),
        "after": rows.brief(after, scheme, period),
        "items": [rows.difference(one) for one in found.items],
        "inputs": [{**asdict(one), **_named(scheme, one.name)} for one in found.inputs],
        "scheme_changed": found.scheme_changed,
        "unit": after.document["unit"],
        "addresses": rows.addresses(scheme, period, subject),
    }
    return Page("scores/compared.html", title(after.document), data)


def _named(scheme: str, name: str) -> dict[str, Any]:
    found = known(scheme)
    if name not in found.reads():
        return {"label": name, "unit": ""}
    named = found.named(name)
    return {"label": named.label, "unit": named.unit}
