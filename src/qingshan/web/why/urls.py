"""Address of the page that explains a decision on access."""

from __future__ import annotations

from django.urls import path

from qingshan.web.why import views

urlpatterns = [path("why", views.why, name="why")]
