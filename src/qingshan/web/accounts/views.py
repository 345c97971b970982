"""Signing in and out, one's own password, the language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from qingshan.kernel.text import LANGUAGES, Text
from qingshan.web.accounts import rate
from qingshan.web.accounts.passwords import set_password, weaknesses
from qingshan.web.pages import Page, Told, answer, page
from qingshan.web.permissions import ANYONE, SIGNED_IN, described, role_label
from qingshan.web.second_factor import factor
from qingshan.web.second_factor.views import wait_for_code
from qingshan.web.visitor import LANGUAGE_COOKIE, OWES_FACTOR, Visit, actor_of, language_of, safe_address

BOTH = ("GET", "HEAD", "POST")
TOO_MANY = 429
TITLE = Text("登录", "Sign in")
ACCOUNT = Text("我的账户", "My account")
WRONG = Text("姓名或密码不对", "name or password is wrong")
TOO_OFTEN = Text("尝试过于频繁，请一分钟后再试", "too many tries: try again in a minute")
LOCKED = Text("多次未能登录，已锁定一刻钟", "too many failures: locked for a quarter of an hour")
OLD_WRONG = Text("原密码不对", "the old password is wrong")
CHANGED = Text("密码已更换", "the password was changed")
_A_YEAR = 365 * 24 * 60 * 60


@page(may=ANYONE, methods=BOTH, told=Told(TITLE, ("next",)))
@sensitive_post_parameters("password")
def sign_in(request: Visit) -> Page | HttpResponse:
    """A name and a password; whoever is known to the office goes where they wanted to go."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if request.method != "POST":
        return _door(wanted)
    if not rate.sign_ins.allows(request.META.get("REMOTE_ADDR", "")):
        return _door(wanted, TOO_OFTEN, status=TOO_MANY)
    name = request.POST.get("username", "").strip()
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    who = None if user is None else actor_of(user)
    if who is None:
        return _door(wanted, WRONG, name)
    assert isinstance(user, User)
    if factor.has_one(user):
        return wait_for_code(request, user, wanted)
    login(request, user)
    if factor.required(who.roles):
        request.session[OWES_FACTOR] = True
    return HttpResponseRedirect(safe_address(request, wanted))


def _door(wanted: str, wrong: Text | None = None, name: str = "", status: int = 403) -> Page:
    status = 200 if wrong is None else status
    return Page("accounts/sign_in.html", TITLE, {"next": wanted, "wrong": wrong, "name": name}, status=status)


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """What django-axes answers while a name is locked for an address."""
    request.language = language_of(request)  # type: ignore[attr-defined]
    data = {"next": "", "wrong": LOCKED, "name": ""}
    return answer(request, Page("accounts/sign_in.html", TITLE, data, status=TOO_MANY))  # type: ignore[arg-type]


@page(may=SIGNED_IN, methods=("POST",))
def sign_out(request: Visit) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))


@page(may=SIGNED_IN, methods=BOTH, told=Told(ACCOUNT))
@sensitive_post_parameters("old", "new")
def account(request: Visit) -> Page | HttpResponse:
    """Who I am to the office; my password can be changed here."""
    wrong = _changed(request) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        messages.success(request, CHANGED.say(request.language))
        return HttpResponseRedirect(reverse("account"))
    who = request.who
    assert who is not None
    roles = [role_label(name) for name in sorted(who.roles)]
    data = {"name": who.name, "unit": who.unit, "roles": roles, "described": described(who), "wrong": wrong}
    return Page("accounts/account.html", ACCOUNT, data, status=200 if wrong is None else 422)


def _changed(request: Visit) -> Text | None:
    """Change the password of the one who is signed in, or say why not."""
    user, new = request.user, request.POST.get("new", "")
    assert isinstance(user, User)
    if not user.check_password(request.POST.get("old", "")):
        return OLD_WRONG
    if (weak := weaknesses(user.username, new)) is not None:
        return weak
    set_password(user.username, new)
    factor.trace(user.username, user.username, "password")
    user.refresh_from_db()
    update_session_auth_hash(request, user)
    return None


@page(may=ANYONE, methods=("POST",))
def language(request: Visit) -> HttpResponse:
    """Switch the language and stay where one is."""
    answered = HttpResponseRedirect(safe_address(request, request.POST.get("next", "")))
    asked = request.POST.get("language")
    if asked in LANGUAGES:
        secure = settings.SESSION_COOKIE_SECURE
        answered.set_cookie(LANGUAGE_COOKIE, asked, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return answered
