"""What a quality check declares, and the thresholds it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import yaml

from qingshan.kernel import registry
from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of, scaled
from qingshan.observations.items import VALUE_DECIMALS, WATER_DECIMALS, items, water_items

FOLDER = "observations/quality"
_COUNTS = frozenset({"hours", "factor", "others", "slack"})


@dataclass(frozen=True, slots=True)
class Check:
    """One check: SQL (DuckDB) that gives ``site, item, hour_end, value, evidence`` of the readings it doubts.

    It reads ``readings`` (site, item, hour_end, value, known_from, and ``before``, the value of the hour before: one
    row a key, two days of context before those that are new), ``thresholds`` (item and the columns of
    ``thresholds.yaml``, quantities as stored, beside ``low`` and ``high``, the item's plausible bounds) and
    ``cities`` (site, city). ``evidence`` is figures, no prose: what they mean, ``label`` and ``reason`` say.

    A check of ``samples`` (of water; the key's columns bear the same names) reads these instead: site, item, hour_end,
    value, below_limit, span, origin, known_from, and ``state``, what the platform said of the station then, or ''.
    """

    key: str
    label: Text
    reason: Text
    sql: str
    subject: Literal["readings", "samples"] = "readings"


def checks() -> dict[str, Check]:
    """Every check found, by key."""
    found = [module.CHECK for module in registry.modules(FOLDER) if hasattr(module, "CHECK")]
    return {check.key: check for check in found}


def thresholds(check: str) -> list[dict[str, int | str | None]]:
    """The thresholds of a check as stored integers, one row an item, missing where none is declared.

    Plausible bounds are always among them. Later files replace an item's entry.
    """
    declared: dict[str, dict[str, str]] = {}
    for path in registry.files(FOLDER, ".yaml"):
        loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        declared |= loaded.get(check, {})
    names = sorted({name for given in declared.values() for name in given})
    rows: list[dict[str, int | str | None]] = []
    bounds = {key: item.bounds for key, item in items().items()}
    bounds |= {key: item.bounds for key, item in water_items().items()}
    for key, (low, high) in bounds.items():
        given = declared.get(key, {})
        decimals = VALUE_DECIMALS if key in items() else WATER_DECIMALS
        stored = {name: _whole(name, given[name], decimals) if name in given else None for name in names}
        rows.append({"item": key, "low": low, "high": high, **stored})
    return rows


def _whole(name: str, text: str, decimals: int) -> int:
    return int(decimal_of(text)) if name in _COUNTS else scaled(text, decimals)
