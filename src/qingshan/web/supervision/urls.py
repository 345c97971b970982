"""Addresses of supervision."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room
from qingshan.web.supervision import steps, views

ROOM = Room(Text("督办", "Supervision"), 55, SIGNED_IN, "supervision")
SCOPE = "read:supervision"
urlpatterns = [
    path("supervision/", views.matters, name="supervision"),
    path("supervision/take", steps.take, name="supervision-take"),
    path("supervision/answer", steps.answer, name="supervision-answer"),
    path("supervision/document/<int:place>/<path:matter>", views.document, name="supervision-document"),
    path("supervision/of/<path:matter>", views.matter, name="matter"),
]
