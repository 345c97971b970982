"""Addresses of the warnings."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room
from qingshan.web.warnings import steps, views

ROOM = Room(Text("预警", "Warnings"), 50, SIGNED_IN, "warnings")
SCOPE = "read:supervision"
urlpatterns = [
    path("warnings/", views.warnings, name="warnings"),
    path("warnings/due", views.due, name="warnings-due"),
    path("warnings/rules", views.rules, name="warning-rules"),
    path("warnings/detect", steps.detect, name="warnings-detect"),
    path("warnings/step", steps.step, name="warning-step"),
    path("warnings/of/<path:key>", views.warning, name="warning"),
]
