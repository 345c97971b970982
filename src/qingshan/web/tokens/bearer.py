"""``Authorization: Bearer …``: the visitor is the token's owner with the roles held now, narrowed to the scopes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from qingshan.web import problems
from qingshan.web.accounts.rate import WITHIN, Rate
from qingshan.web.permissions import ANYONE
from qingshan.web.refusals import refusal
from qingshan.web.rooms import scope_of
from qingshan.web.scopes import NONE, SCOPES
from qingshan.web.tokens.making import BEGINS, found
from qingshan.web.tokens.models import Token
from qingshan.web.visitor import is_open

READS = ("GET", "HEAD")
A_MINUTE, WRONG_A_MINUTE = 600, 30
"""How often one token may ask, and one address with tokens that do not hold."""
asked, wrong = Rate(A_MINUTE), Rate(WRONG_A_MINUTE)


class Bearers:
    """Stands before session and form tokens: a request with a token knows no cookie and is given none.

    An address that is open to all takes a foreign token without looking at it (the metrics have one of their own).
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        secret = _secret(request)
        if secret is None or (not secret.startswith(BEGINS) and is_open(request.path_info)):
            return self.answer(request)
        token = found(secret)
        refused = _unknown(request) if token is None else _refused(request, token)
        if refused is not None or token is None:
            return refused or _unknown(request)
        request.COOKIES = {}
        request.token_user = token.user  # type: ignore[attr-defined]
        answered = self.answer(request)
        answered.cookies.clear()
        return answered


def _secret(request: HttpRequest) -> str | None:
    kind, _, said = request.headers.get("Authorization", "").partition(" ")
    return said.strip() if kind.lower() == "bearer" else None


def _unknown(request: HttpRequest) -> HttpResponse:
    if not wrong.allows(request.META.get("REMOTE_ADDR", "")):
        return _too_often(request, WRONG_A_MINUTE)
    said = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
    return refusal(problems.SIGN_IN_FIRST.at("Authorization"), 401, said)


def _refused(request: HttpRequest, token: Token) -> HttpResponse | None:
    """What speaks against a token that holds: too often, no reading, out of its scopes."""
    if not asked.allows(str(token.pk)):
        return _too_often(request, A_MINUTE)
    if request.method not in READS:
        return refusal(problems.ONLY_READS.at(request.path_info, request.method or ""), 405, {"Allow": "GET, HEAD"})
    needed = _needed(request.path_info)
    if needed == NONE or needed in token.scopes:
        return None
    said = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{needed}"'}
    scope = f"{needed} ({SCOPES[needed].zh} · {SCOPES[needed].en})"
    return refusal(problems.NARROWER.at(request.path_info, " ".join(token.scopes), scope=scope), 403, said)


def _needed(path: str) -> str:
    """The scope an address asks for; none where it is open to all, or not there at all."""
    try:
        view = resolve(path).func
    except Resolver404:
        return NONE
    return NONE if getattr(view, "may", None) is ANYONE else scope_of(view)


def _too_often(request: HttpRequest, most: int) -> HttpResponse:
    return refusal(problems.TOO_OFTEN.at(request.path_info, most=most), 429, {"Retry-After": str(int(WITHIN))})
