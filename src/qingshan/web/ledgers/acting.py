"""Opening an entry and acting on one: the form a declaration asks for, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.ledger import OPEN, Ledger
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.log.canonical import Line
from qingshan.web.errors import STATUS, UNPROCESSABLE
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.ledgers import forms
from qingshan.web.ledgers.entry import hindrance, past
from qingshan.web.ledgers.lists import known, named
from qingshan.web.ledgers.register import register
from qingshan.web.ledgers.saying import name_of, said_problem, said_state
from qingshan.web.pages import Page, Told, check, page
from qingshan.web.permissions import LEDGER_ROLE, SIGNED_IN
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

NEW = Text("{ledger}：{action}", "{ledger}: {action}")
ACT = Text("{action}：{name}", "{action}: {name}")
FORM = ("GET", "HEAD", "POST")


@page(may=SIGNED_IN, methods=FORM, told=Told(Text("登记新事项（表单）", "The form of a new entry")))
def new(request: Visit, ledger: str) -> Page | HttpResponseBase:
    """Open an entry."""
    declared = allowed(request, ledger, OPEN)
    if request.method == "POST":
        key = request.POST.get("key", "").strip()
        asked = {"ledger": ledger, "key": key, "fields": forms.given(declared, OPEN, None, request.POST),
                 "evidence": forms.evidence_keys(request.POST)}  # fmt: skip
        return _tried(request, declared, OPEN, None, lambda: _done(request, ledger, key, "ledger.open", asked))
    return _form(request, declared, OPEN, None)


@page(may=SIGNED_IN, methods=FORM, told=Told(Text("办理事项（表单）", "The form of a step of an entry")))
def act(request: Visit, ledger: str, action: str, key: str) -> Page | HttpResponseBase:
    """Take an action on an entry, of the version that was looked at."""
    if action == OPEN:
        raise Http404
    declared = allowed(request, ledger, action)
    entry = Entry.from_json(past(ledger, key)[-1].after)
    if request.method == "POST":
        seen = request.POST.get("version", "")
        asked = {"ledger": ledger, "key": key, "action": action,
                 "given": forms.given(declared, action, entry, request.POST),
                 "evidence": forms.evidence_keys(request.POST),
                 "version": int(seen) if seen.isdecimal() else None}  # fmt: skip
        return _tried(request, declared, action, entry, lambda: _done(request, ledger, key, "ledger.act", asked))
    return _form(request, declared, action, entry)


def allowed(request: Visit, ledger: str, action: str) -> Ledger:
    """The ledger, where somebody has a role that its action names and no other area of the office keeps it."""
    declared = known(ledger)
    if action not in declared.actions or declared.kept_by:
        raise Http404
    check(LEDGER_ROLE, request.who, declared.actions[action].roles)
    return declared


def _done(request: Visit, ledger: str, key: str, action: str, asked: dict[str, Any]) -> HttpResponseBase:
    lines: list[Line] = do(request, action, asked, forms.day_of(request.POST) or working_day())
    return done(request, reverse("ledger-entry", kwargs={"ledger": ledger, "key": key}), lines)


def _tried(
    request: Visit, ledger: Ledger, action: str, entry: Entry | None, write: Callable[[], HttpResponseBase]
) -> Page | HttpResponseBase:
    """What becomes of it; when it is refused, the form again with everything typed and the problem above it."""
    try:
        return write()
    except Problem as problem:
        return _form(request, ledger, action, entry, problem)


def _form(request: Visit, ledger: Ledger, action: str, entry: Entry | None, problem: Problem | None = None) -> Page:
    assert request.who is not None
    declared, typed = ledger.actions[action], None if problem is None else request.POST
    day = max(working_day(), entry.last_on) if entry else working_day()
    why = problem
    if entry is not None and problem is None:
        why = hindrance(ledger, entry, action, request.who, OfficeCalendar(), day)
    inputs = forms.inputs(ledger, action, entry, typed)
    data = {
        "ledger": named(ledger),
        "entry": None if entry is None else _subject(ledger, entry),
        "action": {"key": action, "label": declared.label, "effect": declared.effect, "reason": declared.reason,
                   "document": declared.document, "source": declared.source,
                   "to": said_state(ledger, declared.to) if declared.to else None},
        "inputs": inputs,
        "more": sum(not one["first"] for one in inputs),
        "evidence": forms.evidence_inputs(ledger, declared, typed),
        "deadlines": forms.running(ledger, entry, declared) if entry else [],
        "typed": {name: typed.get(name, "") if typed is not None else "" for name in
                  ("key", "reason", "document", "until", "deadline")},
        "on": (typed.get("on") if typed is not None else None) or day,
        "offered": offered(ledger),
        "problem": said_problem(why) if why else None,
    }  # fmt: skip
    name = None if entry is None else name_of(ledger, entry)
    title = (
        ACT.filled(action=declared.label, name=name) if name else NEW.filled(ledger=ledger.label, action=declared.label)
    )
    return Page("ledgers/form.html", title, data, status=_status(problem))


def _subject(ledger: Ledger, entry: Entry) -> dict[str, Any]:
    address = reverse("ledger-entry", kwargs={"ledger": ledger.key, "key": entry.key})
    return {"key": entry.key, "name": name_of(ledger, entry), "version": entry.version, "address": address,
            "state": said_state(ledger, entry.state)}  # fmt: skip


def _status(problem: Problem | None) -> int:
    return 200 if problem is None else STATUS.get(problem.code.key, UNPROCESSABLE)


def offered(ledger: Ledger) -> dict[str, list[str]]:
    """Names of units and areas to choose from: those that entries of the ledger bear already."""
    rows = register().of(ledger.key).values()
    return {kind: sorted({name for row in rows for name in getattr(row, f"{kind}s")}) for kind in ("unit", "area")}
