"""The declared parameters of the synthetic water: items, sections, what is measured where, and its faults."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Literal

import msgspec

from qingshan.demo.model import declared
from qingshan.kernel.text import Text

Body = Literal["river", "lake"]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Decimals in the item's unit, permille. Without ``level`` it is never detected, without ``detection`` always."""

    step: str
    level: str = "0"
    detection: str = "0"
    spread: int = 200
    season: str = "flat"


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section and what is measured there; ``was_river_until``: how long the register called a lake a river (UTC)."""

    section: str
    river: str
    areas: tuple[str, ...]
    suite: str
    target_class: str
    body: Body = "river"
    control: str = ""
    drinking: bool = False
    automatic: bool = False
    further: tuple[str, ...] = ()
    levels: dict[str, str] = {}
    steps: dict[str, str] = {}
    was_river_until: datetime | None = None


class Automatic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The days of automatic samples, every so many hours from midnight on."""

    since: date
    until: date
    every: int
    known_after_minutes: int


class WaterFault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known fault in a section's monthly samples; no ``item`` means all. Values as first known where revised."""

    key: str
    kind: Literal["set", "gap", "revise"]
    label: Text
    section: str
    since: date
    until: date
    item: str = ""
    values: tuple[str, ...] = ()
    known_from: datetime | None = None


class Water(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    seed: int
    since: date
    until: date
    register_known_from: datetime
    seasons: dict[str, tuple[int, ...]]
    items: dict[str, Item]
    suites: dict[str, tuple[str, ...]]
    sections: tuple[Section, ...]
    automatic: Automatic
    faults: tuple[WaterFault, ...]


@cache
def water() -> Water:
    """How the water behaves and what is known to be wrong with it (``water.yaml``)."""
    return declared("water.yaml", Water)
