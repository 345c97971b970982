"""What an indicator declares, and how the declarations are found."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qingshan.evaluation import problems
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import AreaDays
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.judging import BudgetKind
from qingshan.kernel import registry
from qingshan.kernel.text import Text

PLACE = "evaluation/indicators"
Direction = Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One official statistic of an area over a period, as its definition file declares it.

    ``fraction`` gives, from the days of many areas, one row an area: ``area``, ``numerator``,
    ``denominator`` (the value is their quotient in ``unit``; null when there is none) and ``days`` (the
    days that count). It is rounded half to even, once, to ``interval`` (thousandths of the unit).
    ``names`` are the spellings documents use, ``units`` those their values may carry. ``yearly_item`` is
    the item whose days must meet the yearly validity rule (None: no such rule). ``budget`` says what can
    still be spent while the period runs (None: nothing that can be computed exactly). ``items`` are the
    concentrations it rests on, ``by_index`` says that it counts days by their AQI.
    """

    key: str
    label: Text
    names: tuple[str, ...]
    unit: str
    units: tuple[str, ...]
    direction: Direction
    clause: Text
    fraction: Callable[[AreaDays], Frame]
    interval: Callable[[AirRules], int]
    yearly_item: str | None = None
    budget: BudgetKind | None = None
    items: tuple[str, ...] = ()
    by_index: bool = False
    dust_deducted: bool = False


def indicators() -> dict[str, Indicator]:
    """Every declared indicator by key; EVA001 when a key is declared twice."""
    return _indicators(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _indicators(_definition_folders: str) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for module in registry.modules(PLACE):
        declared: Indicator = module.INDICATOR
        if declared.key in found:
            raise problems.INDICATOR_TWICE.at(str(module.__file__), declared.key)
        found[declared.key] = declared
    return found
