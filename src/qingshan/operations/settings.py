"""Django's settings for the office, and the one place where a database is chosen.

SQLite in a file by default; PostgreSQL when ``QINGSHAN_DATABASE`` (or ``configure``) gives ``postgresql://…``. No web,
so no secret is needed. An area of the office is a folder beside this file that holds ``models.py``: an app of its own.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from qingshan.operations import problems

SETTING = "QINGSHAN_DATABASE"
DEFAULT_FILE = "office.sqlite3"
_SCHEMES = ("postgresql", "postgres")
_NAME = re.compile(r"/[^/@:]+")
_ON_CONNECTING = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
"""FULL makes each commit reach the disk before it is answered; why it is kept: docs/decisions/0011-operations.md."""
_PATIENCE = 30
"""Seconds a writer waits for another one, and for a server to answer."""
_PARAMETERS = frozenset(["host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "passfile", "connect_timeout"])
"""What an address may say after its question mark, in the words of PostgreSQL's own client library."""


def database(place: str) -> dict[str, Any]:
    """What Django asks of a database: a path is SQLite, an address PostgreSQL. OPS003 for any other address."""
    if "://" not in place:
        options = {"init_command": _ON_CONNECTING, "transaction_mode": "IMMEDIATE", "timeout": _PATIENCE}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": place, "OPTIONS": options}
    parts, parameters = _read(place)
    patience = {"connect_timeout": str(_PATIENCE), "options": f"-c lock_timeout={_PATIENCE}s"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": patience | parameters,
    }


def shown(place: str) -> str:
    """The place as it may be shown: of an address the user, host and database, never a password. OPS003 as above."""
    if "://" not in place:
        return place
    parts, _ = _read(place)
    user, at, host = parts.netloc.rpartition("@")
    return f"{parts.scheme}://{user.partition(':')[0]}{at}{host}{parts.path}"


def _read(place: str) -> tuple[SplitResult, dict[str, str]]:
    """An address and its parameters. One that cannot be read is not repeated: a password in it may be why."""
    scheme = place.partition("://")[0]
    try:
        parts = urlsplit(place)
        parameters = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        strange = scheme not in _SCHEMES or parts.fragment or (parts.port and not parts.hostname)
    except ValueError:
        strange = True
    if strange or not _NAME.fullmatch(parts.path) or not parameters.keys() <= _PARAMETERS:
        raise problems.UNKNOWN_DATABASE.at(SETTING, f"{scheme}://…", parameters=" ".join(sorted(_PARAMETERS)))
    return parts, parameters


def configure(place: str | None = None) -> None:
    """Make Django speak to this database, or to that of ``QINGSHAN_DATABASE``, or to ``office.sqlite3`` here.

    May be called again with another database in the same process; the connection of before is closed. OPS056 when the
    driver of PostgreSQL is not installed.
    """
    chosen = database(place or os.environ.get(SETTING) or DEFAULT_FILE)
    for known in connections.all(initialized_only=True):
        known.close()
        del connections[known.alias]
    connections.settings["default"] = connections.configure_settings({"default": chosen})["default"]
    try:
        connections["default"]
    except ImproperlyConfigured as error:
        raise problems.NO_DRIVER.at(chosen["ENGINE"], error) from error


INSTALLED_APPS = sorted(f"qingshan.operations.{file.parent.name}" for file in Path(__file__).parent.glob("*/models.py"))
DATABASES = {"default": database(DEFAULT_FILE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LOGGING_CONFIG = None
