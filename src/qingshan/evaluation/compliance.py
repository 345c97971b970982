"""Whether an area's period meets GB 3095: item by item its mean, and its percentile against the daily limit.

HJ 663 judges a calendar year; for other periods the figures are given without a verdict. That both the
mean and the percentile must comply, and the percentile against the daily limit, is unverified and marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_record import AirRecord
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import indicators
from qingshan.kernel.citation import Verification
from qingshan.kernel.periods import Period
from qingshan.kernel.units import decimal_of, plain, scaled, unscaled
from qingshan.standards.book import Parameter
from qingshan.standards.formulas.ratio import exceed_multiple
from qingshan.standards.rule import DECIMALS, SCALE

LEVEL = "level2"
MEANS = {item: f"air.{item}_mean" for item in ("so2", "no2", "pm10", "pm25")}
PERCENTILES = {
    "so2": "air.so2_p98",
    "no2": "air.no2_p98",
    "pm10": "air.pm10_p95",
    "pm25": "air.pm25_p95",
    "co": "air.co_p95",
    "o3_8h": "air.o3_p90",
}
OTHERS = ("air.good_day_ratio", "air.heavy_days", "air.heavy_day_ratio", "air.composite_index")
WANTED = (*MEANS.values(), *PERCENTILES.values(), *OTHERS)


@dataclass(frozen=True, slots=True)
class Statistic:
    """One figure of an area: its value, its limit where the standard has one, and whether it meets it."""

    indicator: AirIndicator
    value: Decimal | None
    days: int
    limit: Decimal | None = None
    meets: bool | None = None
    exceeds_by: Decimal | None = None

    def as_json(self) -> dict[str, Any]:
        numbers = {"value": self.value, "limit": self.limit, "exceed_multiple": self.exceeds_by}
        return {
            "indicator": self.indicator.key,
            "unit": self.indicator.unit,
            "days": self.days,
            "meets": self.meets,
            **{name: None if number is None else plain(number) for name, number in numbers.items()},
        }


@dataclass(frozen=True, slots=True)
class Compliance:
    """All figures of an area, the verdict of each item (None where it cannot be given), and of all six."""

    statistics: tuple[Statistic, ...]
    items: dict[str, bool | None]
    parameters: tuple[Parameter, ...]

    @property
    def complies(self) -> bool | None:
        """Every item must comply; unknown while one is unknown and none fails."""
        if False in self.items.values():
            return False
        return None if None in self.items.values() else True

    @property
    def editions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(parameter.edition for parameter in self.parameters))

    @property
    def unverified(self) -> tuple[str, ...]:
        return tuple(f"{p.edition} {p.key}" for p in self.parameters if p.verification is Verification.UNVERIFIED)


def compliance(air: AirRecord, group: Group, period: Period, rules: AirRules) -> Compliance:
    """The figures of a group over a period; verdicts for a calendar year with enough days alone."""
    limits = {
        **{key: rules.limits.table(f"limit_year_{LEVEL}")[item] for item, key in MEANS.items()},
        **{key: rules.limits.table(f"limit_day_{LEVEL}")[item] for item, key in PERCENTILES.items()},
    }
    rules.assessment.read("annual_compliance")
    rules.assessment.read("percentile_limit")
    figures = {key: _statistic(air, group, _declared(key), limits.get(key), rules) for key in WANTED}
    judged = {item: _verdict(air, group, period, item, figures) for item in ITEMS}
    read = (*(p for key in WANTED for p in air.parameters(_declared(key))), *rules.used)
    return Compliance(tuple(figures.values()), judged, tuple({(p.edition, p.key): p for p in read}.values()))


def _declared(key: str) -> AirIndicator:
    found = indicators()[key]
    assert isinstance(found, AirIndicator)
    return found


def _statistic(air: AirRecord, group: Group, indicator: AirIndicator, limit: str | None, rules: AirRules) -> Statistic:
    standing = air.standing(indicator, group)
    if standing is None:
        return Statistic(indicator, None, 0)
    if limit is None:
        return Statistic(indicator, standing.value, standing.counted)
    bound = decimal_of(limit)
    step = int(rules.assessment.scaled("multiple_interval", DECIMALS))
    over = exceed_multiple(scaled(standing.value, DECIMALS), scaled(bound, DECIMALS), SCALE, step)
    multiple = unscaled(over, DECIMALS).quantize(unscaled(step, DECIMALS).normalize()) if over > 0 else None
    return Statistic(indicator, standing.value, standing.counted, bound, standing.value <= bound, multiple)


def _verdict(air: AirRecord, group: Group, period: Period, item: str, figures: dict[str, Statistic]) -> bool | None:
    keys = [table[item] for table in (MEANS, PERCENTILES) if item in table]
    if period.kind != "year" or not all(air.full_year(_declared(key), group) for key in keys):
        return None
    met = [figures[key].meets for key in keys]
    return None if None in met else all(met)
