"""Worked cases of indicators: days or returns as they would be published, and the value they give."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec
import pyarrow as pa
import yaml

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import ITEMS, AreaDays, with_index
from qingshan.evaluation.engines import Engine, collected
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import PLACE, indicators
from qingshan.evaluation.reported import ReportedIndicator
from qingshan.evaluation.returns import standing, used
from qingshan.evaluation.statistics import rounded
from qingshan.kernel import registry
from qingshan.kernel.figures import Figure
from qingshan.kernel.periods import Period
from qingshan.kernel.units import scaled, unscaled
from qingshan.standards.rule import DECIMALS

ENDING = ".cases.yaml"


class FigureCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reported figure in its units; ``area`` is the group's own unless it is named."""

    period: str
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    area: str = "甲"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``days`` are consecutive days from ``start`` (each item's values as text in its unit, null where a day has none);
    ``figures`` are returns, judged for ``year`` as of ``as_of``.

    ``value`` is null where there is none; ``counted`` are the days, sections or returns behind it.
    """

    name: str
    indicator: str
    value: str | None
    source: str
    days: dict[str, list[str | None]] = {}
    figures: list[FigureCase] = []
    counted: int | None = None
    start: date = date(2021, 1, 1)
    year: int = 2021
    as_of: date = date(2021, 12, 31)
    editions: tuple[str, ...] = ()


def load() -> list[Case]:
    """Every case beside an indicator's definition, in every definition folder."""
    return [case for path in registry.files(PLACE, ENDING) for case in _read(path.read_bytes())]


def _read(text: bytes) -> list[Case]:
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), list[Case])


def answer(case: Case, made: Engine) -> tuple[Decimal | None, int]:
    """What an engine gives: the rounded value, and what was counted (0 when there is no value)."""
    indicator = indicators()[case.indicator]
    if isinstance(indicator, AirIndicator):
        return _of_days(case, indicator, made)
    assert isinstance(indicator, ReportedIndicator)
    return _of_figures(case, indicator)


def _of_figures(case: Case, indicator: ReportedIndicator) -> tuple[Decimal | None, int]:
    known = [_figure(case.indicator, one) for one in case.figures]
    found = standing(used(indicator, Group("甲", ("甲",)), known, Period.year(case.year), case.as_of))
    return (None, 0) if found is None else (found.value, found.counted)


def _figure(key: str, one: FigureCase) -> Figure:
    value, upper, lower = (
        None if text is None else Decimal(text) for text in (one.value, one.numerator, one.denominator)
    )
    return Figure(key, one.area, one.period, value, upper, lower, "", "", date.min, "", 1, "")


def _of_days(case: Case, indicator: AirIndicator, made: Engine) -> tuple[Decimal | None, int]:
    length = max(len(values) for values in case.days.values())
    midnight = datetime.combine(case.start, datetime.min.time())
    moments = [midnight + timedelta(days=number) for number in range(length)]
    columns = {item: pa.array(_thousandths(case.days.get(item, []), length), pa.int64()) for item in ITEMS}
    table = pa.table({"area": ["甲"] * length, "day": pa.array(moments, pa.timestamp("us")), **columns})
    rules = AirRules.on(case.start, case.editions)
    days = with_index(made.table(table), rules)
    interval = indicator.interval(rules)
    rows = collected(rounded(indicator.fraction(AreaDays(days, days, rules)), interval)).to_pylist()
    if not rows or rows[0]["value"] is None:
        return None, rows[0]["days"] if rows else 0
    return unscaled(rows[0]["value"], DECIMALS), rows[0]["days"]


def _thousandths(values: list[str | None], length: int) -> list[int | None]:
    padded = [*values, *[None] * (length - len(values))]
    return [None if value is None else scaled(value, DECIMALS) for value in padded]
