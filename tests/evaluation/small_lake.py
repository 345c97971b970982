"""A small lake for tests: whole days of constant hours at named sites, in the lake's own columns."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pyarrow as pa

from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from qingshan.plans import ir

USUAL = {"so2": 10, "no2": 20, "co": 1, "pm10": 50, "pm25": 30, "o3": 100}
LONG_AGO = datetime(2000, 1, 1)


def days(site, start, count, hours=range(1, 25), *, known_from=None, stage=0, revision=0, **values):
    """Rows of ``count`` days from ``start``: each item constant over the hours given (1 to 24)."""
    rows = []
    for number in range(count):
        midnight = datetime.combine(start + timedelta(days=number), datetime.min.time())
        known = known_from or midnight + timedelta(days=2)
        for item, value in (USUAL | values).items():
            if value is not None:
                thousandths = int(Decimal(str(value)) * 1000)
                rows += [
                    (site, item, midnight + timedelta(hours=hour), thousandths, stage, known, revision)
                    for hour in hours
                ]
    return rows


def make(path, rows, members, exclusions=()):
    """A lake of those readings; ``members`` are (site, area) or (site, area, role)."""
    lake = Lake.create(path)
    append(lake, rows)
    spoken = [
        {
            "site": site,
            "area": area,
            "role": role[0] if role else "assessment",
            "since": None,
            "until": None,
            "source": "test",
            "known_from": LONG_AGO,
        }
        for site, area, *role in members
    ]
    lake.append("memberships", pa.Table.from_pylist(spoken, schema=TABLES["memberships"].schema))
    if exclusions:
        lake.append("exclusions", pa.Table.from_pylist(list(exclusions), schema=TABLES["exclusions"].schema))
    return lake


def append(lake, rows):
    names = ("site", "item", "hour_end", "value", "stage", "known_from", "revision")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    table = {**columns, "source": ["test"] * len(rows), "batch": ["b"] * len(rows)}
    lake.append("readings", pa.table(table, schema=TABLES["readings"].schema))


def exclusion(kind, start, end, item="*", site="*"):
    return {
        "site": site, "area": "", "item": item, "from_hour": start, "to_hour": end, "kind": kind, "reason": "why",
        "document": "paper", "decided_by": "somebody", "known_from": LONG_AGO,
    }  # fmt: skip


def target(key, comparator, value, unit, areas=("甲区",), how="each", stretch=None, number=1):
    name = ir.Indicator(key or "没有的指标", 0, 4, key or "没有的指标", key)
    scope = ir.Scope("、".join(areas), tuple(areas), how)
    return ir.Target(
        f"T-{number}", "二(一)1", f"{key}{value}", 0, 9, name, scope, comparator, value, unit, stretch, False,
        "level", None, "2021", None, False,
    )  # fmt: skip


def plan(*targets, year="2021"):
    return ir.Plan(ir.Heading("测试", "测试局", f"{year}-07-05", year, "甲市"), tuple(targets))


NEW_YEAR = date(2021, 1, 1)
