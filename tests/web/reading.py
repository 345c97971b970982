"""Reading the desk with a token, as a program does."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client

from qingshan.kernel.clock import today
from qingshan.web.scopes import SCOPES
from qingshan.web.tokens.making import make


def secret_of(name, scopes=tuple(SCOPES)):
    """A new token of somebody's."""
    return make(User.objects.get(username=name), "程序", scopes, (today() + timedelta(days=30)).isoformat())[1]


def program(name, scopes=tuple(SCOPES)):
    """A client that bears one and nothing else."""
    return Client(headers={"Authorization": f"Bearer {secret_of(name, scopes)}"}, raise_request_exception=False)
