"""Addresses of the air."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.air import views
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room

ROOM = Room(Text("空气", "Air"), 22, SIGNED_IN, "air")
SCOPE = "read:data"
urlpatterns = [
    path("air/", views.air, name="air"),
    path("air/day", views.day, name="air-day"),
    path("air/ranking", views.ranking, name="air-ranking"),
    path("air/stations", views.stations, name="air-stations"),
    path("air/days.csv", views.days_csv, name="air-days-csv"),
    path("air/days.xlsx", views.days_xlsx, name="air-days-xlsx"),
]
