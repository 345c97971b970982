"""Address of the front page."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.front import views
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room

ROOM = Room(Text("首页", "Front page"), 0, SIGNED_IN, "front")
urlpatterns = [path("", views.front, name="front")]
