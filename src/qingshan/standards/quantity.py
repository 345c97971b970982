"""Names and units of what is measured, from ``quantities/<realm>.items.yaml``."""

from __future__ import annotations

import os
from functools import lru_cache

import msgspec

from qingshan.kernel import registry
from qingshan.kernel.text import Text
from qingshan.standards import files

QUANTITIES = "standards/quantities"


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measured quantity: what people call it, and the unit its values carry everywhere in Qingshan."""

    label: Text
    unit: str


def measured() -> dict[str, Measured]:
    """Every quantity by its key."""
    return _measured(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _measured(_definition_folders: str) -> dict[str, Measured]:
    found: dict[str, Measured] = {}
    for path in registry.files(QUANTITIES, ".items.yaml"):
        found |= files.read(path, dict[str, Measured])
    return found


def label(key: str) -> Text:
    """The label of a quantity; its key where none is declared."""
    entry = measured().get(key)
    return Text(key, key) if entry is None else entry.label
