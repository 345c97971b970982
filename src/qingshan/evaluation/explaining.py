"""Open a stored result: its trace, the days behind it, the sites behind a day, the raw hours behind a site."""

from __future__ import annotations

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
from qingshan.kernel.trace import Step
from qingshan.observations.store.lake import Lake


@dataclass(frozen=True, slots=True)
class Explained:
    """A stored result with its trace and, as far as asked for, days, sites and hours as columns."""

    document: dict[str, Any]
    trace: Step
    days: pa.Table
    sites: pa.Table | None = None
    hours: pa.Table | None = None
    site: str | None = None


def explain(lake: Path, key: str, day: date | None = None, site: str | None = None) -> Explained:
    """The result of that number; with a day the sites of that day, with a site its raw hours too (from the lake).

    EVA004 when no evaluation kept such a result, EVA006 when it rests on no readings, EVA007 for a site without a day.
    """
    document = store.result(lake, key)
    found = store.days(lake, "area_days", document["evaluation"])
    days = found.filter(pc.field("area") == document["area"]) if found.num_rows else found
    trace = Step.from_json(document["trace"])
    if day is None and site is None:
        return Explained(document, trace, days)
    if day is None:
        raise problems.SITE_WITHOUT_DAY.at(key, site)
    if not document["coverage"] or not days.num_rows:
        raise problems.NOTHING_BEHIND.at(str(lake), key)
    every = store.days(lake, "site_days", document["evaluation"])
    chosen = (pc.field("day") == _moment(day)) & pc.field("site").isin(document["coverage"]["sites"])
    sites = every.filter(chosen).sort_by([("site", "ascending"), ("item", "ascending")])
    hours = None if site is None else _hours(lake, document, day, site)
    return Explained(document, trace, days, sites, hours, site)


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
