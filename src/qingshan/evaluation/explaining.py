"""Open a stored result: its trace, the days behind it, sites behind a day, raw hours behind a site, raw samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from qingshan.evaluation import problems, store
from qingshan.evaluation.engines import collected, engine
from qingshan.kernel.clock import end_of_day
from qingshan.kernel.periods import Period
from qingshan.kernel.trace import Step
from qingshan.observations.store.lake import Lake


@dataclass(frozen=True, slots=True)
class Explained:
    """A stored result with its trace and, as far as asked for, days, sites, hours and samples of water as columns."""

    document: dict[str, Any]
    trace: Step
    days: pa.Table
    sites: pa.Table | None = None
    hours: pa.Table | None = None
    site: str | None = None
    samples: pa.Table | None = None


def explain(lake: Path, key: str, day: date | None = None, site: str | None = None) -> Explained:
    """The result of that number; with a day the sites of that day, with a site its raw hours too (from the lake).

    Of surface water a site is a section, by its key or its name, and its samples of the period are given, of one day
    where one is named. A return has its documents in the trace and nothing further. EVA004 when no evaluation kept
    such a result, EVA006 when there is nothing of what is asked behind it, EVA007 for a site of the air without a day.
    """
    document = store.result(lake, key)
    trace, coverage = Step.from_json(document["trace"]), document["coverage"]
    if not coverage.get("sites"):
        nothing = pa.table({})
        if day is None and site is None:
            return Explained(document, trace, nothing)
        section = _section(coverage.get("sections", ()), site)
        if section is None:
            raise problems.NOTHING_BEHIND.at(str(lake), key)
        return Explained(document, trace, nothing, site=section, samples=_samples(lake, document, section, day))
    found = store.days(lake, "area_days", document["evaluation"])
    days = found.filter(pc.field("area") == document["area"]) if found.num_rows else found
    if day is None and site is None:
        return Explained(document, trace, days)
    if day is None:
        raise problems.SITE_WITHOUT_DAY.at(key, site)
    if not days.num_rows:
        raise problems.NOTHING_BEHIND.at(str(lake), key)
    every = store.days(lake, "site_days", document["evaluation"])
    chosen = (pc.field("day") == _moment(day)) & pc.field("site").isin(coverage["sites"])
    sites = every.filter(chosen).sort_by([("site", "ascending"), ("item", "ascending")])
    hours = None if site is None else _hours(lake, document, day, site)
    return Explained(document, trace, days, sites, hours, site)


def _section(sections: Sequence[str], named: str | None) -> str | None:
    """The key of the section a person names, by key or by the name after the province; None when there is none."""
    return next((one for one in sections if named in (one, one.rpartition("/")[2])), None)


def _samples(lake: Path, document: dict[str, Any], section: str, day: date | None) -> pa.Table:
    """A section's samples in the period, or on one day, as the evaluation knew them."""
    known = document["data_version"]["samples"]
    frame = Lake.open(lake).scan("samples", engine().parquet, datetime.fromisoformat(known))
    if frame is None:
        return pa.table({})
    period = Period.of(document["period"])
    first, last = (day, day) if day else (period.start, min(period.end, date.fromisoformat(document["as_of"])))
    begin, end = datetime.combine(first, datetime.min.time()), end_of_day(last)
    at = nw.col("sampled_at")
    rows = frame.filter(nw.col("section") == section, at >= begin, at < end)
    columns = (
        "item",
        "sampled_at",
        "span",
        "origin",
        "value",
        "below_limit",
        "stage",
        "revision",
        "known_from",
        "source",
    )
    return collected(rows.select(*columns).sort("item", "sampled_at"))


def _moment(day: date) -> pa.Scalar:
    return pa.scalar(datetime.combine(day, datetime.min.time()), pa.timestamp("us"))


def _hours(lake: Path, document: dict[str, Any], day: date, site: str) -> pa.Table:
    """The hours of one site and day as the evaluation knew them: revisions later than its data are left out."""
    known = document["data_version"]["readings"]
    frame = Lake.open(lake).scan("readings", engine().parquet, datetime.fromisoformat(known))
    if frame is None:
        return pa.table({})
    first, last = datetime.combine(day, datetime.min.time()), end_of_day(day)
    rows = frame.filter(nw.col("site") == site, nw.col("hour_end") > first, nw.col("hour_end") <= last)
    columns = ("item", "hour_end", "value", "stage", "revision", "known_from", "source")
    return collected(rows.select(*columns).sort("item", "hour_end"))
