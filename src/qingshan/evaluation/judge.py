"""One target in one area group: its standing, its state, the verdict of each tier, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qingshan.evaluation.air_record import AirRecord
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import Direction, Indicator, indicators
from qingshan.evaluation.judging import Budget, Standing, State, Verdict, budget, gap, verdict
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of
from qingshan.plans.ir import Comparator, Target
from qingshan.standards.quantities import symbol

NO_INDICATOR = Text("指标库中没有这个指标，无法计算", "no indicator of that name is in the registry: not computed")
NO_THRESHOLD = Text("定性目标，尚未由人设定阈值", "qualitative target: no threshold set by a person")
NO_PACE = Text(
    "按时序进度考核，五年目标数尚未录入，无法计算", "judged pro rata, but the five-year figure has not been entered"
)
NO_VALUE = Text("没有数值的目标，无法判定", "a target without a figure cannot be judged")
NO_BAND = Text("“左右”的允许范围未申明", "the band of “about” is not declared")
NOT_BEGUN = Text("考核期尚未开始", "the period has not begun")
NO_SITE = Text("没有点位代表这个区域", "no site speaks for this area")
NO_DAY = Text("没有有效日", "no valid day")
TOO_FEW = Text("有效日数不满足年度统计的最低要求", "too few valid days for the yearly statistic")
OTHER_UNIT = Text("目标的单位不是该指标的单位", "the target's unit is not the indicator's")

GOOD_SIDE: dict[Direction, tuple[str, ...]] = {"lower": ("<=", "<"), "higher": (">=", ">")}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the end of which day (Beijing), what was known when (UTC), which editions, which engine."""

    as_of: date
    known_on: datetime | None = None
    editions: tuple[str, ...] = ()
    engine: str = "duckdb"


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of a target: its limit, its verdict, what is left, and the gap to the limit."""

    comparator: Comparator
    limit: Decimal | None
    verdict: Verdict
    gap: Decimal | None
    budget: Budget | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A target judged in one group; ``reasons`` say why a value or a verdict is not there."""

    target: Target
    group: Group
    indicator: Indicator | None
    standing: Standing | None
    state: State
    must: Tier | None
    strive: Tier | None
    reasons: tuple[Text, ...]
    coverage: dict[str, Any]


class Judge:
    """Judges the targets of one period on one reading of the air."""

    def __init__(self, period: Period, air: AirRecord, question: Question) -> None:
        self.period, self.air, self.question = period, air, question
        self.over = question.as_of >= period.end

    def judged(self, target: Target, group: Group) -> Judged:
        indicator = indicators().get(target.indicator.key or "")
        if indicator is None:
            return self._without_value(target, group)
        standing = self.air.standing(indicator, group)
        reasons = self._obstacles(target, indicator, group)
        if self.over and standing is not None and not self.air.enough(indicator, group):
            reasons.append(TOO_FEW)
        must, strive = self._tiers(target, indicator, standing if not reasons else None)
        return Judged(
            target=target,
            group=group,
            indicator=indicator,
            standing=standing,
            state=self._state(None if TOO_FEW in reasons else standing, group),
            must=must,
            strive=strive,
            reasons=tuple(reasons),
            coverage=self.air.coverage(indicator, group, self.period, self.question.as_of),
        )

    def _without_value(self, target: Target, group: Group) -> Judged:
        qualitative = NO_PACE if target.rule == "pro_rata" else NO_THRESHOLD
        reason = qualitative if target.comparator == "qualitative" else NO_INDICATOR
        must, strive = self._tiers(target, None, None)
        return Judged(target, group, None, None, "insufficient_data", must, strive, (reason,), {})

    def _tiers(
        self, target: Target, indicator: Indicator | None, standing: Standing | None
    ) -> tuple[Tier | None, Tier | None]:
        """Must and strive; a target that is only striven for has no must."""
        own = self._tier(target.comparator, target.value, indicator, standing)
        return (None, own) if target.tier_only else (own, self._strive(target, indicator, standing))

    def _obstacles(self, target: Target, indicator: Indicator, group: Group) -> list[Text]:
        if target.comparator == "qualitative":
            return [NO_PACE if target.rule == "pro_rata" else NO_THRESHOLD]
        found = [NO_VALUE] if target.value is None else []
        if target.comparator == "~=":
            found.append(NO_BAND)
        if target.unit is not None and symbol(target.unit) not in indicator.units:
            found.append(OTHER_UNIT)
        if self.question.as_of < self.period.start:
            return [*found, NOT_BEGUN]
        if not self.air.members.get(group.key):
            return [*found, NO_SITE]
        return found if self.air.standing(indicator, group) else [*found, NO_DAY]

    def _state(self, standing: Standing | None, group: Group) -> State:
        if standing is None:
            return "insufficient_data"
        return "final" if self.over and self.air.official(group) else "provisional"

    def _strive(self, target: Target, indicator: Indicator | None, standing: Standing | None) -> Tier | None:
        """The stretch tier; a stretch that names its own indicator or scope is not judged on this one."""
        wish = target.stretch
        if wish is None:
            return None
        own = wish.indicator is not None or wish.scope is not None
        return self._tier(wish.comparator, wish.value, indicator, None if own else standing)

    def _tier(
        self, comparator: Comparator, written: str | None, indicator: Indicator | None, standing: Standing | None
    ) -> Tier:
        limit = None if written is None else decimal_of(written)
        if standing is None or limit is None or indicator is None:
            return Tier(comparator, limit, "unknown", None, None)
        spent = None
        if indicator.budget and comparator in GOOD_SIDE[indicator.direction]:
            left = self.period.remaining(self.question.as_of)
            spent = budget(indicator.budget, standing, limit, left)
        decided = verdict(standing, comparator, limit, over=self.over, spent=spent)
        return Tier(comparator, limit, decided, gap(standing.value, comparator, limit), spent)
