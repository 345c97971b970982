"""The one way in which a page writes: a form's POST becomes an action of the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from qingshan.kernel.clock import known_now
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import Call, perform
from qingshan.operations.log.canonical import Line
from qingshan.operations.people.identity import actor
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.visitor import Visit

DONE = Text("已办理，第 {number} 号记录", "done, record {number}")


def do(request: Visit, action: str, given: Mapping[str, Any], day: date | None = None) -> list[Line]:
    """Perform an action as the one who is signed in; reason, document and role are those of the form.

    Problems of the action pass through: the desk shows them with code, finding and way out.
    """
    return perform(action, given, call(request, day))


def call(request: Visit, day: date | None = None) -> Call:
    """Who asks, for which day, why and by which document, as the form says."""
    if request.who is None:
        raise Http404
    said = {name: request.POST.get(name, "").strip() for name in ("role", "reason", "document")}
    who: Actor = actor(request.who.name, request.who.unit, said["role"])
    return Call(who, known_now(), day or working_day(), said["reason"], said["document"])


def done(request: Visit, address: str, lines: list[Line]) -> HttpResponse:
    """Where to go when it is done: the browser opens the address and shows what was recorded."""
    messages.success(request, DONE.say(request.language, number=lines[-1].number))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
