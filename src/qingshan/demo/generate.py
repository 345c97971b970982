"""Three years of hourly air for the synthetic city, clean: integers all the way, the same on every machine."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import polars as pl

from qingshan.demo.chance import PERMILLE, draw
from qingshan.demo.model import Climate, Course, city, climate
from qingshan.kernel.clock import HOURS_PER_DAY, end_of_day

_MONTHS = 12
_DAY_SPREAD, _HOUR_SPREAD = 160, 240  # permille from lowest to highest: what a site's day, a site's hour differ by


def clean_hours() -> pl.DataFrame:
    """Columns site · item · hour_end · value (thousandths of the item's unit), sorted by item, site, hour_end.

    One row for each hour a site measured: a stopped site ends, a few hours in a thousand are missing at random.
    """
    model = climate()
    hours = _places().join(_hours(model), how="cross", maintain_order="left_right")
    wide = _measured(hours.filter(pl.col("day") <= pl.col("last_day")), model)
    items = sorted(model.items)
    long = wide.unpivot(items, index=["site", "hour_end", "place", "t"], variable_name="item")
    item_number = pl.col("item").replace_strict({item: n for n, item in enumerate(items)}, return_dtype=pl.Int64)
    kept = draw(model.seed, pl.col("t"), pl.col("place"), item_number) >= model.missing_permille
    return long.filter(kept).select("site", "item", "hour_end", "value")


def _hours(model: Climate) -> pl.DataFrame:
    """One row an hour: its label, running number t, natural day, hour 1 to 24, season's month and the weather."""
    first = datetime.combine(model.since, time()) + timedelta(hours=1)
    labels = pl.datetime_range(first, end_of_day(model.until), "1h", eager=True).alias("hour_end")
    begun = pl.col("hour_end").dt.offset_by("-1h")
    hours = labels.to_frame().with_columns(
        t=pl.int_range(pl.len(), dtype=pl.Int64),
        day=begun.dt.date(),
        hour=begun.dt.hour().cast(pl.Int64) + 1,
        month=begun.dt.month().cast(pl.Int64),
        passed=(begun.dt.day().cast(pl.Int64) - 1) * PERMILLE // begun.dt.days_in_month().cast(pl.Int64),
        year=begun.dt.year().cast(pl.Int64),
    )
    return hours.with_columns(_weather(name, number, model) for number, name in enumerate(model.weather))


def _weather(name: str, number: int, model: Climate) -> pl.Expr:
    """The field's factor in permille: a knot at the start of each day, straight lines over its hours."""
    field, day = model.weather[name], pl.col("t") // HOURS_PER_DAY
    weights = {0: 1, 1: 2, 2: 1}

    def knot(at: pl.Expr) -> pl.Expr:
        drawn = pl.sum_horizontal(
            draw(model.seed, at + 2 - lag, pl.lit(number)) * weight for lag, weight in weights.items()
        )
        share = drawn // sum(weights.values())
        return field.floor + field.slope * share**4 // PERMILLE**4

    gone = pl.col("hour") - 1
    return ((knot(day) * (HOURS_PER_DAY - gone) + knot(day + 1) * gone) // HOURS_PER_DAY).alias(name)


def _places() -> pl.DataFrame:
    """One row a site in the order of keys: its key, number and last day of measuring."""
    sites, model = sorted(city().sites, key=lambda site: site.key), climate()
    return pl.DataFrame(
        {
            "site": [site.key for site in sites],
            "place": list(range(len(sites))),
            "last_day": [site.stopped_on or model.until for site in sites],
        }
    )


def _measured(hours: pl.DataFrame, model: Climate) -> pl.DataFrame:
    """The hours with one column an item, in thousandths; an item that adds another stands after it in the model."""
    for number, (item, course) in enumerate(model.items.items()):
        own = _steps(item, number, course, model) * course.step
        hours = hours.with_columns((own if course.adds is None else own + pl.col(course.adds)).alias(item))
    return hours


def _steps(item: str, number: int, course: Course, model: Climate) -> pl.Expr:
    """A value in steps of the item's resolution, at least one."""
    site = pl.col("site").replace_strict(
        {key: model.sites[key].get(item, PERMILLE) for key in model.sites}, return_dtype=pl.Int64
    )
    year = pl.col("year").replace_strict(model.years, return_dtype=pl.Int64)
    air = _season(course) * _of_hour(course) // PERMILLE * _felt(course) // PERMILLE
    local = site * year // PERMILLE * _noise(number, model) // PERMILLE
    permille_of_level = air * local // PERMILLE
    return pl.max_horizontal((course.level * permille_of_level + PERMILLE // 2) // PERMILLE, 1)


def _season(course: Course) -> pl.Expr:
    first = {month: course.season[month - 1] for month in range(1, _MONTHS + 1)}
    following = {month: course.season[month % _MONTHS] for month in first}
    start = pl.col("month").replace_strict(first, return_dtype=pl.Int64)
    end = pl.col("month").replace_strict(following, return_dtype=pl.Int64)
    return (start * (PERMILLE - pl.col("passed")) + end * pl.col("passed")) // PERMILLE


def _of_hour(course: Course) -> pl.Expr:
    return pl.col("hour").replace_strict(dict(enumerate(course.day, start=1)), return_dtype=pl.Int64)


def _felt(course: Course) -> pl.Expr:
    return PERMILLE + (pl.col(course.weather) - PERMILLE) * course.strength // PERMILLE


def _noise(number: int, model: Climate) -> pl.Expr:
    series = pl.col("place") * len(model.items) + number
    day = draw(model.seed + 1, pl.col("t") // HOURS_PER_DAY, series) * _DAY_SPREAD // PERMILLE - _DAY_SPREAD // 2
    hour = draw(model.seed + 2, pl.col("t"), series) * _HOUR_SPREAD // PERMILLE - _HOUR_SPREAD // 2
    return PERMILLE + day + hour
