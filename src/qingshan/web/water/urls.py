"""Addresses of the water."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room
from qingshan.web.water import views

ROOM = Room(Text("水", "Water"), 23, SIGNED_IN, "water")
SCOPE = "read:data"
urlpatterns = [
    path("water/", views.water, name="water"),
    path("water/sections.csv", views.sections_csv, name="water-sections-csv"),
]
