"""Taking a step of the ladder, and answering one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from qingshan.evaluation.warnings.ladder import Ladder, LadderStep, height, ladder
from qingshan.evaluation.warnings.rule import rules
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.supervision.queries import steps_open_to
from qingshan.operations.supervision.stored import standing
from qingshan.operations.warning.models import WarningNow
from qingshan.operations.warning.stored import standing as standing_warning
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN, role_label
from qingshan.web.supervision import rows
from qingshan.web.supervision.views import seen
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

LONG = frozenset(["matter", "demands", "released_when"])
"""Fields of a document that take more than a line."""
TITLE = Text("{step} · {about}", "{step} · {about}")
_PARTS = re.compile(r"[\s,，、;；]+")


@page(may=SIGNED_IN, methods=("GET", "HEAD", "POST"), told=Told(Text("采取督办措施（表单）", "The form of a measure")))
def take(request: Visit) -> Page | HttpResponse:
    """The form of a step, filled in as far as the matter says; sent, it is the action."""
    assert request.who is not None
    asked = request.POST if request.method == "POST" else request.GET
    day = working_day()
    key = seen(asked.get("matter", ""), request.who, day)
    step = ladder().known.get(asked.get("step", ""))
    if step is None:
        raise Http404
    if request.method == "POST":
        fields = {name: request.POST.get(f"field.{name}", "").strip() for name in step.fields}
        given = {"matter": key, "step": step.key, "fields": fields, "version": _number(request.POST.get("version"))}
        return done(request, reverse("matter", kwargs={"matter": key}), do(request, "supervision.take", given, day))
    return _form(request.who, key, step, day)


def _form(who: Actor, key: str, step: LadderStep, day: date) -> Page:
    version, stood = standing(key, None)
    offered = steps_open_to(stood, who)
    if step not in offered:
        raise Http404
    told, known = rows.about([key], day)[key], filled(key)
    data = {
        "about": told,
        "matter": key,
        "version": version,
        "step": {"key": step.key, "label": step.label},
        "others": [{"label": one.label, "address": rows.form_address(key, one.key)} for one in offered if one != step],
        "fields": [_field(step, name, known, day) for name in step.fields],
        "is_skip": is_skip(ladder(), height(ladder(), stood.taken), step),
        "answered_by": [role_label(role) for role in step.answered_by],
        "day": day,
    }
    return Page("supervision/take.html", TITLE.filled(step=step.label, about=told["label"]), data)


def is_skip(which: Ladder, reached: int, step: LadderStep) -> bool:
    """Whether rungs are left out, which needs a reason."""
    rung = which.rung(step.key)
    return rung is not None and rung > reached


def filled(key: str) -> Mapping[str, str]:
    """What the matter itself says of the fields: units, what it is about, what the rule demands."""
    kind, _, name = key.partition(" ")
    if kind == "unit":
        return {"unit": name}
    if kind != WarningNow.KIND:
        return {}
    alert = standing_warning(name).alert
    rule = rules().get(alert.rule)
    demands = rule.action.zh if rule and rule.action else ""
    return {"unit": "、".join(alert.units), "matter": alert.explanation.zh, "demands": demands}


def _field(step: LadderStep, name: str, known: Mapping[str, str], day: date) -> dict[str, Any]:
    kind = "date" if name == step.answer_by else "long" if name in LONG else "text"
    said = {"name": name, "label": rows.field_label(name), "kind": kind, "value": known.get(name, "")}
    return {**said, "least": day if kind == "date" else None}


@page(may=SIGNED_IN, methods=("POST",))
def answer(request: Visit) -> HttpResponse:
    """Answer a step; what is answered is the reason of the form."""
    assert request.who is not None
    day = working_day()
    key, place = seen(request.POST.get("matter", ""), request.who, day), _number(request.POST.get("place"))
    evidence = [one for one in _PARTS.split(request.POST.get("evidence", "")) if one]
    given = {"matter": key, "place": place, "evidence": evidence, "version": _number(request.POST.get("version"))}
    return done(request, reverse("matter", kwargs={"matter": key}), do(request, "supervision.answer", given, day))


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isdecimal() else None
