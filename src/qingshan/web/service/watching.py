"""Every request counted and logged: method, pattern of the address, status, duration; never what was in it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

from qingshan.web.service.counted import requests
from qingshan.web.service.logs import logged

STATIC, NOWHERE = "static", "none"
METHODS = frozenset(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])


class Watched:
    """The outermost of all: what others refuse is counted too. The answer bears the number the log knows it by."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started, number = perf_counter(), secrets.token_hex(8)
        request.number = number  # type: ignore[attr-defined]
        answered = self.answer(request)
        seconds = perf_counter() - started
        method = request.method if request.method in METHODS else NOWHERE
        route = route_of(request)
        requests.add((str(method), route, answered.status_code), seconds)
        said: dict[str, Any] = {"method": method, "route": route, "status": answered.status_code}
        logged("request", request=number, **said, ms=round(seconds * 1000, 1), **whose(request))
        answered.headers["X-Request-Id"] = number
        return answered


def route_of(request: HttpRequest) -> str:
    """The pattern an address belongs to, ``targets/<str:target>/<path:area>``; never the address itself."""
    if request.path_info.startswith(settings.STATIC_URL):
        return STATIC
    return f"/{request.resolver_match.route}" if request.resolver_match else NOWHERE


def whose(request: HttpRequest) -> dict[str, Any]:
    """By number who was signed in, and from which machine; names stand in the office's own log.

    Nothing is looked up: the database may be what broke.
    """
    user = request.user.pk if getattr(request, "who", None) else None
    return {"from": request.META.get("REMOTE_ADDR", ""), "user": user}


def _told(event: str) -> Callable[..., None]:
    def tell(request: HttpRequest | None = None, user: Any = None, **_: object) -> None:
        if request is not None:
            said = whose(request) | ({} if user is None else {"user": user.pk})
            logged(event, request=getattr(request, "number", ""), **said)

    return tell


def _broken(sender: object, request: HttpRequest, **_: object) -> None:  # noqa: ARG001 (Django's signature)
    said = {"request": getattr(request, "number", ""), "route": route_of(request)}
    logged("error", broken=True, **said, **whose(request))


_SIGN_INS = {user_logged_in: "signed in", user_logged_out: "signed out", user_login_failed: "sign-in failed"}
for _signal, _event in _SIGN_INS.items():
    _signal.connect(_told(_event), weak=False, dispatch_uid=f"log {_event}")
got_request_exception.connect(_broken, weak=False, dispatch_uid="log error")
