"""The table of entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from qingshan.operations.subject import Subject


class EntryNow(Subject):
    """An entry of a ledger as it stands; the document is ``ledgers.entry.Entry`` as JSON. Key: ``ledger/key``."""

    KIND = "entry"
    COLUMNS = ("ledger", "state")

    ledger = models.TextField()
    state = models.TextField()

    class Meta:  # noqa: D106 (Django's own word)
        indexes = (models.Index(fields=["ledger", "state"], name="ledger_state"),)

    @classmethod
    def key_of(cls, ledger: str, key: str) -> str:
        return f"{ledger}/{key}"

    @classmethod
    def state_of(cls, document: Mapping[str, Any]) -> str:
        return str(document["state"])
