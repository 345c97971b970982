"""Indicators of surface water: shares of sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from qingshan.evaluation.indicator import Indicator

CONTROLS: Mapping[str, str] = {
    "国控": "national",
    "国考": "national",
    "省控": "provincial",
    "省考": "provincial",
    "市控": "city",
    "市考": "city",
    "县控": "county",
}
"""How documents name the level that controls a section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionIndicator(Indicator):
    """The share of sections that have a quality, in per cent of those that have data.

    ``flag`` names it among the columns of :mod:`qingshan.evaluation.water_sections`: ``good`` (Ⅰ–Ⅲ), ``second``
    (Ⅰ–Ⅱ), ``bad`` (worse than Ⅴ), ``complies`` (with the section's own target), ``source`` (of the months of
    drinking-water sources, those that comply). ``adjusted`` leaves out what a person declared natural background.
    """

    realm: ClassVar[str] = "water"
    compared: ClassVar[Literal["rounded", "exact"]] = "exact"

    flag: Literal["good", "second", "bad", "complies", "source"]
    adjusted: bool = False

    def controls(self, quote: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(level for word, level in CONTROLS.items() if word in quote))
