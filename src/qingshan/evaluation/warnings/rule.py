"""A warning rule as its file says it, and the rules found in the rules folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from qingshan.evaluation.warnings import problems
from qingshan.kernel import registry
from qingshan.kernel.citation import Verification
from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of

PLACE = "evaluation/warnings/rules"
Level = Literal["blue", "yellow", "orange", "red"]
LEVELS: dict[Level, Text] = {
    "blue": Text("蓝色", "blue"),
    "yellow": Text("黄色", "yellow"),
    "orange": Text("橙色", "orange"),
    "red": Text("红色", "red"),
}
"""From the mildest to the gravest."""


class Who(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a warning goes to: roles, and with ``units`` the units that owe the subject."""

    roles: tuple[str, ...]
    units: bool = False


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far back a rule looks."""

    count: int
    of: Literal["day", "month"]


class Quiet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from", "until": "to"}):
    """Hours (Beijing time) in which nobody is called; a span over midnight has ``from`` after ``to``."""

    since: time
    until: time


class Escalation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The step of the ladder that is due after so many days without acknowledgement."""

    after_days: int
    step: str


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One rule. ``watches`` names the kind of fact; the fields that kind does not read stay empty.

    ``threshold`` is a decimal in the unit of what is watched. ``indicators`` are keys, or realms such as ``air.``;
    none means all. ``assumes`` says what the source left open and we filled.
    """

    key: str
    label: Text
    watches: str
    level: Level
    says: Text
    who: Who
    source: str
    verification: Verification
    comparison: Literal[">=", ">", "<=", "<", "=="] = ">="
    threshold: str | None = None
    states: tuple[str, ...] = ()
    tier: Literal["must", "strive"] = "must"
    indicators: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    window: Window | None = None
    consecutive: bool = False
    last_places: int | None = None
    against: Literal["before", "year_before"] = "before"
    lead_days: int | None = None
    quiet: Quiet | None = None
    escalate: tuple[Escalation, ...] = ()
    action: Text | None = None
    assumes: Text | None = None

    def reaches(self, value: Decimal | int | None) -> bool:
        """Whether a value meets the threshold; a missing one, or no threshold, does not."""
        if value is None or self.threshold is None:
            return False
        limit = decimal_of(self.threshold)
        return {
            ">=": value >= limit, ">": value > limit, "<=": value <= limit, "<": value < limit, "==": value == limit,
        }[self.comparison]  # fmt: skip

    def about(self, indicator: str) -> bool:
        """Whether the rule speaks of an indicator."""
        named = (
            one for one in self.indicators if indicator == one or (one.endswith(".") and indicator.startswith(one))
        )
        return not self.indicators or any(named)

    @property
    def rank(self) -> int:
        return list(LEVELS).index(self.level)


def rules() -> dict[str, Rule]:
    """Every rule by its key; a bureau's own file replaces ours of the same key. EVA047 when a file is wrong."""
    return _rules(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _rules(_definition_folders: str) -> dict[str, Rule]:
    return {found.key: found for found in map(load, registry.files(PLACE, ".yaml"))}


def load(path: Path) -> Rule:
    """The rule of a file; EVA047 when it is not one."""
    try:
        found = msgspec.convert(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader), Rule)
        decimal_of(found.threshold or "0")
    except (yaml.YAMLError, msgspec.ValidationError, ValueError) as error:
        raise problems.BAD_RULE.at(path.name, error) from error
    return found


def worst(found: Iterable[Rule]) -> Rule:
    """The gravest rule; of equals the first by key."""
    return min(found, key=lambda rule: (-rule.rank, rule.key))
