"""Worked cases of indicators: days as they would be published, and the value they give."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec
import pyarrow as pa
import yaml

from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import ITEMS, AreaDays, with_index
from qingshan.evaluation.engines import Engine, collected
from qingshan.evaluation.indicator import PLACE, indicators
from qingshan.evaluation.statistics import rounded
from qingshan.kernel import registry
from qingshan.kernel.units import scaled, unscaled
from qingshan.standards.rule import DECIMALS

ENDING = ".cases.yaml"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Consecutive days from ``start``: each item's values as text in its unit, null where the day has none.

    ``value`` is null where the days give no value; ``days`` are those that count.
    """

    name: str
    indicator: str
    days: dict[str, list[str | None]]
    value: str | None
    source: str
    counted: int | None = None
    start: date = date(2021, 1, 1)
    editions: tuple[str, ...] = ()


def load() -> list[Case]:
    """Every case beside an indicator's definition, in every definition folder."""
    return [case for path in registry.files(PLACE, ENDING) for case in _read(path.read_bytes())]


def _read(text: bytes) -> list[Case]:
    return msgspec.convert(yaml.load(text, Loader=yaml.CSafeLoader), list[Case])


def answer(case: Case, made: Engine) -> tuple[Decimal | None, int]:
    """What an engine gives: the rounded value and the days that count (0 when there is no row)."""
    length = max(len(values) for values in case.days.values())
    midnight = datetime.combine(case.start, datetime.min.time())
    moments = [midnight + timedelta(days=number) for number in range(length)]
    columns = {item: pa.array(_thousandths(case.days.get(item, []), length), pa.int64()) for item in ITEMS}
    table = pa.table({"area": ["甲"] * length, "day": pa.array(moments, pa.timestamp("us")), **columns})
    rules = AirRules.on(case.start, case.editions)
    days = with_index(made.table(table), rules)
    indicator = indicators()[case.indicator]
    interval = indicator.interval(rules)
    rows = collected(rounded(indicator.fraction(AreaDays(days, days, rules)), interval)).to_pylist()
    if not rows or rows[0]["value"] is None:
        return None, rows[0]["days"] if rows else 0
    return unscaled(rows[0]["value"], DECIMALS), rows[0]["days"]


def _thousandths(values: list[str | None], length: int) -> list[int | None]:
    padded = [*values, *[None] * (length - len(values))]
    return [None if value is None else scaled(value, DECIMALS) for value in padded]
