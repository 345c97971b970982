"""Addresses of the background jobs."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.evaluations import views
from qingshan.web.permissions import BACKGROUND_JOBS
from qingshan.web.rooms import Room

ROOM = Room(Text("后台作业", "Jobs"), 90, BACKGROUND_JOBS, "jobs")
urlpatterns = [path("jobs", views.jobs, name="jobs"), path("jobs/evaluate", views.evaluate_now, name="evaluate-now")]
