"""Sign-ins: a user of Django under a person's name, with a password and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from qingshan.kernel.text import Text
from qingshan.operations import problems as office
from qingshan.operations.people.models import Person
from qingshan.web import problems

PERSON = Text("人员", "person")
WEAK = {
    "password_too_short": Text("太短", "too short"),
    "password_too_common": Text("太常见", "too common"),
    "password_entirely_numeric": Text("全是数字", "all digits"),
    "password_too_similar": Text("与姓名太相近", "too like the name"),
}
"""By the codes of Django's validators."""


def set_password(name: str, password: str) -> None:
    """Give a person a password. OPS013 when the office knows nobody of that name, WEB003 when it is too weak."""
    _known(name)
    if weak := weaknesses(name, password):
        raise problems.WEAK_PASSWORD.at(name, "", reasons=weak)
    _write(name, make_password(password))


def weaknesses(name: str, password: str) -> Text | None:
    """Why a password cannot be used, in both languages; None when it can."""
    try:
        validate_password(password, User(username=name))
    except ValidationError as error:
        why = [WEAK[one.code or ""] for one in error.error_list]
        return Text("；".join(one.zh for one in why), "; ".join(one.en for one in why))
    return None


def set_demo_passwords(passwords: Mapping[str, str]) -> None:
    """Passwords of any strength for the people of a made-up city. WEB004 outside demo mode."""
    if not settings.DEMO:
        raise problems.ONLY_IN_DEMO.at("passwords")
    for name, password in passwords.items():
        _known(name)
        _write(name, make_password(password))


def sign_ins() -> Iterable[tuple[str, str, tuple[str, ...], bool]]:
    """Every person with unit, roles, and whether a password is set, by name."""
    able = {user.username for user in User.objects.all() if user.has_usable_password()}
    for key, document in Person.objects.order_by("key").values_list("key", "document"):
        yield key, document["unit"], tuple(document["roles"]), key in able


def _known(name: str) -> None:
    if Person.stands(name) is None:
        raise office.NOT_THERE.at(f"{Person.KIND} {name}", name, what=PERSON)


def _write(name: str, hashed: str) -> None:
    User.objects.update_or_create(username=name, defaults={"password": hashed})
