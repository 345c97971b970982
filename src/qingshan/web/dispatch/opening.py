"""Opening a month: what would be asked of whom, by the plan in force and the lake; a person names who reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from qingshan.evaluation.dispatch.asking import FigureLine, month_of, tasks_asked
from qingshan.kernel.text import Text
from qingshan.observations.store.lake import Lake
from qingshan.operations.dispatch.lacking import lacking
from qingshan.operations.dispatch.sheets import sheets
from qingshan.operations.plan.in_force import PLAN
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.problems import NOT_THERE
from qingshan.operations.unit.names import units
from qingshan.web import duties
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import COORDINATOR
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

TITLE = Text("开展月调度", "Open a month")
REPORTER = "reporter-"
LEVEL = "reporter"


@page(may=COORDINATOR, methods=("GET", "HEAD", "POST"), told=Told(TITLE, ("period", "plan")))
def opened(request: Visit) -> Page | HttpResponse:
    """What a month would ask; posted, it is asked."""
    asked = request.POST if request.method == "POST" else request.GET
    period = asked.get("period") or _usual()
    month_of(period)
    year = asked.get("plan") or _plan_for(period)
    named = {key.removeprefix(REPORTER): asked.get(key, "").strip() for key in asked if key.startswith(REPORTER)}
    lines = _lacking(period, {key: name for key, name in named.items() if name}, year)
    if request.method == "POST":
        figures = [{LEVEL: one.reporter, **one.as_json()} for one in lines if one.reporter]
        done_lines = do(request, "dispatch.open", {"period": period, "figures": figures, "plan": year}, working_day())
        return done(request, reverse("dispatch-month", kwargs={"period": period}), done_lines)
    return Page("dispatch/open.html", TITLE, _preview(period, year, lines))


def _usual() -> str:
    """The month before the one the desk works in."""
    return f"{working_day().replace(day=1) - timedelta(days=1):%Y-%m}"


def _plan_for(period: str) -> str:
    """The plan of the year of the month, or the latest there is. OPS013 without any plan."""
    years = list(PlanNow.objects.order_by("-key").values_list("key", flat=True))
    if not years:
        raise NOT_THERE.at(PlanNow.KIND, "", what=PLAN)
    return period[:4] if period[:4] in years else str(years[0])


def _lacking(period: str, reporters: dict[str, str], year: str) -> tuple[FigureLine, ...]:
    """Nothing is known to be lacking where the desk has no lake."""
    return lacking(Lake.open(settings.LAKE), period, reporters, year) if settings.LAKE else ()


def _preview(period: str, year: str, lines: Sequence[FigureLine]) -> dict[str, Any]:
    day: date = working_day()
    asked = tasks_asked([duty for duty, _ in duties.standing_tasks(year, day)], duties.decided(year, day), {})
    known = units()
    have = {known.name_now(one.unit, day) for one in sheets(f"{period} ")}
    figures = {unit: sum(one.reporter == unit for one in lines) for unit in {one.reporter for one in lines} - {""}}
    rows = [
        {"unit": unit, "tasks": len(asked.get(unit, ())), "figures": figures.get(unit, 0), "has_sheet": unit in have}
        for unit in sorted({*asked, *figures})
    ]
    return {
        "period": period, "year": year, "years": list(PlanNow.objects.order_by("-key").values_list("key", flat=True)),
        "rows": rows, "new": sum(not row["has_sheet"] for row in rows), "indicators": _indicators(lines),
        "units": sorted({*asked, *figures}), "has_lake": settings.LAKE is not None,
    }  # fmt: skip


def _indicators(lines: Sequence[FigureLine]) -> list[dict[str, Any]]:
    """The lacking figures by indicator, those that nobody reports first."""
    found: dict[str, list[FigureLine]] = {}
    for one in lines:
        found.setdefault(one.indicator, []).append(one)
    rows = [
        {
            "key": key, "name": own[0].name, "reporter": next((one.reporter for one in own if one.reporter), ""),
            "places": [f"{one.area} {one.period}" for one in own], "last": own[-1].last,
        }
        for key, own in found.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: bool(row["reporter"]))
