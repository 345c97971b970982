"""Addresses of the log."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.audit import views
from qingshan.web.permissions import AUDITORS
from qingshan.web.rooms import Room

ROOM = Room(Text("办理日志", "Log"), 92, AUDITORS, "log")
SCOPE = "read:log"
urlpatterns = [
    path("log", views.log, name="log"),
    path("log/<int:number>", views.record, name="record"),
    path("log/verified", views.verified, name="log-verified"),
    path("log/verify", views.verify, name="verify-log"),
]
