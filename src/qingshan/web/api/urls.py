"""Addresses of the API's document. Every token may read it."""

from __future__ import annotations

from django.urls import path

from qingshan.web.api import views
from qingshan.web.scopes import NONE

SCOPE = NONE
urlpatterns = [path("api", views.readable, name="api"), path("api/openapi.json", views.openapi, name="openapi")]
