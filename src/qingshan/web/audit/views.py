"""The records of the log, filtered; one record with what changed; the last verification of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from qingshan.kernel.clock import BEIJING
from qingshan.kernel.text import Text
from qingshan.operations.action import actions
from qingshan.operations.log.canonical import Line, line_of
from qingshan.operations.log.chain import anchor
from qingshan.operations.log.models import Record
from qingshan.web.audit import work
from qingshan.web.audit.models import Verified
from qingshan.web.audit.said import KINDS, kind_said, state_said, value_said
from qingshan.web.audit.twin import LogList
from qingshan.web.evaluations.views import newest_job
from qingshan.web.pages import Page, Told, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import AUDITORS
from qingshan.web.visitor import Visit

TITLE = Text("办理日志", "Log")
ONE = Text("第 {number} 号记录", "Record {number}")
VERIFIED = Text("核验日志", "The log verified")
COLUMNS = ("number", "at", "day", "actor", "unit", "action", "kind", "key", "version", "state", "reason", "document")
EXACT = ("kind", "actor", "unit")
LEAST, MOST = date.min, date.max


@page(may=AUDITORS, told=Told(TITLE, (*EXACT, "key", "since", "until", PART), LogList))
def log(request: Visit) -> Page:
    """The newest first; filtered by kind, person, unit, day and the beginning of a key."""
    asked = {name: request.GET.get(name, "").strip() for name in (*EXACT, "key", "since", "until")}
    rows, paging = part_of(request, _found(asked).order_by("-number").values(*COLUMNS))
    labels = {key: action.label for key, action in actions().items()}
    data = {
        "asked": asked,
        "kinds": [{"key": key, "label": kind_said(key)} for key in KINDS],
        "rows": [{**row, **_words(row), "label": labels.get(row["action"].partition(":")[0])} for row in rows],
        "paging": paging,
    }
    return Page("audit/log.html", TITLE, data, parts={"rows": "audit/rows.html"})


def _words(row: Mapping[str, Any]) -> dict[str, Text]:
    return {"kind": kind_said(row["kind"]), "state": state_said(row["kind"], row["key"], row["state"])}


def _found(asked: dict[str, str]) -> QuerySet[Record]:
    exact = {name: asked[name] for name in EXACT if asked[name]}
    days = {"day__gte": _day(asked["since"], LEAST), "day__lte": _day(asked["until"], MOST)}
    return Record.objects.filter(**exact, **days, key__contains=asked["key"])


def _day(asked: str, otherwise: date) -> date:
    """The day of a filter; what is none filters nothing."""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return otherwise


@page(may=AUDITORS, told=Told(Text("一条日志记录", "One record of the log")))
def record(request: Visit, number: int) -> Page:  # noqa: ARG001 (every view is asked alike)
    """One record: everything it says, and part by part what was before and after."""
    stored = Record.objects.filter(number=number).values_list("stored", "hash").first()
    if stored is None:
        raise Http404
    line = line_of(bytes(stored[0]))
    said = {name: getattr(line, name) for name in (*COLUMNS, "role")}
    said |= {**_words(said), "at": line.at[:19].replace("T", " ")}
    data = {"record": said, "evidence": list(line.evidence), "hash": bytes(stored[1]).hex(), "parts": _parts(line)}
    return Page("audit/record.html", ONE.filled(number=number), data)


def _parts(line: Line) -> list[dict[str, Any]]:
    """What changed: the parts that ``before`` names, as they were and as they are; all of a new subject."""
    before, after = line.before or {}, line.after or {}
    names = sorted(before or after)
    values = ((name, value_said(before.get(name)), value_said(after.get(name))) for name in names)
    return [{"name": name, "before": was, "after": now} for name, was, now in values]


@page(may=AUDITORS, told=Told(VERIFIED))
def verified(request: Visit) -> Page:  # noqa: ARG001 (every view is asked alike)
    """What the last verification found, and how one that is going on fares."""
    last = Verified.objects.order_by("-pk").first()
    data = {
        "passes": [] if last is None else last.passes,
        "anchor": "" if last is None else last.anchor,
        "at": None if last is None else f"{last.finished_at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}",
        "is_behind": last is not None and last.anchor != str(anchor() or ""),
        "job": newest_job("verify_log"),
    }
    return Page("audit/verified.html", VERIFIED, data, {"job": "audit/job.html"})


@page(may=AUDITORS, methods=("POST",))
def verify(request: Visit) -> HttpResponse:  # noqa: ARG001 (every view is asked alike)
    """Ask for a verification; the worker makes it."""
    work.ask()
    return HttpResponseRedirect(reverse("log-verified"))
