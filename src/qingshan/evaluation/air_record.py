"""What was read of the air of area groups: their days, statistics, exclusions, flags, and the rules each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import OZONE
from qingshan.evaluation.exclusions import Exclusion
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import Indicator
from qingshan.evaluation.judging import Standing
from qingshan.evaluation.record import Versions
from qingshan.kernel.periods import Period
from qingshan.kernel.places import Membership
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step
from qingshan.standards.book import Parameter

NOT_BEGUN = Text("考核期尚未开始", "the period has not begun")
NO_SITE = Text("没有点位代表这个区域", "no site speaks for this area")
NO_DAY = Text("没有有效日", "no valid day")
TOO_FEW = Text("有效日数不满足年度统计的最低要求", "too few valid days for the yearly statistic")


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

    period: Period
    as_of: date
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
    versions: Versions

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {"area_days": self.area_days, "site_days": self.site_days}

    def flagged(self, indicator: AirIndicator, group: Group) -> dict[str, int]:
        """How many hours behind an indicator of a group carry a quality flag, by check; flags never alter."""
        sites = {member.site for member in self.members.get(group.key, [])}
        items = {"o3" if item == OZONE else item for item in indicator.items}
        found: dict[str, int] = {}
        for flag in self.flags:
            if flag.site in sites and flag.item in items:
                found[flag.check] = found.get(flag.check, 0) + flag.hours
        return found

    def parameters(self, indicator: AirIndicator) -> tuple[Parameter, ...]:
        """The parameters a value of this indicator rests on, each once."""
        read = [part.means for part in self.parts]
        read += [part.ozone for part in self.parts if OZONE in indicator.items]
        read += [part.index for part in self.parts if indicator.by_index]
        read += [self.own[indicator.key]] if indicator.key in self.own else []
        return tuple({(p.edition, p.key): p for rules in read for p in rules.used}.values())

    def standing(self, indicator: Indicator, group: Group) -> Standing | None:
        return self.standings.get((indicator.key, group.key))

    def missing(self, indicator: Indicator, group: Group) -> list[Text]:
        if self.as_of < self.period.start:
            return [NOT_BEGUN]
        if not self.members.get(group.key):
            return [NO_SITE]
        return [] if self.standing(indicator, group) else [NO_DAY]

    def full_year(self, indicator: AirIndicator, group: Group) -> bool:
        """Whether the yearly validity rule of the indicator is met; true for indicators without one."""
        return indicator.yearly_item is None or self.full.get((indicator.key, group.key), False)

    def enough(self, indicator: AirIndicator, group: Group) -> Text | None:
        return None if self.full_year(indicator, group) else TOO_FEW

    def of(self, group: Group) -> pa.Table:
        """The days of one group, in order."""
        return self.area_days.filter(pc.field("area") == group.key).sort_by("day")

    def official(self, indicator: Indicator, group: Group) -> bool:  # noqa: ARG002 (stages are those of the days)
        """Whether every reading behind the group was reviewed or official."""
        stages = self.of(group)["stage"]
        return len(stages) > 0 and pc.min(stages).as_py() > 0

    def coverage(self, indicator: AirIndicator, group: Group) -> dict[str, Any]:
        """How much of the passed part of the period the group's value rests on."""
        passed = self.period.to_date(self.as_of)
        rows = self.of(group)
        valid = int(pc.sum(rows["valid"]).as_py() or 0) if rows.num_rows else 0
        return {
            "sites": sorted({member.site for member in self.members.get(group.key, [])}),
            "days": 0 if passed is None else passed.days,
            "valid_days": valid,
            "period_days": self.period.days,
            "flagged_hours": self.flagged(indicator, group),
        }

    def steps(self, indicator: AirIndicator, group: Group, evaluation: str) -> tuple[Step, ...]:
        from qingshan.evaluation.air_trace import steps

        return steps(self, indicator, group, evaluation)
