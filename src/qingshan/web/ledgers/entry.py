"""One entry: what it holds, what is due and why, what happened to it, where it lies, and what may be done now."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponseBase
from django.urls import reverse

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers import demands
from qingshan.ledgers.due import due
from qingshan.ledgers.entry import Actor, Entry
from qingshan.ledgers.ledger import OPEN, Ledger
from qingshan.operations import problems
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.evidence.files import is_whole, place
from qingshan.operations.evidence.models import EvidenceItem
from qingshan.operations.ledger.change import free
from qingshan.operations.ledger.queries import history
from qingshan.operations.log.canonical import Line
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.ledgers.lists import known, named
from qingshan.web.ledgers.past import timeline
from qingshan.web.ledgers.saying import name_of, said_due, said_field, said_problem, said_state
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.visitor import Visit

TITLE = Text("{name} · {ledger}", "{name} · {ledger}")


@page(may=SIGNED_IN, told=Told(Text("台账的一个事项", "One entry of a ledger")))
def entry(request: Visit, ledger: str, key: str) -> Page:
    """An entry as it stands now; its deadlines as of the day the desk works on, or of its last event if that is later.

    What the visitor may not do is there too, with what it would take.
    """
    assert request.who is not None
    declared = known(ledger)
    lines = past(ledger, key)
    found = Entry.from_json(lines[-1].after)
    day = max(working_day(), found.last_on)
    calendar = OfficeCalendar()
    said = [said_field(declared, name, found.fields.get(name)) for name in declared.fields]
    data: dict[str, Any] = {
        "ledger": named(declared),
        "key": key,
        "day": day,
        "name": name_of(declared, found),
        "state": said_state(declared, found.state),
        "since": dict(found.path).get(found.state),
        "suspended_on": found.suspended_on,
        **{name: getattr(found, name) for name in ("version", "opened_on", "last_on")},
        "fields": [one for one in said if one["kind"] == "items" and one["items"]],
        "lacking": [one["label"] for one in said if one["kind"] == "items" and not one["items"]],
        "tables": [one for one in said if one["kind"] == "table"],
        "places": [one for one in said if one["kind"] == "place"],
        "dues": [said_due(one) for one in due(declared, found, day, calendar)],
        "actions": [_offer(declared, found, name, request.who, calendar, day) for name in declared.actions
                    if name != OPEN],
        "history": timeline(declared, lines),
    }  # fmt: skip
    data["can_act"] = any(one["address"] for one in data["actions"])
    return Page("ledgers/entry.html", TITLE.filled(name=data["name"], ledger=declared.label), data)


def past(ledger: str, key: str) -> list[Line]:
    """Everything that happened to an entry; one that is not there is no page."""
    try:
        return history(ledger, key)
    except Problem as problem:
        raise Http404 from problem


def _offer(  # noqa: PLR0913, PLR0917 (what an offer hangs on)
    ledger: Ledger, entry: Entry, name: str, who: Actor, calendar: OfficeCalendar, day: Any
) -> dict[str, Any]:
    """An action: who may take it, from where, what it asks for, and why the visitor may not take it now."""
    action = ledger.actions[name]
    why = hindrance(ledger, entry, name, who, calendar, day)
    address = reverse("ledger-act", kwargs={"ledger": ledger.key, "action": name, "key": entry.key})
    origins = ledger.origins(action) if action.origins else ()
    return {
        "key": name,
        "label": action.label,
        "to": said_state(ledger, action.to) if action.to else None,
        "roles": [ledger.roles[role].label for role in action.roles],
        "origins": [ledger.states[state].label for state in origins],
        "asks": [ledger.fields[key].label for key in action.fields],
        "evidence": [ledger.evidence[kind] for kind in action.evidence],
        "reason": action.reason,
        "document": action.document,
        "other_than": [ledger.actions[key].label for key in action.other_than],
        "waits": [ledger.deadlines[key].label for key in action.waits],
        "source": action.source,
        "address": None if why else address,
        "why": said_problem(why) if why else None,
    }  # fmt: skip


def hindrance(  # noqa: PLR0913, PLR0917 (as the machine judges)
    ledger: Ledger, entry: Entry, action: str, who: Actor, calendar: OfficeCalendar, day: Any
) -> Problem | None:
    """What keeps somebody from taking an action now, before anything is filled in; None where nothing does."""
    declared = ledger.actions[action]
    try:
        free(ledger)
        demands.may(ledger, entry, action, who)
        demands.here(ledger, entry, action)
        demands.another(ledger, entry, declared, who)
        demands.waited(ledger, entry, declared, day, calendar)
    except Problem as problem:
        return problem
    return None


@page(
    may=SIGNED_IN,
    told=Told(Text("事项的佐证文件", "A piece of evidence of an entry"), ("item",), media="application/octet-stream"),
)
def evidence(request: Visit, ledger: str, key: str) -> HttpResponseBase:
    """The content of a piece of evidence that a record of this entry names, to be saved, never shown in the browser.

    OPS014 when the content is gone or is no longer what it was.
    """
    item = request.GET.get("item", "")
    if all(item not in line.evidence for line in past(known(ledger).key, key)):
        raise Http404
    stands = EvidenceItem.stands(item)
    if stands is None:
        raise Http404
    document = stands[1]
    if not is_whole(document["sha256"]):
        raise problems.NO_FILE.at(item, document["sha256"])
    stream = place(document["sha256"]).open("rb")
    return FileResponse(stream, as_attachment=True, filename=document.get("file") or item,
                        content_type="application/octet-stream")  # fmt: skip
