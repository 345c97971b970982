"""The secret that sessions and forms are signed with: made once, beside the office, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from qingshan.web import problems

SETTING = "QINGSHAN_SECRET_KEY"
SHORTEST = 50
_BYTES = 64


def secret_of(office: str) -> str:
    """The secret of an office: that of the environment, or of ``<office>.secret``, which is made when it is not there.

    WEB002 for an office on a database server without one in the environment, or with one that is too short.
    """
    named = os.environ.get(SETTING, "")
    if named or "://" in office:
        if len(named) < SHORTEST:
            raise problems.NO_SECRET.at(SETTING)
        return named
    path = Path(f"{office}.secret")
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    """Whole or not at all: two processes that start together end up with one secret."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(_BYTES) + "\n")
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
