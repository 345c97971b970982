"""Addresses of the scores."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room
from qingshan.web.scores import supposing, views

ROOM = Room(Text("考核", "Assessment"), 60, SIGNED_IN, "schemes")
SCOPE = "read:supervision"
urlpatterns = [
    path("scores/", views.schemes, name="schemes"),
    path("scores/<str:scheme>/", views.table, name="scores"),
    path("scores/<str:scheme>/rules", views.scheme, name="scheme"),
    path("scores/<str:scheme>/<str:period>/of/<path:subject>", views.score, name="score"),
    path("scores/<str:scheme>/<str:period>/compared/<path:subject>", views.compare, name="scores-compared"),
    path("scores/<str:scheme>/<str:period>/what-if/<path:subject>", supposing.what_if, name="what-if"),
]
