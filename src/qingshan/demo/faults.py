"""The synthetic readings: clean hours with the declared faults put in, staged, dated and in the lake's columns."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from qingshan.demo.chance import PERMILLE
from qingshan.demo.generate import clean_hours
from qingshan.demo.model import NOON_UTC, SOURCE, Climate, Fault, Release, batch, climate, trouble
from qingshan.kernel.units import scaled

_DECIMALS = 3
_TENTH = timedelta(days=9)
_COLUMNS = ("site", "item", "hour_end", "value", "stage", "known_from", "revision", "source", "batch")


def readings() -> pl.DataFrame:
    """All readings of the synthetic city in the columns of the lake's ``readings``, those revised later at the end.

    Values are thousandths of the item's unit. An hour revised later comes twice: revision 0 as first known in real
    time, revision 1 as reviewed. Hours with a fault of kind ``future`` are not among them: no import would keep them.
    """
    model, faults = climate(), trouble().faults
    hours = clean_hours()
    for fault in faults:
        hours = _damaged(hours, fault, model)
    dated = _dated(hours, model)
    revisions = [fault for fault in faults if fault.kind == "revise"]
    rows = [_as_first_known(dated, revisions), *(_as_revised(dated, fault) for fault in revisions)]
    return pl.concat(rows).select(_COLUMNS)


def touched(fault: Fault) -> pl.Expr:
    """Whether a row is one the fault falls on."""
    inside = pl.col("hour_end").is_between(pl.lit(fault.since), pl.lit(fault.until))
    here = pl.col("site").is_in(fault.sites) if fault.sites else pl.lit(True)
    measured = pl.col("item").is_in(fault.items) if fault.items else pl.lit(True)
    return inside & here & measured


def _damaged(hours: pl.DataFrame, fault: Fault, model: Climate) -> pl.DataFrame:
    amount = scaled(fault.amount, _DECIMALS)
    step = pl.col("item").replace_strict({i: course.step for i, course in model.items.items()}, return_dtype=pl.Int64)
    match fault.kind:
        case "gap":
            return hours.filter(~touched(fault))
        case "set":
            wrong = pl.lit(amount, pl.Int64)
        case "add":
            wrong = pl.col("value") + amount
        case "scale":
            wrong = pl.col("value") * fault.permille // PERMILLE // step * step
        case _:
            return hours
    return hours.with_columns(value=pl.when(touched(fault)).then(wrong).otherwise(pl.col("value")))


def _dated(hours: pl.DataFrame, model: Climate) -> pl.DataFrame:
    """The rows with stage and the instant (UTC) at which their release made them known."""
    day = pl.col("hour_end").dt.offset_by("-1h").dt.truncate("1d")
    stage, known = pl.lit(None, pl.Int8), pl.lit(None, pl.Datetime("us"))
    for release in model.releases:
        begun = day >= pl.lit(release.since)
        stage = pl.when(begun).then(pl.lit(release.stage, pl.Int8)).otherwise(stage)
        known = pl.when(begun).then(_known(release, day)).otherwise(known)
    return hours.with_columns(
        stage=stage,
        known_from=known,
        revision=pl.lit(0, pl.Int32),
        source=pl.lit(SOURCE),
        batch=pl.lit(batch()),
    )


def _known(release: Release, day: pl.Expr) -> pl.Expr:
    if release.known == "next_noon":
        return day + timedelta(days=1) + NOON_UTC
    return day.dt.truncate("1mo").dt.offset_by("1mo") + _TENTH + NOON_UTC


def _as_first_known(dated: pl.DataFrame, revisions: list[Fault]) -> pl.DataFrame:
    """The rows before any revision: hours revised later were real-time values, known the next noon."""
    day = pl.col("hour_end").dt.offset_by("-1h").dt.truncate("1d")
    real_time = pl.any_horizontal(touched(fault) for fault in revisions)
    return dated.with_columns(
        stage=pl.when(real_time).then(pl.lit(0, pl.Int8)).otherwise(pl.col("stage")),
        known_from=pl.when(real_time).then(day + timedelta(days=1) + NOON_UTC).otherwise(pl.col("known_from")),
    )


def _as_revised(dated: pl.DataFrame, fault: Fault) -> pl.DataFrame:
    return dated.filter(touched(fault)).with_columns(
        value=pl.col("value") + scaled(fault.amount, _DECIMALS),
        known_from=pl.lit(fault.known_from, pl.Datetime("us")),
        revision=pl.lit(1, pl.Int32),
    )
