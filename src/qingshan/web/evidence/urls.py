"""Addresses of the evidence."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.evidence import views
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room

ROOM = Room(Text("佐证", "Evidence"), 36, SIGNED_IN, "evidence")
SCOPE = "read:tasks"
urlpatterns = [
    path("evidence/", views.listed, name="evidence"),
    path("evidence/add", views.add, name="add-evidence"),
    path("evidence/content/<path:key>", views.content, name="evidence-content"),
    path("evidence/of/<path:key>", views.piece, name="evidence-piece"),
]
