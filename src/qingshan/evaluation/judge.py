"""One target in one area group: its standing, its state, the verdict of each tier, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import Direction, Indicator, indicators
from qingshan.evaluation.judging import Budget, Standing, State, Verdict, budget, gap
from qingshan.evaluation.limits import EQUAL, NO_THRESHOLD, NO_VALUE, Limit, Limits, Unset, baseline
from qingshan.evaluation.record import Record
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of
from qingshan.plans.ir import Comparator, Stretch, Target
from qingshan.standards.book import Parameter
from qingshan.standards.quantities import symbol

NO_INDICATOR = Text("指标库中没有这个指标，无法计算", "no indicator of that name is in the registry: not computed")
OTHER_UNIT = Text("目标的单位不是该指标的单位", "the target's unit is not the indicator's")

GOOD_SIDE: dict[Direction, tuple[str, ...]] = {"lower": ("<=", "<"), "higher": (">=", ">"), "none": ()}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the end of which day (Beijing), what was known when (UTC), which editions, which engine."""

    as_of: date
    known_on: datetime | None = None
    editions: tuple[str, ...] = ()
    engine: str = "duckdb"


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of a target: its limit, its verdict, what is left, the gap, and where the limit is from."""

    comparator: Comparator
    limit: Decimal | None
    verdict: Verdict
    gap: Decimal | None
    budget: Budget | None
    notes: tuple[Text, ...] = ()
    parameters: tuple[Parameter, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the targets of one period on the records of it.

    ``others`` are the records of the periods that changes are measured from, and of the parts of the period that end
    at a target's own deadline.
    """

    period: Period
    records: Mapping[str, Record[Any]]
    others: Mapping[Period, Mapping[str, Record[Any]]]
    limits: Limits
    question: Question

    def judged(self, target: Target, group: Group) -> Judged:
        indicator = indicators().get(target.indicator.key or "")
        if indicator is None:
            asked, wished = _unjudged(target, target), _unjudged(target.stretch, target)
            must, strive = (None, asked) if target.tier_only else (asked, wished)
            return Judged(target, group, None, None, "insufficient_data", must, strive, _why_unjudged(target), {})
        record = self._records(target)[indicator.realm]
        standing = record.standing(indicator, group)
        reasons = list(record.missing(indicator, group))
        if target.unit is not None and symbol(target.unit) not in indicator.units:
            reasons.append(OTHER_UNIT)
        over = self.question.as_of >= self._end(target)
        doubt = record.enough(indicator, group) if over and standing is not None else None
        reasons += [] if doubt is None else [doubt]
        must, strive, why = self._tiers(target, indicator, group, standing if not reasons else None)
        return Judged(
            target=target,
            group=group,
            indicator=indicator,
            standing=standing,
            state=self._state(target, indicator, group, standing if doubt is None else None),
            must=must,
            strive=strive,
            reasons=tuple(dict.fromkeys([*reasons, *why])),
            coverage=record.coverage(indicator, group),
        )

    def _records(self, target: Target) -> Mapping[str, Record[Any]]:
        return self.others.get(due_period(target, self.period), self.records)

    def _end(self, target: Target) -> date:
        return due_period(target, self.period).end

    def _state(self, target: Target, indicator: Indicator, group: Group, standing: Standing | None) -> State:
        if standing is None:
            return "insufficient_data"
        official = self._records(target)[indicator.realm].official(indicator, group)
        return "final" if official and self.question.as_of >= self._end(target) else "provisional"

    def _tiers(
        self, target: Target, indicator: Indicator, group: Group, standing: Standing | None
    ) -> tuple[Tier | None, Tier | None, list[Text]]:
        """Must and strive, and why there is no limit; a target that is only striven for has no must."""
        before = self._before(target, indicator, group)
        limit = self.limits.of(target, indicator, group, before)
        own, why = self._tier(target, target.comparator, limit, indicator, standing)
        if target.tier_only:
            return None, own, why
        return own, self._strive(target, indicator, standing), why

    def _before(self, target: Target, indicator: Indicator, group: Group) -> Standing | None:
        if target.rule not in ("relative", "change"):
            return None
        records = self.others.get(baseline(target, self.period), {})
        return records[indicator.realm].standing(indicator, group) if indicator.realm in records else None

    def _strive(self, target: Target, indicator: Indicator, standing: Standing | None) -> Tier | None:
        """The stretch tier; a stretch that names its own indicator or scope is not judged on this one."""
        wish = target.stretch
        if wish is None:
            return None
        own = wish.indicator is not None or wish.scope is not None
        limit = self.limits.stated(target, wish.comparator, wish.value, indicator)
        return self._tier(target, wish.comparator, limit, indicator, None if own else standing)[0]

    def _tier(
        self,
        target: Target,
        comparator: Comparator,
        limit: Limit | Unset,
        indicator: Indicator,
        standing: Standing | None,
    ) -> tuple[Tier, list[Text]]:
        if isinstance(limit, Unset):
            return Tier(comparator, None, "unknown", None, None), [limit.reason]
        if standing is None:
            return Tier(limit.comparator, limit.value, "unknown", None, None, limit.notes, limit.parameters), []
        spent = self._spent(target, limit, indicator, standing)
        kept = limit.kept(standing, indicator)
        why = [EQUAL if limit.before is not None else NO_VALUE] if kept is None else []
        far = None if limit.value is None or limit.before else gap(standing.value, limit.comparator, limit.value)
        found = self._verdict(target, kept, spent)
        return Tier(limit.comparator, limit.value, found, far, spent, limit.notes, limit.parameters), why

    def _spent(self, target: Target, limit: Limit, indicator: Indicator, standing: Standing) -> Budget | None:
        if not indicator.budget or limit.value is None or limit.comparator not in GOOD_SIDE[indicator.direction]:
            return None
        if self._end(target) != self.period.end or limit.pace is not None or limit.before is not None:
            return None
        left = self.period.remaining(self.question.as_of)
        return budget(indicator.budget, standing, limit.value, left)

    def _verdict(self, target: Target, kept: bool | None, spent: Budget | None) -> Verdict:
        """Of a period that is over; of one that runs it is unknown unless arithmetic decides it already."""
        if self.question.as_of >= self._end(target):
            return "unknown" if kept is None else ("met" if kept else "missed")
        return spent.verdict if spent is not None else "unknown"


def due_period(target: Target, period: Period) -> Period:
    """The period a target is judged over: the plan's, or its part up to the target's own deadline."""
    due = target.deadline.on if target.deadline is not None else None
    day = period.end if due is None else date.fromisoformat(due)
    return Period(period.start, day) if period.start <= day < period.end else period


def _unjudged(asked: Target | Stretch | None, target: Target) -> Tier | None:
    """A tier of a target that nothing measures."""
    if asked is None:
        return None
    limit = None if asked.value is None or target.rule != "level" else decimal_of(asked.value)
    return Tier(asked.comparator, limit, "unknown", None, None)


def _why_unjudged(target: Target) -> tuple[Text, ...]:
    wordy = target.comparator == "qualitative" and target.rule == "level"
    return (NO_THRESHOLD, NO_INDICATOR) if wordy else (NO_INDICATOR,)
