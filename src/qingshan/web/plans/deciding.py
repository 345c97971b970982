"""A person's decisions on the records of a draft, each an entry of its overlay, each to be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, get_args

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from qingshan.evaluation.indicator import indicators
from qingshan.kernel.clock import today
from qingshan.kernel.text import Text
from qingshan.plans import overlay
from qingshan.plans.compare import fields_of
from qingshan.plans.ir import Comparator, Plan, Rule, Target, Task
from qingshan.plans.overlay import Entry
from qingshan.web import problems
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import COORDINATOR
from qingshan.web.plans import corrections, documents, drafts, records
from qingshan.web.plans.corrections import Asked
from qingshan.web.plans.models import Draft
from qingshan.web.plans.views import compiled_of, draft_page
from qingshan.web.plans.words import FIELDS, HOW, ROLES, RULES, SIGNS, said
from qingshan.web.visitor import Visit

ADD = Text("补录目标", "Add a target")
DOCUMENT = Text("文件信息", "About the document")
MERGE = Text("合并单位", "Merge units")
BLANK_ROWS = 2
BOTH = ("GET", "HEAD", "POST")
AROUND = 60
"""Characters of the text shown around a place where a target is added."""


@page(may=COORDINATOR, told=Told(Text("草稿中的一条记录", "One record of a draft")))
def record(request: Visit, draft: int, record: str) -> Page:  # noqa: ARG001 (every view is asked alike)
    """One record: its sentence, what is asked about it, what was decided, and the forms that decide."""
    found, plan = compiled_of(draft)
    one = records.record_of(plan, record)
    if one is None:
        raise Http404
    asked = [each for each in records.questions(plan) if one.id in each["records"]]
    name = one.indicator.name if isinstance(one, Target) else one.heading
    data = {
        "draft": _brief(found),
        "kind": "target" if isinstance(one, Target) else "task",
        "id": one.id,
        "path": one.path,
        "quote": one.quote if isinstance(one, Target) else one.text,
        "is_added": one.end <= one.start,
        "questions": asked,
        "decisions": [each for each in _decisions(found, plan) if each["record"] == one.id],
        "fields": _fields(one),
        "form": _target_form(one) if isinstance(one, Target) else _task_form(one),
        "choices": choices(),
    }
    return Page("plans/record.html", Text(f"{one.id} {name}", f"{one.id} {name}"), data)


@page(may=COORDINATOR, methods=("POST",))
def decide(request: Visit, draft: int) -> HttpResponse | Page:
    """Accept, correct, set a threshold, supersede or remove; ``record`` may be given more than once to accept."""
    found, plan = compiled_of(draft)
    asked = _asked(request)
    wanted = [one for key in request.POST.getlist("record") if (one := records.record_of(plan, key)) is not None]
    if not wanted:
        raise Http404
    return _decided(request, found, _entries(asked, wanted), wanted[0].id)


@page(may=COORDINATOR, methods=("POST",))
def bring_overlay(request: Visit, draft: int) -> HttpResponse | Page:
    """The decisions of a file beside those there are: those of a plan corrected on the command line are not lost."""
    found, _ = compiled_of(draft)
    file = request.FILES.get("file")
    if file is None:
        raise problems.NO_FILE.at("file")
    name, size = file.name or "", file.size or 0
    if size > documents.LARGEST_OVERLAY:
        raise documents.too_large(name, documents.BYTES, size, documents.LARGEST_OVERLAY)
    known = drafts.entries_of(found)
    entries = [one for one in overlay.read(file.read(), name).entries if one not in known]
    if not entries:
        raise problems.NOTHING_CHANGED.at(name)
    return _decided(request, found, entries, "")


@page(may=COORDINATOR, methods=("POST",))
def take_back(request: Visit, draft: int) -> HttpResponse:
    """Take a decision back."""
    found, _ = compiled_of(draft)
    drafts.take_back(found, _whole(request, "version"), _whole(request, "entry"))
    return _back(draft, "decisions")


@page(
    may=COORDINATOR, methods=BOTH, told=Told(Text("补充目标（表单）", "The form of a target to add"), ("start", "end"))
)
def add(request: Visit, draft: int) -> HttpResponse | Page:
    """A target that the compiler did not read; ``start`` and ``end`` say which words of the text it may stand in."""
    found, plan = compiled_of(draft)
    if request.method == "POST":
        entries = corrections.added(_asked(request), plan, found.text)
        return _decided(request, found, entries, entries[0].record)
    start, end = _place(request, found.text)
    around = found.text[max(0, start - AROUND) : end + AROUND] if end else ""
    form = {"quote": found.text[start:end].strip(), "period": plan.document.period}
    data = {"draft": _brief(found), "around": around, "form": form, "choices": choices()}
    return Page("plans/add.html", ADD, data)


@page(may=COORDINATOR, methods=BOTH, told=Told(DOCUMENT))
def document(request: Visit, draft: int) -> HttpResponse | Page:
    """What the document says about itself: title, issuer, day, year, area."""
    found, plan = compiled_of(draft)
    if request.method == "POST":
        return _decided(request, found, corrections.document(_asked(request), plan), "")
    names = ("title", "issuer", "issued_on", "period", "area", "area_guess")
    form = {name: getattr(plan.document, name) for name in names}
    return Page("plans/document.html", DOCUMENT, {"draft": _brief(found), "form": form})


@page(may=COORDINATOR, methods=BOTH, told=Told(MERGE, ("units", "into")))
def merge(request: Visit, draft: int) -> HttpResponse | Page:
    """Two names of one unit become one."""
    found, plan = compiled_of(draft)
    if request.method == "POST":
        return _decided(request, found, corrections.merged(_asked(request)), "")
    known = sorted({unit.normalized for task in plan.tasks for unit in task.units})
    form = {name: request.GET.get(name, "") for name in ("units", "into")}
    return Page("plans/merge.html", MERGE, {"draft": _brief(found), "form": form, "known": known})


def choices() -> dict[str, list[dict[str, Any]]]:
    """What the lists of the forms offer."""
    named = sorted(indicators().values(), key=lambda one: one.key)
    words = {"comparator": SIGNS, "how": HOW, "rule": RULES, "role": ROLES}
    offered = {name: [{"key": key, "label": label} for key, label in known.items()] for name, known in words.items()}
    figures = [one for one in offered["comparator"] if one["key"] != "qualitative"]
    assert len(offered["comparator"]) == len(get_args(Comparator))
    assert len(offered["rule"]) == len(get_args(Rule))
    return {**offered, "figure": figures, "key": [{"key": one.key, "label": one.label} for one in named]}


def _entries(asked: Asked, wanted: Sequence[Target | Task]) -> list[Entry]:
    do, one = asked.text("do"), wanted[0]
    if do == "accept":
        return corrections.accepted(asked, wanted)
    if do == "remove":
        return corrections.removed(asked, one)
    if do == "correct":
        return corrections.corrected(asked, one)
    if do in {"threshold", "supersede"} and isinstance(one, Target):
        return (corrections.threshold if do == "threshold" else corrections.superseded)(asked, one)
    raise Http404


def _decided(request: Visit, found: Draft, entries: Sequence[Entry], record: str) -> HttpResponse | Page:
    """Back to the draft at the record; where htmx fills the records alone, only those."""
    drafts.decide(found, _whole(request, "version"), entries)
    if request.headers.get("HX-Target", "").endswith("#records"):
        found.refresh_from_db()
        return draft_page(found)
    gone = entries[0].do == "remove"
    return _back(found.pk, "decisions" if gone or not record else f"is-{record}")


def _back(draft: int, place: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('draft', args=[draft])}#{place}")


def _asked(request: Visit) -> Asked:
    if request.who is None:
        raise Http404
    return Asked(request.POST, request.who, today())


def _whole(request: Visit, name: str) -> int:
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit()):
        raise problems.BAD_FIELD.at(name, text, field=Text(name, name), expected=Text("整数", "a whole number"))
    return int(text)


def _place(request: Visit, text: str) -> tuple[int, int]:
    """The span that is asked for, inside the text; nothing where none is."""
    said = [request.GET.get(name, "") for name in ("start", "end")]
    if not all(one.isascii() and one.isdigit() for one in said):
        return 0, 0
    start, end = (min(int(one), len(text)) for one in said)
    return (start, end) if start < end else (0, 0)


def _brief(found: Draft) -> dict[str, Any]:
    return {"pk": found.pk, "version": found.version, "title": found.title or found.name}


def _decisions(found: Draft, plan: Plan) -> list[dict[str, Any]]:
    return records.decisions(drafts.entries_of(found), plan)


def _fields(one: Target | Task) -> list[dict[str, Any]]:
    shown = {name: value for name, value in fields_of(one).items() if name not in {"quote", "text"} and value}
    return [{"label": FIELDS[name], "value": said(name, value)} for name, value in shown.items()]


def _target_form(one: Target) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("comparator", "value", "unit", "band", "rule", "baseline", "period")}
    stretch, deadline = one.stretch, one.deadline
    return {
        **plain,
        "key": one.indicator.key,
        "areas": "、".join(one.scope.areas),
        "how": one.scope.how,
        "stretch_value": None if stretch is None else stretch.value,
        "stretch_comparator": one.comparator if stretch is None else stretch.comparator,
        "deadline_on": None if deadline is None else deadline.on,
        "deadline_soft": deadline is not None and deadline.soft,
        "is_qualitative": one.comparator == "qualitative",
    }


def _task_form(one: Task) -> dict[str, Any]:
    units = [{"name": unit.name, "role": unit.role} for unit in one.units]
    days = [asdict(each) for each in one.deadlines]
    return {
        "heading": one.heading,
        "open": one.open,
        "units": [*units, *({"name": "", "role": "responsible"} for _ in range(BLANK_ROWS))],
        "deadlines": [*days, *({"text": "", "on": None, "soft": False} for _ in range(BLANK_ROWS))],
    }
