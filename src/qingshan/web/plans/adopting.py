"""Adopting a draft: what would differ from the plan in force, what is still open, then the action of the office."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from qingshan.kernel.text import Text
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.plan.queries import decided_and_lost
from qingshan.operations.problems import MOVED_ON
from qingshan.plans.ir import Plan
from qingshan.web import problems
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import COORDINATOR
from qingshan.web.plans.records import questions
from qingshan.web.plans.views import compared, compiled_of
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

TITLE = Text("启用工作要点", "Adopt the plan")


@page(may=COORDINATOR, methods=("GET", "HEAD", "POST"), told=Told(Text("启用草稿", "Adopt a draft")))
def adopt(request: Visit, draft: int) -> HttpResponse | Page:
    """GET shows what it would change; POST makes the draft the version in force. WEB045 without reason and document."""
    found, plan = compiled_of(draft)
    if request.method == "POST":
        return _adopted(request, plan, found.version)
    period = plan.document.period
    stands = PlanNow.stands(period) if period else None
    before = Plan.from_json(stands[1]["plan"]) if stands else None
    asked = [one for one in questions(plan) if not one["is_settled"]]
    data = {
        "draft": {"pk": found.pk, "version": found.version, "title": found.title or found.name},
        "period": period,
        "counts_of_plan": {"targets": len(plan.targets), "tasks": len(plan.tasks)},
        "open": {
            "doubts": sum(one["severity"] != "note" for one in asked),
            "notes": sum(one["severity"] == "note" for one in asked),
        },
        "now": None if stands is None else stands[0],
        "is_same": before == plan,
        "lost": decided_and_lost(period, plan) if period else [],
        **(compared(before, plan) if before is not None else {"differences": [], "counts": {}}),
    }
    return Page("plans/adopt.html", TITLE, data)


def _adopted(request: Visit, plan: Plan, version: int) -> HttpResponse:
    if not all(request.POST.get(name, "").strip() for name in ("reason", "document")):
        raise problems.NEEDS_REASON.at("plan.adopt")
    if request.POST.get("version") != str(version):
        raise MOVED_ON.at("draft", version, version=request.POST.get("version", ""))
    lines = do(request, "plan.adopt", {"plan": plan.as_json(), "dropping": request.POST.getlist("dropping")})
    return done(request, reverse("plan", args=[lines[-1].key]), lines)
