"""Addresses of signing in and out, the account and the language."""

from __future__ import annotations

from django.urls import path

from qingshan.web.accounts import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("account", views.account, name="account"),
    path("language", views.language, name="language"),
]
