"""Addresses of the standards."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room
from qingshan.web.standards import views

ROOM = Room(Text("标准", "Standards"), 80, SIGNED_IN, "standards")
SCOPE = "read:targets"
urlpatterns = [
    path("standards/", views.standards, name="standards"),
    path("standards/compare", views.compare, name="compare-standards"),
    path("standards/<str:key>", views.edition, name="edition"),
]
