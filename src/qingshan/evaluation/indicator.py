"""What every indicator declares, and how the declarations are found."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal

from qingshan.evaluation import problems
from qingshan.evaluation.judging import BudgetKind
from qingshan.kernel import registry
from qingshan.kernel.text import Text

PLACE = "evaluation/indicators"
Direction = Literal["lower", "higher", "none"]
Pace = Literal["decline", "level", "amount"]
"""How 时序进度 is formed: a decline from the base year, a level between base year and end, an amount that adds up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One official statistic of an area over a period, as its definition file declares it.

    ``names`` are the spellings documents use, ``phrases`` words of a sentence that mean it where the name alone does
    not say so; ``units`` are those a target's value may carry. ``whole`` is the value that 全部 and 全覆盖 mean.
    ``by_object`` says that it is counted over what a sentence names, not over an area.
    ``budget`` says what can still be spent while the period runs (None: nothing that can be computed exactly).
    ``realm`` names the kind of data it rests on; ``compared`` whether the rounded value meets a limit, as assessment
    rules of monitoring say, or the exact one (GB/T 8170 4.3: 全数值比较法 where no rule says otherwise).
    """

    realm: ClassVar[str] = ""
    compared: ClassVar[Literal["rounded", "exact"]] = "rounded"

    key: str
    label: Text
    names: tuple[str, ...]
    unit: str
    units: tuple[str, ...]
    direction: Direction
    clause: Text
    phrases: tuple[str, ...] = ()
    whole: str | None = None
    pace: Pace | None = None
    budget: BudgetKind | None = None
    by_object: bool = False

    def controls(self, quote: str) -> tuple[str, ...]:  # noqa: ARG002 (sections alone have levels of control)
        """The levels of control a sentence names for this indicator."""
        return ()


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
