"""Addresses for what watches over the desk."""

from __future__ import annotations

from django.urls import path

from qingshan.web.service import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("metrics", views.metrics, name="metrics"),
    path("version", views.version, name="version"),
]
