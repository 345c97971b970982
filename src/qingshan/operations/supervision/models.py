"""The table of matters under supervision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingshan.operations.subject import Subject


class Supervision(Subject):
    """A matter under supervision; key: ``warning KEY``, ``entry LEDGER/KEY``, ``task YEAR/KEY`` or ``unit NAME``.

    The document holds ``taken``, the steps as ``ladder.Taken``, and ``answers``, each with the place of its step.
    """

    KIND = "supervision"

    @classmethod
    def state_of(cls, document: Mapping[str, Any]) -> str:
        """The step taken last."""
        return str(document["taken"][-1]["step"])
