"""The list of targets, and one page a target: what is asked, how it stands, on what it rests, which tasks serve it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404
from django.urls import reverse

from qingshan.kernel.text import Text
from qingshan.reports.targets import WORST_FIRST
from qingshan.web import duties
from qingshan.web.evaluations.models import Finished, TargetRow
from qingshan.web.evaluations.views import said_of
from qingshan.web.evaluations.wanted import newest
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.states import STATES
from qingshan.web.targets.twin import OneTarget, TargetList
from qingshan.web.visitor import Visit

TITLE = Text("目标", "Targets")
REALMS = {
    "air": Text("空气", "air"),
    "water": Text("水", "water"),
    "reported": Text("部门填报", "reported by departments"),
    "": Text("指标库中没有", "not in the registry"),
}
FILTERS = ("state", "realm", "area")


@page(may=SIGNED_IN, told=Told(TITLE, (*FILTERS, "q"), TargetList))
def targets(request: Visit) -> Page:
    """Every target of the newest evaluation; filtered by state, kind of data, area and words."""
    finished = newest()
    rows = [] if finished is None else list(finished.rows.values_list("row", flat=True))
    asked = {name: request.GET.get(name, "") for name in (*FILTERS, "q")}
    data = {
        "evaluation": None if finished is None else said_of(finished),
        "asked": asked,
        "choices": choices(rows),
        "rows": [shown(row) for row in rows if matches(row, asked)],
        "total": len(rows),
    }
    return Page("targets/list.html", TITLE, data, parts={"rows": "targets/rows.html"})


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the address of its own page."""
    return {**row, "address": reverse("target", kwargs={"target": row["target"], "area": row["area"]})}


def matches(row: dict[str, Any], asked: dict[str, str]) -> bool:
    """Whether a row is among those asked for; an empty filter lets everything through."""
    own = {"state": row["standing"], "realm": row["realm"] or "none", "area": row["area"]}
    if any(asked[name] and own[name] != asked[name] for name in FILTERS):
        return False
    name = row["name"] if isinstance(row["name"], str) else " ".join(row["name"].values())
    return asked["q"].strip().lower() in f"{row['path']} {name} {row['area']}".lower()


def choices(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What the filters offer: only what occurs, the bad states first."""
    states = Counter(row["standing"] for row in rows)
    realms, areas = (sorted({row[name] for row in rows}) for name in ("realm", "area"))
    return {
        "state": [{"key": key, "label": STATES[key].label, "count": states[key]} for key in WORST_FIRST if states[key]],
        "realm": [{"key": key or "none", "label": REALMS.get(key, Text(key, key))} for key in realms],
        "area": [{"key": key, "label": key} for key in areas],
    }


@page(may=SIGNED_IN, told=Told(Text("一个目标", "One target"), twin=OneTarget))
def target(request: Visit, target: str, area: str) -> Page:  # noqa: ARG001 (every view is asked alike)
    """One target in one area group."""
    finished = newest()
    found = None if finished is None else finished.rows.filter(target=target, area=area).first()
    if finished is None or found is None:
        raise Http404
    row, detail = found.row, found.detail
    data = {
        "evaluation": said_of(finished),
        "row": row,
        **{name: detail["sentence"][name] for name in ("quote", "section", "units", "evidence", "reasons")},
        "course": detail["course"],
        "tasks": _serving(finished, target),
        "others": _others(finished, found),
    }
    return Page("targets/target.html", _title(row), data)


def _title(row: dict[str, Any]) -> Text:
    name = row["name"] if isinstance(row["name"], dict) else {"zh": row["name"], "en": row["name"]}
    return Text(f"{name['zh']} · {row['area']}", f"{name['en']} · {row['area']}")


def _serving(finished: Finished, target: str) -> Sequence[dict[str, Any]]:
    """The tasks that serve a target, with how they stand on the day of the evaluation."""
    return [
        duties.said_of(duty, found)
        for duty, found in duties.standing_tasks(finished.plan, finished.as_of)
        if any(one.target == target for one in duty.serves)
    ]


def _others(finished: Finished, found: TargetRow) -> list[dict[str, Any]]:
    """The same target in its other area groups."""
    others = finished.rows.filter(target=found.target).exclude(pk=found.pk).values_list("row", flat=True)
    return [shown(row) for row in others]
