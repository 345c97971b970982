"""Addresses of results."""

from __future__ import annotations

from django.urls import path

from qingshan.web.results import views

SCOPE = "read:targets"
urlpatterns = [path("results/<str:key>", views.result, name="result")]
