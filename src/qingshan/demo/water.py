"""Samples and sections of the synthetic water: integers all the way, the same on every machine."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import polars as pl

from qingshan.demo.chance import PERMILLE, draw
from qingshan.demo.model import NOON_UTC, SOURCE, batch
from qingshan.demo.water_model import Section, Water, WaterFault, water
from qingshan.kernel.clock import end_of_day
from qingshan.kernel.units import scaled
from qingshan.observations.items import WATER_DECIMALS

_BASIN = "长江流域"
_MONTHS = 12
_TENTH = timedelta(days=9)
_BEIJING = timedelta(hours=8)
_COLUMNS = (
    "section", "item", "sampled_at", "span", "origin", "value", "below_limit", "stage", "known_from", "revision",
    "source", "batch",
)  # fmt: skip


def samples() -> pl.DataFrame:
    """The rows of ``samples``: monthly ones by hand at their month's first midnight, automatic ones every few hours.

    Values are 10**-8 of the item's unit; below its detection limit a sample holds that limit and is marked. A value
    reviewed late comes twice, revision 0 as first known and revision 1 as it stands.
    """
    model = water()
    months = _months(model)
    rows = [_faulty(months, model), _automatic(model)]
    marks = {"source": pl.lit(SOURCE), "batch": pl.lit(batch())}
    return pl.concat(row.with_columns(**marks).select(_COLUMNS) for row in rows)


def section_rows() -> list[dict[str, Any]]:
    """The rows of ``sections``: one for each area a section speaks for, two where a lake was a river at first."""
    return [row for one in water().sections for area in one.areas for row in _registered(one, area)]


def _registered(one: Section, area: str) -> list[dict[str, Any]]:
    known = water().register_known_from
    row = {
        "section": one.section, "name": one.section.partition("/")[2], "river": one.river, "basin": _BASIN,
        "area": area, "body": one.body, "body_verification": "declared", "control": one.control,
        "target_class": one.target_class, "source_of_drinking_water": one.drinking, "longitude": None,
        "latitude": None, "datum": "unknown", "since": None, "until": None, "source": f"{SOURCE}: 演示设定",
        "known_from": one.was_river_until or known,
    }  # fmt: skip
    return [row] if one.was_river_until is None else [row | {"body": "river", "known_from": known}, row]


def _sampled(moments: pl.Series, taken: dict[str, tuple[str, ...]], model: Water) -> pl.DataFrame:
    """One row for each section, item and moment: what its value is made from, in 10**-8 of the item's unit."""
    rows, numbers = [], {item: number for number, item in enumerate(model.items)}
    for place, one in enumerate(model.sections):
        for item in taken.get(one.section, ()):
            said = model.items[item]
            texts = (one.levels.get(item, said.level), one.steps.get(item, said.step), said.detection)
            made_from = (scaled(text, WATER_DECIMALS) for text in texts)
            rows.append((one.section, item, place, numbers[item], *made_from, said.spread, said.season))
    names = ["section", "item", "place", "number", "level", "step", "detection", "spread", "season"]
    times = (
        moments.alias("sampled_at")
        .to_frame()
        .with_columns(t=pl.int_range(pl.len(), dtype=pl.Int64), month=pl.col("sampled_at").dt.month().cast(pl.Int64))
    )
    return pl.DataFrame(rows, schema=names, orient="row").join(times, how="cross", maintain_order="left_right")


def _valued(rows: pl.DataFrame, model: Water, seed: int) -> pl.DataFrame:
    """Rows with ``t`` (a running number) and ``month`` get ``value`` and ``below_limit``, whole steps throughout."""
    factors = [(n, m, f) for n, season in model.seasons.items() for m, f in enumerate(season, start=1)]
    seasons = pl.DataFrame(factors, schema=["season", "month", "factor"], orient="row")
    drawn = draw(seed, pl.col("t"), pl.col("place"), pl.col("number"))
    noise = PERMILLE + drawn * pl.col("spread") // PERMILLE - pl.col("spread") // 2
    exact = pl.col("level") * pl.col("factor") // PERMILLE * noise // PERMILLE
    steps = (exact + pl.col("step") // 2) // pl.col("step")
    joined = rows.join(seasons, on=["season", "month"], maintain_order="left")
    found = joined.with_columns(exact=steps * pl.col("step"))
    return found.with_columns(
        value=pl.max_horizontal("exact", "detection"),
        below_limit=pl.col("exact") < pl.col("detection"),
    )


def _months(model: Water) -> pl.DataFrame:
    """Every month's sample of every section, clean."""
    moments = pl.date_range(model.since, model.until, "1mo", eager=True).cast(pl.Datetime("us"))
    taken = {one.section: (*model.suites[one.suite], *one.further) for one in model.sections}
    return _valued(_sampled(moments, taken, model), model, model.seed).with_columns(
        span=pl.lit("month"),
        origin=pl.lit("manual"),
        stage=pl.lit(1, pl.Int8),
        known_from=pl.col("sampled_at").dt.offset_by("1mo") + _TENTH + NOON_UTC,
        revision=pl.lit(0, pl.Int32),
    )


def _automatic(model: Water) -> pl.DataFrame:
    """The automatic samples of the sections that have a station."""
    span = model.automatic
    first, last = datetime.combine(span.since, time()), end_of_day(span.until)
    moments = pl.datetime_range(first, last, f"{span.every}h", closed="left", eager=True)
    taken = {one.section: model.suites["automatic"] for one in model.sections if one.automatic}
    late = timedelta(minutes=span.known_after_minutes)
    return _valued(_sampled(moments, taken, model), model, model.seed + 1).with_columns(
        span=pl.lit("instant"),
        origin=pl.lit("auto"),
        stage=pl.lit(0, pl.Int8),
        known_from=pl.col("sampled_at") - _BEIJING + late,
        revision=pl.lit(0, pl.Int32),
    )


def _faulty(months: pl.DataFrame, model: Water) -> pl.DataFrame:
    later = []
    for fault in model.faults:
        here = touched(fault)
        match fault.kind:
            case "gap":
                months = months.filter(~here)
            case "set":
                months = _set(months, fault)
            case "revise":
                known = pl.lit(fault.known_from, pl.Datetime("us"))
                later.append(months.filter(here).with_columns(revision=pl.lit(1, pl.Int32), known_from=known))
                months = _set(months, fault)
    return pl.concat([months, *later])


def touched(fault: WaterFault) -> pl.Expr:
    """Whether a monthly sample is one the fault falls on."""
    inside = pl.col("sampled_at").dt.date().is_between(pl.lit(fault.since), pl.lit(fault.until))
    measured = pl.col("item") == fault.item if fault.item else pl.lit(True)
    return inside & (pl.col("section") == fault.section) & measured


def _set(months: pl.DataFrame, fault: WaterFault) -> pl.DataFrame:
    """The fault's values in the order of the months of one year, over and over."""
    stored = [scaled(text, WATER_DECIMALS) for text in fault.values]
    turn = {month: stored[(month - fault.since.month) % len(stored)] for month in range(1, _MONTHS + 1)}
    given = pl.col("sampled_at").dt.month().replace_strict(turn, return_dtype=pl.Int64)
    return months.with_columns(
        value=pl.when(touched(fault)).then(given).otherwise("value"),
        below_limit=pl.col("below_limit") & ~touched(fault),
    )
