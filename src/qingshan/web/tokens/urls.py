"""Addresses of the tokens."""

from __future__ import annotations

from django.urls import path

from qingshan.web.tokens import views

urlpatterns = [
    path("tokens", views.tokens, name="tokens"),
    path("tokens/of-all", views.of_all, name="all-tokens"),
    path("tokens/<int:number>/revoke", views.revoked, name="revoke-token"),
]
