"""The plans in force and their versions; drafts: brought, read, shown with the text beside the records."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import msgspec
import yaml
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from qingshan.kernel.clock import BEIJING
from qingshan.kernel.text import Text
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.plan.queries import Version, plan_version, versions
from qingshan.plans.compare import Difference, Field, differences
from qingshan.plans.ir import Plan
from qingshan.web import problems
from qingshan.web.pages import Page, Told, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import COORDINATOR, SIGNED_IN
from qingshan.web.plans import documents, drafts, work
from qingshan.web.plans.models import Draft
from qingshan.web.plans.records import decisions, shown
from qingshan.web.plans.words import FIELDS, said
from qingshan.web.remembered import Remembered
from qingshan.web.visitor import Visit

TITLE = Text("工作要点", "Work plans")
DRAFT = Text("草稿：{title}", "Draft: {title}")
COMPARE = Text("{period} 年工作要点：第 {old} 版与第 {new} 版", "Plan of {period}: version {old} and version {new}")
SHOWN = 50
TASKS = 200
"""Tasks on one page of a plan in force; few plans have as many."""
_versions: Remembered[Plan] = Remembered((PlanNow.KIND,))
MEGABYTE = 1024 * 1024
BRIEF = ("pk", "name", "title", "period", "brought_by", "brought_at", "version", "sha256", "text_sha256", "problem")


@page(may=SIGNED_IN, told=Told(TITLE, ("page",)))
def plans(request: Visit) -> Page:
    """The plan of each year in force; for a coordinator the drafts, and where a document is brought."""
    in_force = [_in_force(*row) for row in PlanNow.objects.order_by("-key").values_list("key", "version", "document")]
    is_coordinator = COORDINATOR.holds(request.who, None)
    number = _number(request.GET.get("page"), 1)
    briefs = Draft.objects.values(*BRIEF)[(number - 1) * SHOWN : number * SHOWN + 1]
    found = list(briefs) if is_coordinator else []
    data = {
        "in_force": in_force,
        "may_draft": is_coordinator,
        "drafts": [_brief(row, {one["sha256"] for one in in_force}) for row in found[:SHOWN]],
        "page": number,
        "has_more": len(found) > SHOWN,
        "most": documents.LARGEST // MEGABYTE,
    }
    return Page("plans/plans.html", TITLE, data)


@page(may=SIGNED_IN, told=Told(Text("一年的工作要点", "The plan of a year"), ("version", PART)))
def plan(request: Visit, period: str) -> Page:
    """The plan of a year, in force or an earlier version; its text where it was brought to this desk."""
    known = versions(period)
    if not known:
        raise Http404
    asked = _among(known, request.GET.get("version"), known[0])
    found = _versions.get((period, asked.version), lambda: plan_version(period, asked.version))
    tasks, paging = part_of(request, found.tasks, TASKS)
    text = Draft.objects.filter(text_sha256=found.document.text_sha256).values_list("pk", "text").first()
    is_coordinator = COORDINATOR.holds(request.who, None)
    data = {
        "period": period,
        "version": _version(asked),
        "is_in_force": asked is known[0],
        "versions": [_version(one) for one in known],
        "draft": text[0] if text is not None and is_coordinator else None,
        **shown(found, None if text is None else text[1], tasks),
        "paging": paging,
    }
    title = found.document.title or period
    return Page("plans/plan.html", Text(title, title), data)


@page(may=SIGNED_IN, told=Told(Text("两个版本的比较", "Two versions compared"), ("from", "to")))
def compare(request: Visit, period: str) -> Page:
    """Two versions of one year: targets and tasks added, removed, changed field by field; the last two if not asked."""
    known = versions(period)
    if not known:
        raise Http404
    newer = _among(known, request.GET.get("to"), known[0])
    older = _among(known, request.GET.get("from"), known[min(1, len(known) - 1)])
    sides = plan_version(period, older.version), plan_version(period, newer.version)
    data = {
        "period": period,
        "versions": [_version(one) for one in known],
        "older": _version(older),
        "newer": _version(newer),
        **compared(*sides),
    }
    title = COMPARE.filled(period=period, old=older.version, new=newer.version)
    return Page("plans/compare.html", title, data, parts={"differences": "plans/differences.html"})


@page(may=COORDINATOR, methods=("POST",))
def bring(request: Visit) -> HttpResponse:
    """A document becomes a draft: read at once where it is short, else by a job."""
    file = request.FILES.get("file")
    if file is None or request.who is None:
        raise problems.NO_FILE.at("file")
    if (file.size or 0) > documents.LARGEST:
        raise documents.too_large(file.name or "", documents.BYTES, file.size or 0, documents.LARGEST)
    made = drafts.bring(file.name or "", file.read(), request.who)
    if made.compiled is None:
        work.ask(made)
    return HttpResponseRedirect(reverse("draft", args=[made.pk]))


@page(may=COORDINATOR, told=Told(Text("草稿", "A draft")))
def draft(request: Visit, draft: int) -> Page:  # noqa: ARG001 (every view is asked alike)
    """Left the text, right the records; while it is being compiled, that."""
    return draft_page(draft_of(draft))


@page(may=COORDINATOR, methods=("POST",))
def recompile(request: Visit, draft: int) -> HttpResponse:  # noqa: ARG001 (every view is asked alike)
    """Read the document again, with the grammar of today; what was decided stands."""
    work.ask(draft_of(draft))
    return HttpResponseRedirect(reverse("jobs"))


@page(
    may=COORDINATOR,
    told=Told(
        Text("草稿上的决定（文件）", "What was decided on a draft, as a file"), media="application/yaml; charset=utf-8"
    ),
)
def overlay_file(request: Visit, draft: int) -> HttpResponse:  # noqa: ARG001 (every view is asked alike)
    """The decisions as the file that the command line reads beside the document."""
    entries = [msgspec.to_builtins(one) for one in drafts.entries_of(draft_of(draft))]
    written = yaml.safe_dump({"entries": entries}, allow_unicode=True, sort_keys=False)
    headers = {"Content-Disposition": 'attachment; filename="plan.overlay.yaml"'}
    return HttpResponse(written, content_type="application/yaml; charset=utf-8", headers=headers)


def draft_of(key: int) -> Draft:
    """The draft of that number; 404 where there is none."""
    found = Draft.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def compiled_of(key: int) -> tuple[Draft, Plan]:
    """The same with its plan as decided; WEB046 before it is compiled."""
    found = draft_of(key)
    if found.compiled is None:
        raise problems.NOT_COMPILED.at(found.name)
    return found, drafts.plan_of(found)


def draft_page(found: Draft) -> Page:
    """A draft as it stands."""
    about = {name: getattr(found, name) for name in ("name", "size", "brought_by", "unit", "version", "problem")}
    data: dict[str, Any] = {"draft": {"pk": found.pk, "brought_at": _at(found.brought_at), **about}}
    title = DRAFT.filled(title=found.title or found.name)
    if found.compiled is None:
        return Page("plans/waiting.html", title, data, parts={"waiting": "plans/waiting_part.html"})
    made = drafts.plan_of(found)
    data |= shown(made, found.text)
    data["decisions"] = decisions(drafts.entries_of(found), made)
    data["clear"] = [one["id"] for one in (*data["targets"], *data["tasks"]) if one["state"] == "plan_clear"]
    return Page("plans/draft.html", title, data, parts={"records": "plans/records.html"})


def compared(before: Plan, after: Plan) -> dict[str, Any]:
    """What differs, as pages show it."""
    found = differences(before, after)
    counts = {f"{kind}_{what}": 0 for kind in ("target", "task") for what in ("added", "removed", "changed")}
    for one in found:
        counts[f"{one.kind}_{one.what}"] = counts.get(f"{one.kind}_{one.what}", 0) + 1
    return {"differences": [_difference(one) for one in found], "counts": counts}


def _difference(one: Difference) -> dict[str, Any]:
    told = {"kind": one.kind, "what": one.what, "key": one.key, "label": one.label, "state": f"plan_{one.what}"}
    return {**told, "fields": [_field(field) for field in one.fields]}


def _field(field: Field) -> dict[str, Any]:
    sides = {"before": said(field.name, field.before), "after": said(field.name, field.after)}
    return {"name": field.name, "label": FIELDS[field.name], **sides}


def _in_force(period: str, version: int, document: Any) -> dict[str, Any]:
    heading = document["plan"]["document"]
    counts = {name: len(document["plan"][name]) for name in ("targets", "tasks")}
    about = {name: heading[name] for name in ("title", "issuer", "issued_on", "sha256")}
    return {"period": period, "version": version, **about, **counts}


def _brief(row: dict[str, Any], in_force: set[str]) -> dict[str, Any]:
    state = "plan_adopted" if row["sha256"] in in_force else "plan_draft"
    if not row["text_sha256"]:
        state = "FAILED" if row["problem"] else "READY"
    about = {name: row[name] for name in ("pk", "name", "title", "period", "brought_by", "version")}
    return {**about, "brought_at": _at(row["brought_at"]), "state": state}


def _version(one: Version) -> dict[str, Any]:
    return {**asdict(one), "at": _at(datetime.fromisoformat(one.at))}


def _among(known: list[Version], asked: str | None, otherwise: Version) -> Version:
    if not asked:
        return otherwise
    found = next((one for one in known if str(one.version) == asked), None)
    if found is None:
        raise Http404
    return found


def _number(asked: str | None, otherwise: int) -> int:
    return int(asked) if asked and asked.isascii() and asked.isdigit() and int(asked) else otherwise


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
