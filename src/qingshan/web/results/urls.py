"""Addresses of results."""

from __future__ import annotations

from django.urls import path

from qingshan.web.results import views

urlpatterns = [path("results/<str:key>", views.result, name="result")]
