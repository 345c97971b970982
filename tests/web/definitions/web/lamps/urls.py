"""A room of a bureau's own: it enters units and shows who asks."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.web.pages import Page, check, page
from qingshan.web.permissions import ADMINISTRATOR, OWN_UNIT, SIGNED_IN
from qingshan.web.rooms import Room
from qingshan.web.writing import do, done


@page(may=SIGNED_IN)
def lamps(request):
    return Page("lamps/lamps.html", Text("灯", "Lamps"), {"who": request.who.name, "said": Text("亮", "bright")})


@page(may=ADMINISTRATOR, methods=("POST",))
def enter(request):
    return done(request, "/lamps", do(request, "unit.enter", {"name": request.POST["name"]}))


@page(may=SIGNED_IN)
def owned(request, unit):
    check(OWN_UNIT, request.who, {unit})
    return Page("lamps/lamps.html", Text("灯", "Lamps"), {"who": unit, "said": Text("亮", "bright")})


@page(may=SIGNED_IN)
def moved_on(request) -> Problem:
    raise problems.MOVED_ON.at("unit 甲局", 3, version=2)


@page(may=SIGNED_IN)
def broken(request):
    raise ZeroDivisionError


ROOM = Room(Text("灯", "Lamps"), 50, ADMINISTRATOR, "lamps")
urlpatterns = [
    path("lamps", lamps, name="lamps"),
    path("lamps/enter", enter),
    path("lamps/of/<str:unit>", owned),
    path("lamps/moved-on", moved_on),
    path("lamps/broken", broken),
]
