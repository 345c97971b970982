"""The second step of a sign-in, one's own second factor, and everybody's sign-ins for an administrator."""

from __future__ import annotations

import base64
from datetime import datetime
from time import time
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from qingshan.kernel.clock import BEIJING
from qingshan.kernel.text import Text
from qingshan.web.accounts import rate
from qingshan.web.accounts.passwords import sign_ins
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import ADMINISTRATOR, ANYONE, SIGNED_IN, role_label
from qingshan.web.second_factor import factor
from qingshan.web.second_factor.models import SignInChange
from qingshan.web.visitor import OWES_FACTOR, Visit, actor_of, safe_address

BOTH = ("GET", "HEAD", "POST")
PENDING, PATIENCE = "second_step", 300
"""Where a session remembers who gave the right password, and for how many seconds."""
BACKEND = "django.contrib.auth.backends.ModelBackend"
TOO_MANY = 429
STEP, MINE = Text("二次验证", "Second step"), Text("二次验证", "Second factor")
EVERYBODY = Text("登录账户", "Sign-ins")
WRONG = Text(
    "验证码不对，或已用过；连续出错后要等一会儿", "wrong, or used before; after several wrong codes one has to wait"
)
TOO_OFTEN = Text("尝试过于频繁，请一分钟后再试", "too many tries: try again in a minute")
SIGN_IN = Text("登录", "Sign in")
TOO_LATE = Text("请先输入姓名和密码", "name and password come first")
TAKEN_AWAY = Text("二次验证已关闭", "the second factor was taken away")
RESET = Text("已重置 {name} 的二次验证", "the second factor of {name} was reset")
CODE = "code"
RECENT = 10


def wait_for_code(request: Visit, user: User, wanted: str) -> HttpResponse:
    """Remember that the password was right and ask for the code; nobody is signed in yet."""
    request.session.cycle_key()
    request.session[PENDING] = {"user": user.pk, "at": int(time()), "next": wanted}
    return HttpResponseRedirect(reverse("second-step"))


@page(may=ANYONE, methods=BOTH)
@sensitive_post_parameters(CODE)
def second_step(request: Visit) -> Page | HttpResponse:
    """The code of this moment, within five minutes of the password."""
    pending = request.session.get(PENDING)
    user = None if pending is None else User.objects.filter(pk=pending["user"]).first()
    if pending is None or user is None or time() - pending["at"] > PATIENCE:
        request.session.pop(PENDING, None)
        return Page("accounts/sign_in.html", SIGN_IN, {"next": "", "wrong": TOO_LATE, "name": ""})
    if request.method != "POST":
        return _asked()
    if not rate.sign_ins.allows(request.META.get("REMOTE_ADDR", "")):
        return _asked(TOO_OFTEN, TOO_MANY)
    if actor_of(user) is None or not factor.accepts(user, request.POST.get(CODE, "")):
        return _asked(WRONG, 403)
    del request.session[PENDING]
    login(request, user, backend=BACKEND)
    return HttpResponseRedirect(safe_address(request, pending["next"]))


def _asked(wrong: Text | None = None, status: int = 200) -> Page:
    return Page("second_factor/step.html", STEP, {"wrong": wrong}, status=status)


@page(may=SIGNED_IN, methods=BOTH)
@sensitive_post_parameters(CODE)
def mine(request: Visit) -> Page | HttpResponse:
    """One's own second factor: set up by a picture and a code, taken away by a code."""
    user = _user(request)
    wrong, codes = None, None
    if request.method == "POST" and "begin" in request.POST:
        factor.begun(user)
    elif request.method == "POST" and factor.has_one(user):
        if factor.accepts(user, request.POST.get(CODE, "")):
            factor.remove(user, user.username)
            messages.success(request, TAKEN_AWAY.say(request.language))
            return HttpResponseRedirect(reverse("second-factor"))
        wrong = WRONG
    elif request.method == "POST":
        codes = factor.confirm(user, request.POST.get(CODE, ""))
        wrong = WRONG if codes is None else None
        if codes is not None:
            request.session.pop(OWES_FACTOR, None)
    return Page("second_factor/mine.html", MINE, _state(user, codes, wrong), status=200 if wrong is None else 422)


def _state(user: User, codes: list[str] | None, wrong: Text | None) -> dict[str, Any]:
    is_on = factor.has_one(user)
    said: dict[str, Any] = {"is_on": is_on, "codes": codes, "wrong": wrong, "picture": None, "key": None}
    waiting = None if is_on else factor.waiting(user)
    if waiting is not None:
        said["picture"] = segno.make(waiting.config_url).svg_data_uri(scale=4, border=2)
        said["key"] = base64.b32encode(waiting.bin_key).decode()
    recent = SignInChange.objects.filter(name=user.username).order_by("-pk")[:RECENT]
    return {**said, "changes": [_change(one) for one in recent]}


def _change(one: SignInChange) -> dict[str, Any]:
    return {"at": _at(one.at), "by": one.by, "what": factor.CHANGES[one.what]}


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _user(request: Visit) -> User:
    assert isinstance(request.user, User)
    return request.user


@page(may=ADMINISTRATOR, told=Told(EVERYBODY))
def everybody(request: Visit) -> Page:  # noqa: ARG001 (every view is asked alike)
    """Who can sign in, who has a second factor, who must have one."""
    on = factor.with_one()
    rows = [
        {
            "name": name, "unit": unit, "roles": [role_label(one) for one in roles], "can_sign_in": able,
            "has_factor": name in on, "must_have": factor.required(roles),
        }
        for name, unit, roles, able in sign_ins()
    ]  # fmt: skip
    recent = SignInChange.objects.order_by("-pk")[:50]
    changes = [{"name": one.name, **_change(one)} for one in recent]
    return Page("second_factor/everybody.html", EVERYBODY, {"rows": rows, "changes": changes})


@page(may=ADMINISTRATOR, methods=("POST",))
def reset(request: Visit) -> HttpResponse:
    """Take somebody's second factor away who has lost it."""
    name = request.POST.get("name", "")
    user = User.objects.filter(username=name).first()
    if user is None or request.who is None:
        raise Http404
    factor.remove(user, request.who.name)
    messages.success(request, RESET.say(request.language, name=name))
    return HttpResponseRedirect(reverse("sign-ins"))
