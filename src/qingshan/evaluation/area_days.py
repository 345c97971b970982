"""From hourly readings to the days of sites and of areas: means, the daily maximum 8-hour ozone, the AQI.

Concentrations are thousandths of µg/m³ (CO: mg/m³) throughout. A value that its validity rule does not
allow is null, never left out silently: the counts beside it say why.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import narwhals as nw

from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.columns import Frame
from qingshan.evaluation.engines import computed
from qingshan.kernel.clock import HOURS_PER_DAY
from qingshan.kernel.exact import Value, at_most, choose, half_even, multiply
from qingshan.standards.rule import rule

MEANS = ("so2", "no2", "co", "pm10", "pm25")
OZONE = "o3_8h"
ITEMS = (*MEANS, OZONE)
HOURS = tuple(f"h{hour}" for hour in range(1, HOURS_PER_DAY + 1))


@dataclass(frozen=True, slots=True)
class AreaDays:
    """The days of areas, one row each: ``area``, ``day``, a column for each item, ``aqi``, ``level``, ``valid`` …

    ``deducted`` holds the same rows with dust hours taken out of the particles (沙尘扣除); it is the same
    frame where no dust was declared.
    """

    frame: Frame
    deducted: Frame
    rules: AirRules


def with_day(readings: Frame) -> Frame:
    """The natural day of each hour-ending label: 00:00 belongs to the day before."""
    return readings.with_columns(day=nw.col("hour_end").dt.offset_by("-1h").dt.truncate("1d"))


def site_days(readings: Frame, rules: AirRules) -> Frame:
    """One row a site, item and day: ``value`` (null when invalid), ``hours`` there, ``stage`` (the least final)."""
    return nw.concat([mean_days(readings, rules), ozone_days(readings, rules)])


def mean_days(readings: Frame, rules: AirRules) -> Frame:
    """The daily means of each site, in the rows of :func:`site_days`."""
    hours = with_day(readings.filter(nw.col("item").is_in(list(MEANS))))
    days = hours.group_by("site", "item", "day").agg(
        total=nw.col("value").sum(), hours=nw.col("value").count(), stage=nw.col("stage").min()
    )
    days = days.with_columns(interval=_by_item({item: rules.site_day_interval(item) for item in MEANS}))

    def mean(values: dict[str, Value]) -> dict[str, Value]:
        rounded = multiply(
            half_even(values["total"], multiply(values["hours"], values["interval"])), values["interval"]
        )
        return {"value": choose(at_most(rules.day_hours, values["hours"]), rounded, None)}

    valued = computed(days, mean, {name: name for name in ("total", "hours", "interval")})
    return valued.select("site", "item", "day", "value", "hours", "stage")


def _by_item(values: dict[str, int]) -> nw.Expr:
    pairs = list(values.items())
    start = nw.lit(None, dtype=nw.Int64)
    return reduce(lambda rest, pair: nw.when(nw.col("item") == pair[0]).then(pair[1]).otherwise(rest), pairs, start)


def ozone_days(readings: Frame, rules: AirRules) -> Frame:
    """The daily maximum 8-hour ozone of each site, in the rows of :func:`site_days`."""
    hours = with_day(readings.filter(nw.col("item") == "o3"))
    hour = nw.col("hour_end").dt.offset_by("-1h").dt.hour() + 1
    by_hour = {
        name: nw.when(nw.col("hour") == number).then(nw.col("value")).max() for number, name in enumerate(HOURS, 1)
    }
    days = (
        hours.with_columns(hour=hour)
        .group_by("site", "day")
        .agg(**by_hour, hours=nw.col("value").count(), stage=nw.col("stage").min())
    )

    def maximum(values: dict[str, Value]) -> dict[str, Value]:
        hourly = [values[name] for name in HOURS]
        return {"value": rule("o3-8h").compute({"hours": hourly}, rules.assessment)[OZONE]}

    valued = computed(days, maximum, {name: name for name in HOURS})
    return valued.select("site", nw.lit(OZONE).alias("item"), "day", "value", "hours", "stage")


def area_days(days: Frame, members: Frame, rules: AirRules) -> Frame:
    """:func:`area_means` and the AQI of the means, in one go."""
    return with_index(area_means(days, members, rules), rules)


def area_means(days: Frame, members: Frame, rules: AirRules) -> Frame:
    """One row an area and day: the mean of its sites, item by item.

    ``members`` has ``site``, ``area``, ``since``, ``until``; a value stands only when enough of the
    area's sites have one (``sites_valid`` of ``sites``).
    """
    present = days.join(members, on="site").filter(nw.col("day") >= nw.col("since"), nw.col("day") <= nw.col("until"))
    by_item = present.group_by("area", "item", "day").agg(
        total=nw.col("value").sum(), valid=nw.col("value").count(), stage=nw.col("stage").min()
    )
    by_item = by_item.join(expected_sites(days, members), on=["area", "day"], how="left").with_columns(
        interval=_by_item({item: rules.area_day_interval(item) for item in ITEMS})
    )

    def mean(values: dict[str, Value]) -> dict[str, Value]:
        rounded = multiply(
            half_even(values["total"], multiply(values["valid"], values["interval"])), values["interval"]
        )
        return {"value": choose(rules.enough_sites(values["valid"], values["sites"]), rounded, None)}

    valued = computed(by_item, mean, {name: name for name in ("total", "valid", "interval", "sites")})
    return _wide(valued)


def expected_sites(days: Frame, members: Frame) -> Frame:
    """How many sites speak for an area on each day on which anything was read."""
    calendar = days.select("day").unique()
    standing = calendar.join(members, how="cross").filter(
        nw.col("day") >= nw.col("since"), nw.col("day") <= nw.col("until")
    )
    return standing.group_by("area", "day").agg(sites=nw.len())


def _wide(valued: Frame) -> Frame:
    columns = {item: nw.when(nw.col("item") == item).then(nw.col("value")).max() for item in ITEMS}
    return valued.group_by("area", "day").agg(**columns, sites=nw.col("sites").max(), stage=nw.col("stage").min())


def with_index(days: Frame, rules: AirRules) -> Frame:
    """The AQI of each day beside its concentrations, and whether it is ``valid``, ``good`` and ``heavy`` (0/1)."""

    def index(values: dict[str, Value]) -> dict[str, Value]:
        outcome = rule("aqi-day").compute(values, rules.index)
        return outcome | rule("good-day").compute(outcome, rules.assessment)

    return computed(days, index, {item: item for item in ITEMS})
