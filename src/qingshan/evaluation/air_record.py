"""What was read of the air of area groups: their days, statistics, exclusions, flags, and the rules each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import OZONE
from qingshan.evaluation.exclusions import Exclusion
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import Indicator
from qingshan.evaluation.judging import Standing
from qingshan.kernel.periods import Period
from qingshan.kernel.places import Membership
from qingshan.standards.book import Parameter


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the period under one set of editions; each stage reads its own views, so a result cites its own."""

    period: Period
    means: AirRules
    ozone: AirRules
    index: AirRules

    @classmethod
    def of(cls, period: Period, editions: tuple[str, ...]) -> Part:
        return cls(period, *(AirRules.on(period.start, editions) for _ in range(3)))


@dataclass(frozen=True, slots=True)
class Flagged:
    """How many hours of a site's item one quality check flagged."""

    site: str
    item: str
    check: str
    hours: int


@dataclass(frozen=True, slots=True)
class AirRecord:
    """What the air data say of each group. ``area_days`` and ``site_days`` hold thousandths, null where invalid."""

    parts: tuple[Part, ...]
    own: dict[str, AirRules]
    members: dict[str, list[Membership]]
    area_days: pa.Table
    site_days: pa.Table
    standings: dict[tuple[str, str], Standing]
    full: dict[tuple[str, str], bool]
    exclusions: tuple[Exclusion, ...]
    flags: tuple[Flagged, ...]
    sources: tuple[str, ...]
    versions: dict[str, dict[str, str | int | None]]

    def flagged(self, indicator: Indicator, group: Group) -> dict[str, int]:
        """How many hours behind an indicator of a group carry a quality flag, by check; flags never alter."""
        sites = {member.site for member in self.members.get(group.key, [])}
        items = {"o3" if item == OZONE else item for item in indicator.items}
        found: dict[str, int] = {}
        for flag in self.flags:
            if flag.site in sites and flag.item in items:
                found[flag.check] = found.get(flag.check, 0) + flag.hours
        return found

    def parameters(self, indicator: Indicator) -> tuple[Parameter, ...]:
        """The parameters a value of this indicator rests on, each once."""
        read = [part.means for part in self.parts]
        read += [part.ozone for part in self.parts if OZONE in indicator.items]
        read += [part.index for part in self.parts if indicator.by_index]
        read += [self.own[indicator.key]] if indicator.key in self.own else []
        return tuple({(p.edition, p.key): p for rules in read for p in rules.used}.values())

    @property
    def watermark(self) -> dict[str, str | int | None]:
        """The greatest ``known_from`` of each table; a result reproduces from these alone."""
        return {name: version["known_from"] for name, version in self.versions.items()}

    def standing(self, indicator: Indicator, group: Group) -> Standing | None:
        return self.standings.get((indicator.key, group.key))

    def enough(self, indicator: Indicator, group: Group) -> bool:
        """Whether the yearly validity rule of the indicator is met; true for indicators without one."""
        return indicator.yearly_item is None or self.full.get((indicator.key, group.key), False)

    def of(self, group: Group) -> pa.Table:
        """The days of one group, in order."""
        return self.area_days.filter(pc.field("area") == group.key).sort_by("day")

    def official(self, group: Group) -> bool:
        """Whether every reading behind the group was reviewed or official."""
        stages = self.of(group)["stage"]
        return len(stages) > 0 and pc.min(stages).as_py() > 0

    def coverage(self, indicator: Indicator, group: Group, period: Period, as_of: date) -> dict[str, Any]:
        """How much of the passed part of the period the group's value rests on."""
        passed = period.to_date(as_of)
        rows = self.of(group)
        valid = int(pc.sum(rows["valid"]).as_py() or 0) if rows.num_rows else 0
        return {
            "sites": sorted({member.site for member in self.members.get(group.key, [])}),
            "days": 0 if passed is None else passed.days,
            "valid_days": valid,
            "period_days": period.days,
            "flagged_hours": self.flagged(indicator, group),
        }
