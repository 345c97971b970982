"""Addresses of the targets."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room
from qingshan.web.targets import views

ROOM = Room(Text("目标", "Targets"), 20, SIGNED_IN, "targets")
SCOPE = "read:targets"
urlpatterns = [
    path("targets/", views.targets, name="targets"),
    path("targets/<str:target>/<path:area>", views.target, name="target"),
]
