"""Django's settings for the office, and the one place where a database is chosen.

SQLite in a file by default; PostgreSQL when ``QINGSHAN_DATABASE`` (or ``configure``) gives ``postgresql://…``. No web,
so no secret is needed. An area of the office is a folder beside this file that holds ``models.py``: an app of its own.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import connections

from qingshan.operations import problems

SETTING = "QINGSHAN_DATABASE"
DEFAULT_FILE = "office.sqlite3"
_SCHEMES = ("postgresql", "postgres")
_ON_CONNECTING = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
"""FULL makes each commit reach the disk before it is answered; why it is kept: docs/decisions/0011-operations.md."""
_PATIENCE = 30
"""Seconds a writer waits for another one."""


def database(place: str) -> dict[str, Any]:
    """What Django asks of a database: a path is SQLite, an address PostgreSQL. OPS003 for any other address."""
    if "://" not in place:
        options = {"init_command": _ON_CONNECTING, "transaction_mode": "IMMEDIATE", "timeout": _PATIENCE}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": place, "OPTIONS": options}
    parts = urlsplit(place)
    if parts.scheme not in _SCHEMES:
        raise problems.UNKNOWN_DATABASE.at(SETTING, parts.scheme)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


def configure(place: str | None = None) -> None:
    """Make Django speak to this database, or to that of ``QINGSHAN_DATABASE``, or to ``office.sqlite3`` here.

    May be called again with another database in the same process; the connection of before is closed.
    """
    connections["default"].close()
    del connections["default"]
    chosen = database(place or os.environ.get(SETTING) or DEFAULT_FILE)
    connections.settings["default"] = connections.configure_settings({"default": chosen})["default"]


INSTALLED_APPS = sorted(f"qingshan.operations.{file.parent.name}" for file in Path(__file__).parent.glob("*/models.py"))
DATABASES = {"default": database(DEFAULT_FILE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LOGGING_CONFIG = None
