"""A day of the synthetic readings as a platform's wide file, with an hour from a clock that runs ahead."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from qingshan.demo.model import INVENTED, Fault, climate, trouble

_TYPES = {"pm25": "PM2.5", "pm10": "PM10", "so2": "SO2", "no2": "NO2", "o3": "O3", "co": "CO"}
_OZONE_MAXIMUM = "O3_24h"
_THOUSANDTHS = 1000


def feed(rows: pl.DataFrame) -> str:
    """``date,hour,type,<site>…`` of the model's last day, hour 0 closing the day before, then the future hours.

    Invented sites only: a file does not say that it is synthetic, so it must not speak for a real station. Its hours
    repeat what ``rows`` hold; only the future ones are new to a lake of this city.
    """
    last_day = climate().until
    recent = pl.col("hour_end").dt.date() >= last_day - timedelta(days=1)
    hours = rows.filter(recent & (pl.col("revision") == 0) & pl.col("site").str.starts_with(INVENTED))
    typed = pl.concat([hours.with_columns(type=pl.col("item").replace(_TYPES)), _ozone_maxima(hours)], how="diagonal")
    written = typed.filter(pl.col("hour_end").dt.date() == last_day).select("hour_end", "type", "site", "value")
    ahead = [_ahead(fault, written) for fault in trouble().faults if fault.kind == "future"]
    return _wide(pl.concat([written, *ahead]))


def _ozone_maxima(hours: pl.DataFrame) -> pl.DataFrame:
    """The largest hour of the natural day so far."""
    day = pl.col("hour_end").dt.offset_by("-1h").dt.date()
    ozone = hours.filter(pl.col("item") == "o3").sort("site", "hour_end")
    return ozone.with_columns(type=pl.lit(_OZONE_MAXIMUM), value=pl.col("value").cum_max().over("site", day))


def _ahead(fault: Fault, written: pl.DataFrame) -> pl.DataFrame:
    """The site's values of the last hour once more, under the label its clock gave them."""
    last = written.filter((pl.col("hour_end") == pl.col("hour_end").max()) & pl.col("site").is_in(fault.sites))
    return last.with_columns(hour_end=pl.lit(fault.since, pl.Datetime("us")))


def _wide(written: pl.DataFrame) -> str:
    kept = pl.col("value").cast(pl.Decimal(12, 1)) / _THOUSANDTHS
    shown = (
        pl.when(pl.col("type") == "CO")
        .then(kept.cast(pl.String))
        .otherwise((pl.col("value") // _THOUSANDTHS).cast(pl.String))
    )
    wide = written.with_columns(value=shown).sort("site").pivot("site", index=["hour_end", "type"])
    label = wide.select(
        pl.col("hour_end").dt.strftime("%Y%m%d").alias("date"),
        pl.col("hour_end").dt.hour().alias("hour"),
        "type",
        pl.exclude("hour_end", "type"),
        pl.col("hour_end"),
    )
    return label.sort("hour_end", "type").drop("hour_end").write_csv()
