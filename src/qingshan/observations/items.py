"""The items stations and samples are measured for; labels and units stand in ``standards/quantities``."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from qingshan.kernel.units import scaled

VALUE_DECIMALS = 3
"""Readings are stored as thousandths of their item's unit."""
WATER_DECIMALS = 8
"""Samples of water are stored as 10**-8 of their item's unit."""


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


class WaterItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``plausible`` bounds a sample, ``exponents`` are powers of ten to its own unit from each unit it may come in.

    ``asks_unit``: without a unit a column of this item is not understood, as more than one is in common use.
    """

    plausible: tuple[str, str]
    spelled: tuple[str, ...]
    exponents: dict[str, int]
    asks_unit: bool = False

    @property
    def bounds(self) -> tuple[int, int]:
        """``plausible`` as stored."""
        low, high = self.plausible
        return scaled(low, WATER_DECIMALS), scaled(high, WATER_DECIMALS)


@lru_cache
def items() -> dict[str, Item]:
    """The items of the air by key."""
    return msgspec.convert(_loaded("items.yaml"), dict[str, Item])


@lru_cache
def water_items() -> dict[str, WaterItem]:
    """The items of water by key; units normalised by :func:`bare`."""
    loaded = _loaded("items_water.yaml")
    units = {name: {bare(unit): power for unit, power in given.items()} for name, given in loaded["units"].items()}
    for item in loaded["items"].values():
        item["exponents"] = units[item.pop("units")]
    return msgspec.convert(loaded["items"], dict[str, WaterItem])


@lru_cache
def water_keys() -> dict[str, str]:
    """The keys of the water items by the names under which files give them, normalised by :func:`bare`."""
    return {bare(name): key for key, item in water_items().items() for name in item.spelled}


def bare(text: str) -> str:
    """A name or unit without blanks, widths and cases: ``pH （无量纲）`` and ``PH(无量纲)`` are one.

    >>> bare(" μg／L "), bare("㎎/L")
    ('μg/l', 'mg/l')
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _loaded(name: str) -> Any:
    return yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
