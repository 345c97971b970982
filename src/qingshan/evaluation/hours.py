"""The hourly index of sites, with its items, level and primary pollutants, as the real-time rule of HJ 633 has it."""

from __future__ import annotations

from datetime import datetime

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation.air_rules import segments
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.engines import Engine, collected, computed
from qingshan.kernel.clock import end_of_day
from qingshan.kernel.exact import Value
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import Lake
from qingshan.standards.book import Rules, book
from qingshan.standards.rule import rule

ITEMS = ("so2", "no2", "pm10", "pm25", "co", "o3")


def hourly_index(
    lake: Lake, sites: list[str], period: Period, made: Engine, known_on: datetime | None = None
) -> pa.Table:
    """One row a site and hour: the six concentrations in thousandths, ``aqi``, ``level``, ``iaqi_…``, ``primary_…``.

    Hours without any reading have no row; an item without one is null and has no index.
    """
    frame = lake.scan("readings", made.parquet, known_on)
    if frame is None:
        return pa.table({})
    wide = _wide(frame.filter(nw.col("site").is_in(sites)))
    parts = [_indexed(wide, part) for part in segments(period)]
    return collected(nw.concat(parts).sort("site", "hour_end"))


def _wide(readings: Frame) -> Frame:
    columns = {item: nw.when(nw.col("item") == item).then(nw.col("value")).max() for item in ITEMS}
    return readings.group_by("site", "hour_end").agg(**columns, stage=nw.col("stage").min())


def _indexed(hours: Frame, part: Period) -> Frame:
    first = datetime.combine(part.start, datetime.min.time())
    within = hours.filter(nw.col("hour_end") > first, nw.col("hour_end") <= end_of_day(part.end))
    rules: Rules = book().in_force("hj633", part.start).on(part.start)

    def formula(values: dict[str, Value]) -> dict[str, Value]:
        return rule("aqi-hour").compute(values, rules)

    return computed(within, formula, {item: item for item in ITEMS})
