"""What an indicator declares, and how the declarations are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from qingshan.evaluation import problems
from qingshan.kernel import registry
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.evaluation.area_days import AreaDays
    from qingshan.evaluation.columns import Frame

PLACE = "evaluation/indicators"
Budget = Literal["mean", "share", "count", "none"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One official statistic of an area over a period, as its definition file declares it.

    ``fraction`` gives, from the days of many areas, one row an area: ``area``, ``numerator``,
    ``denominator`` (the value is their quotient in ``unit``; null when there is none) and ``days``
    (the days that count). It is rounded half to even to the decimals that ``decimals`` names in
    HJ 663. ``names`` are the spellings documents use. ``budget`` says what can still be spent while
    the period runs: a mean, a share of days, a count of days, or nothing that can be computed.
    """

    key: str
    label: Text
    names: tuple[str, ...]
    unit: str
    spellings: tuple[str, ...]
    direction: Literal["lower", "higher"]
    decimals: str
    validity: str
    clause: str
    fraction: Callable[[AreaDays], Frame]
    budget: Budget = "none"


@cache
def indicators() -> dict[str, Indicator]:
    """Every declared indicator by key."""
    found: dict[str, Indicator] = {}
    for module in registry.modules(PLACE):
        declared: Indicator = module.INDICATOR
        if declared.key in found:
            raise problems.INDICATOR_TWICE.at(str(module.__file__), declared.key)
        found[declared.key] = declared
    return found
