"""Setting a second factor up, asking for it, taking it away; every change leaves its trace."""

from __future__ import annotations

import os
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from qingshan.kernel.clock import known_now
from qingshan.kernel.text import Text
from qingshan.web.second_factor.models import SignInChange

REQUIRED_SETTING = "QINGSHAN_SECOND_FACTOR_ROLES"
RECOVERY_CODES = 8
NAME = "qingshan"
CHANGES = {
    "password": Text("更换了密码", "password changed"),
    "on": Text("开启二次验证", "second factor set up"),
    "off": Text("关闭二次验证", "second factor taken away"),
    "reset": Text("管理员重置二次验证", "second factor reset by an administrator"),
    "recovered": Text("用恢复码登录", "signed in with a recovery code"),
}


def required(roles: Iterable[str]) -> bool:
    """Whether somebody with these roles must have one: QINGSHAN_SECOND_FACTOR_ROLES, with commas between them."""
    named = {one.strip() for one in os.environ.get(REQUIRED_SETTING, "").split(",")}
    return not named.isdisjoint(roles)


def has_one(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def with_one() -> set[str]:
    """The names of all who have a second factor."""
    return set(TOTPDevice.objects.filter(confirmed=True).values_list("user__username", flat=True))


def waiting(user: User) -> TOTPDevice | None:
    """The device that is being set up, if there is one."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def begun(user: User) -> TOTPDevice:
    """The device that is being set up: the same one until it is confirmed."""
    found: TOTPDevice = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": NAME})[0]
    return found


@transaction.atomic
def confirm(user: User, code: str) -> list[str] | None:
    """Take the device into use by a code that it shows; gives the recovery codes, None when the code is wrong."""
    device = begun(user)
    if not device.verify_token(code):
        return None
    _clear(user)
    device.confirmed = True
    device.save()
    kept = StaticDevice.objects.create(user=user, name=NAME)
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=kept, token=one) for one in codes)
    trace(user.username, user.username, "on")
    return codes


def accepts(user: User, code: str) -> bool:
    """Whether a code is the one of this moment, or a recovery code, which is used up by it.

    A device that was given wrong codes takes none for a while, twice as long each time.
    """
    said = code.replace(" ", "").lower()
    with transaction.atomic():
        devices = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True)
        if any(one.verify_token(said) for one in devices):
            return True
        spare = StaticDevice.objects.select_for_update().filter(user=user)
        if any(one.verify_token(said) for one in spare):
            trace(user.username, user.username, "recovered")
            return True
    return False


@transaction.atomic
def remove(user: User, by: str) -> None:
    """Take the second factor away: by its owner, or reset by somebody else."""
    _clear(user)
    TOTPDevice.objects.filter(user=user).delete()
    trace(user.username, by, "off" if by == user.username else "reset")


def _clear(user: User) -> None:
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    StaticDevice.objects.filter(user=user).delete()


def trace(name: str, by: str, what: str) -> None:
    SignInChange.objects.create(at=known_now(), name=name, by=by, what=what)
