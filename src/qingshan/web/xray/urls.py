"""Addresses of the x-ray."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import OVERSIGHT
from qingshan.web.rooms import Room
from qingshan.web.xray import views

ROOM = Room(Text("体检", "X-ray"), 70, OVERSIGHT, "xray")
SCOPE = "read:supervision"
urlpatterns = [
    path("xray/", views.findings, name="xray"),
    path("xray/rules", views.rules, name="xray-rules"),
    path("xray/run", views.run, name="xray-run"),
]
