"""What the x-ray found, gravest first, and its rules."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.xray import rule as declared
from qingshan.kernel.clock import BEIJING
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.web import links
from qingshan.web.evaluations.models import TargetRow
from qingshan.web.evaluations.views import newest_job
from qingshan.web.evaluations.wanted import newest, wanted
from qingshan.web.pages import Page, Told, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import BACKGROUND_JOBS, OVERSIGHT
from qingshan.web.visitor import Visit
from qingshan.web.xray import work
from qingshan.web.xray.models import Last

TITLE, RULES = Text("体检", "X-ray"), Text("体检规则", "Rules of the x-ray")
FILTERS = ("severity", "code")
TASK = "K-"
"""How the keys of tasks begin."""


@page(may=OVERSIGHT, told=Told(TITLE, (*FILTERS, "q", PART)))
def findings(request: Visit) -> Page:
    """What was found when it was last looked over; filtered by severity, rule and words."""
    last, may_run = Last.objects.order_by("-plan").first(), BACKGROUND_JOBS.holds(request.who, None)
    listed = [] if last is None else last.found
    asked = {name: request.GET.get(name, "") for name in (*FILTERS, "q")}
    shown, paging = part_of(request, [one for one in listed if matches(one, asked)])
    pages = target_pages() if shown else {}
    data = {
        "last": None if last is None else said_of(last),
        "asked": asked,
        "choices": choices(listed),
        "rows": [{**one, "where": where(one["place"]), "address": address(one["place"], pages)} for one in shown],
        "paging": paging,
        "total": len(listed),
        "rules": len(declared.rules()),
        "job": newest_job("look_over") if may_run else None,
        "may_run": may_run,
    }
    return Page("xray/list.html", TITLE, data, {"rows": "xray/rows.html", "job": "xray/job.html"})


def said_of(last: Last) -> dict[str, Any]:
    """What the page says of the x-ray it shows, and whether plan, data or day have changed since."""
    asked = wanted()
    now = None if asked is None else (asked.plan, asked.plan_version, asked.as_of, asked.data)
    is_behind = now is not None and now != (last.plan, last.plan_version, last.as_of, last.data)
    at = f"{last.finished_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return {"as_of": last.as_of, "finished_at": at, "version": last.plan_version, "is_behind": is_behind}


def matches(one: dict[str, Any], asked: dict[str, str]) -> bool:
    """Whether a finding is among those asked for."""
    if any(asked[name] and one[name] != asked[name] for name in FILTERS):
        return False
    words = f"{one['place']} {one['found']['zh']} {one['found']['en']}".lower()
    return asked["q"].strip().lower() in words


def choices(found: list[dict[str, Any]]) -> dict[str, Any]:
    """What the filters offer: only what occurs, with how often."""
    severities, codes = Counter(one["severity"] for one in found), Counter(one["code"] for one in found)
    labels = {one["code"]: one["label"] for one in found}
    return {
        "severity": [
            {"key": key, "label": label, "count": severities[key]} for key, label in declared.SEVERITIES.items()
        ],
        "code": [{"key": key, "label": labels[key], "count": codes[key]} for key in sorted(labels)],
    }


def target_pages() -> dict[str, str]:
    """The page of each target by its id and by id and area, as findings name them."""
    finished = newest()
    pages: dict[str, str] = {}
    for target, area in TargetRow.objects.filter(evaluation=finished).values_list("target", "area"):
        found = links.of_target(target, area)
        if found:
            pages.setdefault(target, found)
            pages[f"{target} {area}"] = found
    return pages


def where(place: str) -> Text:
    """A place as readers name it: ledgers and indicators by their labels."""
    first, _, rest = place.partition(" ")
    known = ledgers().get(first) or indicators().get(first)
    return Text(place, place) if known is None else Text(f"{known.label.zh} {rest}", f"{known.label.en} {rest}")


def address(place: str, targets: dict[str, str]) -> str | None:
    """The page of the target, the task, or the entry of a ledger that a finding names."""
    ledger, _, key = place.partition(" ")
    if ledger in ledgers() and key:
        return links.address("ledger-entry", ledger=ledger, key=key)
    if place.startswith(TASK):
        return links.address("task", key=ledger)
    return targets.get(place)


@page(may=BACKGROUND_JOBS, methods=("POST",))
def run(request: Visit) -> HttpResponse:  # noqa: ARG001 (every view is asked alike)
    """Ask for an x-ray; the worker makes it."""
    work.ask()
    return HttpResponseRedirect(reverse("xray"))


@page(may=OVERSIGHT, told=Told(RULES))
def rules(request: Visit) -> Page:  # noqa: ARG001 (every view is asked alike)
    """Every rule by its number, with the way out."""
    known = [
        {"code": one.code, "severity": one.severity, "label": one.label, "fix": one.fix}
        for one in declared.rules().values()
    ]
    return Page("xray/rules.html", RULES, {"rules": known})
