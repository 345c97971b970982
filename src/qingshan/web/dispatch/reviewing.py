"""What the coordinator does with sheets: accept, return, extend; and lock the month with its bulletin."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse

from qingshan.web.dispatch.views import sheet_address
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.pages import page
from qingshan.web.permissions import COORDINATOR
from qingshan.web.visitor import Visit
from qingshan.web.writing import do, done

REVIEWS = {"accept": (), "return": (), "extend": ("until",)}
"""What each is given beside the sheet; reason and document are those of the form."""


@page(may=COORDINATOR, methods=("POST",))
def reviewed(request: Visit, period: str, action: str, unit: str) -> HttpResponse:
    """Accept, return or extend the version of a sheet that was looked at."""
    if action not in REVIEWS:
        raise Http404
    version = request.POST.get("version", "")
    said = {name: request.POST.get(name, "").strip() for name in REVIEWS[action]}
    given = {"period": period, "unit": unit, **said, "version": int(version) if version.isdecimal() else None}
    return done(request, sheet_address(period, unit), do(request, f"dispatch.{action}", given, working_day()))


@page(may=COORDINATOR, methods=("POST",))
def locked(request: Visit, period: str) -> HttpResponse:
    """Lock the month: what was accepted is locked, what was not is missed."""
    evidence = [key for key in request.POST.getlist("evidence") if key]
    given = {"period": period, "evidence": evidence, "early": "early" in request.POST}
    address = reverse("dispatch-month", kwargs={"period": period})
    return done(request, address, do(request, "dispatch.lock", given, working_day()))
