"""One's own tokens, made and revoked; for an administrator those of all. A secret is shown once and never again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_variables

from qingshan.kernel.clock import BEIJING, today
from qingshan.kernel.text import Text
from qingshan.web.pages import Page, Told, answer, page
from qingshan.web.paging import PART, part_of
from qingshan.web.permissions import ADMINISTRATOR, SIGNED_IN
from qingshan.web.scopes import SCOPES
from qingshan.web.tokens import making
from qingshan.web.tokens.models import Token
from qingshan.web.visitor import Visit

TITLE, ALL = Text("接口令牌", "Tokens for programs"), Text("全部接口令牌", "Everybody's tokens")
REVOKED = Text("令牌已撤销", "the token was revoked")
USUAL = 90
"""Days a token holds unless another day is chosen."""


@page(may=SIGNED_IN, methods=("GET", "HEAD", "POST"), told=Told(TITLE, (PART,)))
@sensitive_variables("secret")
def tokens(request: Visit) -> Page | HttpResponse:
    """My tokens; a new one is shown with its secret in answer to the form, and only there."""
    if request.method != "POST":
        return _own(request, None, "")
    form = request.POST
    made, secret = making.make(_user(request), form.get("name", ""), form.getlist("scopes"), form.get("expires", ""))
    answered = answer(request, _own(request, made, secret))
    add_never_cache_headers(answered)
    return answered


def _own(request: Visit, made: Token | None, secret: str) -> Page:
    day, own = today(), Token.objects.filter(user=_user(request)).select_related("user")
    rows, paging = part_of(request, own)
    example = f'curl -H "Authorization: Bearer {secret}" {request.build_absolute_uri(reverse("api"))}'
    data = {
        "made": None if made is None else {**said_of(made), "secret": secret, "example": example},
        "rows": [said_of(one) for one in rows],
        "paging": paging,
        "scopes": [{"key": key, "label": label} for key, label in SCOPES.items()],
        "days": {"first": day + timedelta(1), "last": day + timedelta(making.LONGEST), "usual": day + timedelta(USUAL)},
        "sees_all": ADMINISTRATOR.holds(request.who, None),
        "of_all": False,
    }
    return Page("tokens/list.html", TITLE, data)


@page(may=ADMINISTRATOR, told=Told(ALL, (PART,)))
def of_all(request: Visit) -> Page:
    """The tokens of everybody, without their secrets."""
    rows, paging = part_of(request, Token.objects.select_related("user"))
    data = {"rows": [said_of(one) for one in rows], "paging": paging, "of_all": True}
    return Page("tokens/all.html", ALL, data)


@page(may=SIGNED_IN, methods=("POST",))
def revoked(request: Visit, number: int) -> HttpResponse:
    """The owner or an administrator ends a token."""
    token = Token.objects.filter(pk=number).first()
    is_own = token is not None and token.user_id == _user(request).pk
    if token is None or request.who is None or not (is_own or ADMINISTRATOR.holds(request.who, None)):
        raise Http404
    making.revoke(token, request.who.name)
    messages.success(request, REVOKED.say(request.language))
    return HttpResponseRedirect(reverse("tokens" if is_own else "all-tokens"))


def said_of(token: Token) -> dict[str, Any]:
    """A token as pages show it, with its trace."""
    times = {"made_at": token.made_at, "revoked_at": token.revoked_at}
    shown = {name: at and f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}" for name, at in times.items()}
    said = {name: getattr(token, name) for name in ("name", "prefix", "scopes", "expires", "last_used", "revoked_by")}
    return {"number": token.pk, "owner": token.user.get_username(), "state": token.state(today()), **said, **shown}


def _user(request: Visit) -> User:
    assert isinstance(request.user, User)
    return request.user
