"""What is done about warnings: a step in the life of one, and a detection as a background job."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import page
from qingshan.web.permissions import DETECTION, SIGNED_IN
from qingshan.web.visitor import Visit
from qingshan.web.warnings import work
from qingshan.web.warnings.views import seen
from qingshan.web.writing import do, done

STEPS = {one: f"warning.{one}" for one in ("acknowledge", "act", "judge", "close")}


@page(may=SIGNED_IN, methods=("POST",))
def step(request: Visit) -> HttpResponse:
    """One step on, for the day the desk works on; the action itself judges who may."""
    action, key = STEPS.get(request.POST.get("action", "")), request.POST.get("key", "")
    assert request.who is not None
    if action is None:
        raise Http404
    seen(key, request.who, working_day())
    version = request.POST.get("version", "")
    given = {"key": key, "version": int(version) if version.isdecimal() else None}
    if request.POST["action"] == "judge":
        given |= {"finding": request.POST.get("finding", "")}
    return done(request, reverse("warning", kwargs={"key": key}), do(request, action, given, working_day()))


@page(may=DETECTION, methods=("POST",))
def detect(request: Visit) -> HttpResponse:
    """Ask for a detection; the worker makes it in the name of whoever asked."""
    assert request.who is not None
    work.ask(request.who)
    return HttpResponseRedirect(reverse("warnings"))
