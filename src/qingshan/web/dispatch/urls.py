"""Addresses of the monthly dispatch."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.dispatch import amending, filling, opening, reviewing, views
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room

ROOM = Room(Text("月调度", "Dispatch"), 32, SIGNED_IN, "dispatch")
SCOPE = "read:tasks"
urlpatterns = [
    path("dispatch/", views.listed, name="dispatch"),
    path("dispatch/open", opening.opened, name="dispatch-open"),
    path("dispatch/<str:period>/", views.month, name="dispatch-month"),
    path("dispatch/<str:period>/lock", reviewing.locked, name="dispatch-lock"),
    path("dispatch/<str:period>/of/<path:unit>", views.sheet_page, name="dispatch-sheet"),
    path("dispatch/<str:period>/submit/<path:unit>", filling.submitted, name="dispatch-submit"),
    path("dispatch/<str:period>/upload/<path:unit>", filling.brought, name="dispatch-upload"),
    path("dispatch/<str:period>/form/<path:unit>", filling.form_file, name="dispatch-form"),
    path("dispatch/<str:period>/amend/<path:unit>", amending.amended, name="dispatch-amend"),
    path("dispatch/<str:period>/<str:action>/<path:unit>", reviewing.reviewed, name="dispatch-review"),
]
