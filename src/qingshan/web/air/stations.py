"""Stations and the hours they measured, read from the lake with the filter pushed down to its files."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from qingshan.kernel.clock import end_of_day
from qingshan.kernel.places import Membership
from qingshan.kernel.text import Text
from qingshan.observations.places import memberships
from qingshan.observations.store.lake import Lake, connect
from qingshan.standards.rule import DECIMALS, written

HOURLY = ("pm25", "pm10", "o3", "no2", "so2", "co")
_YEAR = re.compile(r"/year=(\d{4})/")
_SITES = """
SELECT site, name, city, longitude, latitude, datum, background, stopped_on FROM declared
QUALIFY row_number() OVER (PARTITION BY site ORDER BY known_from DESC) = 1 ORDER BY site
"""
_HOURS = """
SELECT site, item, hour_end, value, stage FROM measured
WHERE year = ? AND hour_end > ? AND hour_end <= ? AND list_contains(?, site) ORDER BY site, hour_end, item
"""
ROLES = {
    "assessment": Text("评价点", "assessment"),
    "background": Text("对照点", "background"),
    "local": Text("地方点", "local"),
    "stopped": Text("停运", "stopped"),
}
DATUMS = {"unknown": Text("坐标系未注明", "datum not stated")}


@lru_cache(maxsize=4)
def known(_data: str, path: str) -> tuple[tuple[Membership, ...], tuple[dict[str, Any], ...], tuple[int, ...]]:
    """Memberships, sites and the years with readings of one version of the data."""
    lake = Lake.open(path)
    with connect() as connection:
        lake.all_rows(connection, "sites").create_view("declared")
        found = connection.execute(_SITES)
        names = [column[0] for column in found.description or ()]
        sites = tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())
    years = sorted({int(match[1]) for path in lake.files("readings") if (match := _YEAR.search(path))}, reverse=True)
    return tuple(memberships(lake)), sites, tuple(years)


def hours_of(lake: Lake, sites: list[str], day: date) -> list[dict[str, Any]]:
    """One row a site and hour of a day with what was measured, as known now; hours without readings have no row."""
    end = end_of_day(day)
    with connect() as connection:
        lake.relation(connection, "readings").create_view("measured")
        asked = [day.year, end - timedelta(days=1), end, sites]
        rows = connection.execute(_HOURS, asked).fetchall()
    found: dict[tuple[str, datetime], dict[str, Any]] = {}
    for site, item, hour, value, stage in rows:
        row = found.setdefault((site, hour), {"site": site, "hour": f"{hour:%H:%M}", "stage": stage, "values": {}})
        row["values"][item] = written(value, DECIMALS)
    return list(found.values())
