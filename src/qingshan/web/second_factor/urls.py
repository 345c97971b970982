"""Addresses of the second factor and of everybody's sign-ins."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import ADMINISTRATOR
from qingshan.web.rooms import Room
from qingshan.web.second_factor import views

ROOM = Room(Text("登录账户", "Sign-ins"), 95, ADMINISTRATOR, "sign-ins")
urlpatterns = [
    path("sign-in/code", views.second_step, name="second-step"),
    path("account/second-factor", views.mine, name="second-factor"),
    path("sign-ins", views.everybody, name="sign-ins"),
    path("sign-ins/reset", views.reset, name="reset-factor"),
]
