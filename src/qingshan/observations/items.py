"""The items stations measure every hour; labels and units stand in ``standards/quantities``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
import yaml

from qingshan.kernel.units import scaled

VALUE_DECIMALS = 3
"""Readings are stored as thousandths of their item's unit."""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``plausible`` bounds an hour's mean, ``step`` is what it is published to, ``everyday`` is a common value."""

    symbol: str
    plausible: tuple[str, str]
    step: str
    everyday: str
    spelled: tuple[str, ...]

    @property
    def bounds(self) -> tuple[int, int]:
        """``plausible`` as stored."""
        low, high = self.plausible
        return scaled(low, VALUE_DECIMALS), scaled(high, VALUE_DECIMALS)


@lru_cache
def items() -> dict[str, Item]:
    """The items by key."""
    text = Path(__file__).with_name("items.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), dict[str, Item])
