"""Values over time, read from the lake only for the place, the items and the time asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import narwhals as nw
import pyarrow as pa

from qingshan.evaluation import store
from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.engines import collected, engine
from qingshan.evaluation.water_survey import INSTANT
from qingshan.kernel.clock import BEIJING
from qingshan.kernel.text import Text
from qingshan.observations.items import items, water_items
from qingshan.observations.store.lake import Lake, connect
from qingshan.standards.quantity import measured
from qingshan.standards.water import WATER_DECIMALS
from qingshan.web import problems
from qingshan.web.ogc.asking import Span
from qingshan.web.ogc.places import newest_by_plan

MONTH = "month"
MOST = 100_000
"""Values in one answer."""
THOUSANDTHS = 3
TOO_MANY = Text("每次不超过 {most} 个值，请缩短时间", "no more than {most} values at a time: ask for less time")
HOURLY, WATER = tuple(items()), tuple(water_items())
INDEX = ("aqi", "level")
_DAYS = """
SELECT day AS at, item, value FROM days WHERE evaluation IN ({evaluations}) AND site = $place
    AND day BETWEEN $first AND $last AND item IN ({items}) ORDER BY day LIMIT {most}
"""
_AREA_DAYS = """
SELECT area, day, {columns}, sites, stage, valid FROM days WHERE evaluation IN ({evaluations})
    AND day BETWEEN $first AND $last ORDER BY day, area LIMIT $limit OFFSET $offset
"""
_AREA_COUNT = """
SELECT count(*) FROM days WHERE evaluation IN ({evaluations}) AND day BETWEEN $first AND $last
"""


@dataclass(frozen=True, slots=True)
class Series:
    """For each item its values, in the item's unit, at the moments ``at``; None where there is none."""

    at: list[str]
    values: dict[str, list[float | None]]


def station_days(lake: Lake, place: str, wanted: Sequence[str], span: Span) -> Series:
    """The days of a station as the newest evaluation of each plan judged them; no value for a day that is not valid."""
    days, evaluations = store.rows_of_all(lake.path, "site_days"), newest_by_plan()
    if days is None or not evaluations:
        return Series([], {name: [] for name in wanted})
    first, last = span.days()
    asked = _DAYS.format(evaluations=_listed(evaluations), items=_listed(wanted), most=MOST + 1)
    with connect() as connection:
        connection.register("days", days)
        rows = connection.execute(asked, {"place": place, "first": first, "last": last}).fetchall()
    return _series([(f"{at:%Y-%m-%d}", item, value) for at, item, value in rows], wanted, THOUSANDTHS)


def station_hours(lake: Lake, place: str, wanted: Sequence[str], span: Span) -> Series:
    """The raw hours of a station, by their ends: of each the value that counts, whatever was known before."""
    readings = lake.scan("readings", engine().parquet)
    chosen = None if readings is None else readings.filter(nw.col("site") == place)
    return _read(chosen, "hour_end", wanted, span.hours(), THOUSANDTHS)


def section_months(lake: Lake, place: str, wanted: Sequence[str], span: Span) -> Series:
    """What a section's water was over each month, at the month's first day."""
    return _samples(lake, place, nw.col("span") == MONTH, wanted, span)


def section_moments(lake: Lake, place: str, wanted: Sequence[str], span: Span) -> Series:
    """The samples of a section that speak of one moment."""
    return _samples(lake, place, nw.col("span") == INSTANT, wanted, span)


def _samples(lake: Lake, place: str, kind: nw.Expr, wanted: Sequence[str], span: Span) -> Series:
    """Where one moment has a value by hand and one of a machine, that by hand stands."""
    samples = lake.scan("samples", engine().parquet)
    chosen = None if samples is None else samples.filter(nw.col("section") == place, kind)
    return _read(chosen, "sampled_at", wanted, span.moments(), WATER_DECIMALS, "origin")


def _read(
    frame: Frame | None,
    clock: str,
    wanted: Sequence[str],
    within: tuple[datetime, datetime],
    decimals: int,
    *order: str,
) -> Series:
    if frame is None:
        return Series([], {name: [] for name in wanted})
    first, last = within
    at, years = nw.col(clock), (nw.col("year") >= first.year - 1, nw.col("year") <= last.year)
    chosen = frame.filter(at >= first, at <= last, *years, nw.col("item").is_in(list(wanted)))
    few = chosen.select(clock, "item", "value", *order).sort(clock, "item", *order).head(MOST + 1)
    rows: pa.Table = collected(few)
    told = zip(rows[clock].to_pylist(), rows["item"].to_pylist(), rows["value"].to_pylist(), strict=True)
    return _series([(moment.replace(tzinfo=BEIJING).isoformat(), *one) for moment, *one in told], wanted, decimals)


def area_days(lake: Lake, span: Span, limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
    """Days of areas, earliest first, and how many there are in all."""
    days, evaluations = store.rows_of_all(lake.path, "area_days"), newest_by_plan()
    if days is None or not evaluations:
        return [], 0
    first, last = span.days()
    within, listed = {"first": first, "last": last}, _listed(evaluations)
    columns = ", ".join((*ITEMS, *INDEX))
    with connect() as connection:
        connection.register("days", days)
        ((total,),) = connection.execute(_AREA_COUNT.format(evaluations=listed), within).fetchall()
        asked = _AREA_DAYS.format(columns=columns, evaluations=listed)
        found = connection.execute(asked, within | {"limit": limit, "offset": offset})
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return rows, total


def area_day(lake: Lake, area: str, day: str) -> dict[str, Any] | None:
    """One day of one area; None where none is kept."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return None
    rows, _ = area_days(lake, Span(wanted, wanted), MOST, 0)
    return next((row for row in rows if row["area"] == area), None)


def in_unit(value: int | None, decimals: int = THOUSANDTHS) -> float | None:
    """A stored whole number in its unit, as the nearest binary fraction: for exchange, never to judge by."""
    return None if value is None else value / 10**decimals


def label_of(item: str) -> Text:
    """What people call an item."""
    found = measured().get(item)
    return Text(item, item) if found is None else found.label


def unit_of(item: str) -> str:
    found = measured().get(item)
    return "" if found is None else found.unit


def _series(rows: Sequence[tuple[Any, ...]], wanted: Sequence[str], decimals: int) -> Series:
    if len(rows) > MOST:
        raise problems.BAD_REQUEST.at("datetime", expected=TOO_MANY.filled(most=MOST))
    moments = {at: place for place, at in enumerate(dict.fromkeys(at for at, _, _ in rows))}
    values: dict[str, list[float | None]] = {name: [None] * len(moments) for name in wanted}
    for at, item, value in rows:
        values[item][moments[at]] = in_unit(value, decimals)
    return Series(list(moments), values)


def _listed(names: Sequence[str]) -> str:
    """Names of our own (identities, items) as SQL text."""
    return ", ".join("'" + name.replace("'", "''") + "'" for name in names)
