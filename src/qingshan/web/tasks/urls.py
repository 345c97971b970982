"""Addresses of the tasks."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room
from qingshan.web.tasks import deciding, views

ROOM = Room(Text("任务", "Tasks"), 30, SIGNED_IN, "tasks")
SCOPE = "read:tasks"
urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/decide/<path:key>", deciding.decided, name="decide-task"),
    path("tasks/of/<path:key>", views.task, name="task"),
]
