"""Making a token of what was typed, finding the one a secret belongs to, revoking it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import Q

from qingshan.kernel.clock import known_now, today
from qingshan.kernel.text import Text
from qingshan.web import problems
from qingshan.web.scopes import SCOPES
from qingshan.web.tokens.models import Token

BEGINS = "qingshan_"
SHOWN = len(BEGINS) + 6
LONGEST = 365
"""Days a token may hold at most."""
MOST, LONGEST_NAME = 20, 60
NAME, SCOPE, EXPIRY = Text("用途", "what for"), Text("范围", "scopes"), Text("有效至", "holds to")
EXPECTED_NAME = Text(f"1 至 {LONGEST_NAME} 个字", f"1 to {LONGEST_NAME} characters")
EXPECTED_SCOPES = Text("至少一项所列范围", "at least one of the scopes listed")
EXPECTED_DAY = Text("今天之后、一年以内的日期", "a day after today and within a year")


def make(user: User, name: str, scopes: Sequence[str], expires: str) -> tuple[Token, str]:
    """A new token and its secret, which is told this once. WEB084 for a field, WEB085 for one token too many."""
    name, day = name.strip(), today()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise problems.NO_TOKEN.at("name", name[:LONGEST_NAME], field=NAME, expected=EXPECTED_NAME)
    if not scopes or not set(scopes) <= SCOPES.keys():
        raise problems.NO_TOKEN.at("scopes", " ".join(scopes), field=SCOPE, expected=EXPECTED_SCOPES)
    until = _day(expires)
    if until is None or not day < until <= day + timedelta(days=LONGEST):
        raise problems.NO_TOKEN.at("expires", expires, field=EXPIRY, expected=EXPECTED_DAY)
    if user.tokens.filter(revoked_at=None, expires__gte=day).count() >= MOST:
        raise problems.ENOUGH_TOKENS.at("tokens", most=MOST)
    secret = BEGINS + secrets.token_urlsafe(32)
    said = {"name": name, "scopes": sorted(set(scopes)), "expires": until, "prefix": secret[:SHOWN]}
    return user.tokens.create(**said, digest=digest(secret), made_at=known_now()), secret


def found(secret: str) -> Token | None:
    """The token of a secret, if it holds today and its owner may still sign in; the day of its use is kept."""
    day = today()
    token = Token.objects.select_related("user").filter(digest=digest(secret), user__is_active=True).first()
    if token is None or token.state(day) != "holds":
        return None
    if token.last_used != day:
        Token.objects.filter(pk=token.pk).filter(~Q(last_used=day) | Q(last_used=None)).update(last_used=day)
    return token


def revoke(token: Token, by: str) -> None:
    """It opens nothing from now on; one that is revoked already stays as it was."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=known_now(), revoked_by=by)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
