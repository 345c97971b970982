"""The declared parameters of the synthetic city: its places, its climate, its faults, the decisions taken on them."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
import yaml

from qingshan.kernel.places import Area, Membership, Site
from qingshan.kernel.text import Text

HERE = Path(__file__).parent
SOURCE = "demo-synthetic"
INVENTED = "demo-"
"""How the keys of sites begin that exist nowhere."""
CITY = "鹰潭市"
NOON_UTC = timedelta(hours=4)
"""12:00 in Beijing."""
PLAN = HERE / "plan.txt"
OVERLAY = HERE / "overlay.yaml"
"""The decisions written beside the plan."""
_DECLARES = {".yaml", ".txt", ".py"}
Kind = TypeVar("Kind")


class City(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Areas, sites and the dated membership table; ``known_from`` is UTC."""

    areas: tuple[Area, ...]
    sites: tuple[Site, ...]
    memberships: tuple[Membership, ...]
    known_from: datetime


class Weather(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A daily field: ``floor + slope · u⁴`` permille, u from 0 to 1 and carried over from day to day."""

    floor: int
    slope: int


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one item runs: ``level`` in steps of ``step`` thousandths, factors in permille."""

    level: int
    step: int
    weather: str
    strength: int
    season: tuple[int, ...]
    day: tuple[int, ...]
    adds: str | None = None


class Release(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From a day on: the stage of its values and when they become known."""

    since: date
    stage: int
    known: Literal["next_noon", "next_tenth"]


class Climate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    seed: int
    since: date
    until: date
    missing_permille: int
    years: dict[int, int]
    weather: dict[str, Weather]
    items: dict[str, Course]
    sites: dict[str, dict[str, int]]
    releases: tuple[Release, ...]


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known fault; empty ``sites`` or ``items`` mean all. ``amount`` is a decimal in the item's unit."""

    key: str
    kind: Literal["gap", "set", "add", "scale", "revise", "future"]
    label: Text
    since: datetime
    until: datetime
    sites: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    amount: str = "0"
    permille: int = 1000
    known_from: datetime | None = None


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dated decision of a person to leave readings out; hour-ending labels, both included; ``known_from`` is UTC."""

    item: str
    from_hour: datetime
    to_hour: datetime
    kind: Literal["invalid", "dust"]
    reason: str
    document: str
    decided_by: str
    known_from: datetime
    site: str = "*"
    area: str = ""


class Trouble(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    faults: tuple[Fault, ...]
    decisions: tuple[Decision, ...]


@cache
def city() -> City:
    """The places of the synthetic city (``sites.yaml``)."""
    return declared("sites.yaml", City)


@cache
def climate() -> Climate:
    """How its air behaves (``climate.yaml``)."""
    return declared("climate.yaml", Climate)


@cache
def trouble() -> Trouble:
    """What is wrong with its data, and what was decided about it (``faults.yaml``)."""
    return declared("faults.yaml", Trouble)


@cache
def batch() -> str:
    """The name of the import that every row carries; another text of this room gives another name."""
    digest = hashlib.sha256()
    for path in sorted(path for path in HERE.iterdir() if path.suffix in _DECLARES):
        digest.update(path.read_bytes())
    return f"demo-{digest.hexdigest()[:12]}"


def declared(name: str, kind: type[Kind]) -> Kind:
    """A file of this room as what it declares."""
    return msgspec.convert(yaml.load((HERE / name).read_text(encoding="utf-8"), yaml.CSafeLoader), kind)
