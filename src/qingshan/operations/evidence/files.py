"""The contents of evidence, each a file named by its SHA-256; one content is kept once, whoever brings it."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from django.db import connection

from qingshan.operations import problems

SETTING = "QINGSHAN_EVIDENCE"


def folder() -> Path:
    """Where contents are kept: ``QINGSHAN_EVIDENCE``, or beside the SQLite file, or ``office.evidence`` here."""
    if chosen := os.environ.get(SETTING):
        return Path(chosen)
    place = connection.settings_dict["NAME"] if connection.vendor == "sqlite" else "office"
    return Path(place).with_suffix(".evidence")


def drafts() -> Path:
    """Where the documents are kept that were uploaded as plans: beside the folder of the evidence."""
    return folder().with_suffix(".drafts")


def keep(path: Path) -> str:
    """Copy a file in and give its SHA-256; the copy is on disk before this returns. OPS014 when it cannot be read."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise problems.NO_FILE.at(str(path), error.strerror) from error
    kept = place(digest)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        arriving = kept.with_suffix(f".{os.getpid()}")
        with path.open("rb") as source, arriving.open("wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        arriving.replace(kept)
    return digest


def place(digest: str) -> Path:
    """Where the content of that hash lies, if it is there."""
    return folder() / digest[:2] / digest


def is_whole(digest: str) -> bool:
    """Whether the content is there and still has its hash."""
    if not place(digest).is_file():
        return False
    with place(digest).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == digest
