"""Indicators of the air: statistics of an area's days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import AreaDays
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.indicator import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class AirIndicator(Indicator):
    """A statistic of days.

    ``fraction`` gives, from the days of many areas, one row an area: ``area``, ``numerator``,
    ``denominator`` (the value is their quotient in ``unit``; null when there is none) and ``days`` (the
    days that count). It is rounded half to even, once, to ``interval`` (thousandths of the unit).
    ``yearly_item`` is the item whose days must meet the yearly validity rule (None: no such rule). ``items``
    are the concentrations it rests on, ``by_index`` says that it counts days by their AQI.
    """

    realm: ClassVar[str] = "air"

    fraction: Callable[[AreaDays], Frame]
    interval: Callable[[AirRules], int]
    yearly_item: str | None = None
    items: tuple[str, ...] = ()
    by_index: bool = False
    dust_deducted: bool = False
