"""The rows of the lake's tables for the synthetic city, every one marked synthetic."""

from __future__ import annotations

from dataclasses import asdict

import msgspec
import polars as pl
import pyarrow as pa

from qingshan.demo.model import SOURCE, batch, city, trouble
from qingshan.observations.tables import TABLES


def tables(rows: pl.DataFrame) -> dict[str, pa.Table]:
    """Rows by table name: the readings given, sites, memberships, exclusions, and the import they came with."""
    return {
        "readings": rows.to_arrow(),
        "sites": _table("sites", _sites()),
        "memberships": _table("memberships", _memberships()),
        "exclusions": _table("exclusions", [msgspec.structs.asdict(decision) for decision in trouble().decisions]),
        "imports": _table("imports", [_import(rows)]),
    }


def _table(name: str, rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=TABLES[name].schema)


def _sites() -> list[dict[str, object]]:
    marks = {"known_from": city().known_from, "source": SOURCE}
    return [asdict(site) | {"site": site.key} | marks for site in city().sites]


def _memberships() -> list[dict[str, object]]:
    known = city().known_from
    return [
        asdict(member) | {"source": f"{SOURCE}: {member.source}", "known_from": known} for member in city().memberships
    ]


def _import(rows: pl.DataFrame) -> dict[str, object]:
    revised = rows.filter(pl.col("revision") > 0).height
    return {
        "batch": batch(),
        "source": SOURCE,
        "file": "",
        "options": "",
        "sha256": "",
        "bytes": 0,
        "rows_read": rows.height,
        "kept": rows.height,
        "revised": revised,
        "unchanged": 0,
        "duplicate": 0,
        "missing": 0,
        "refused": 0,
        "known_from": rows["known_from"].max(),
        "clock": "hour_end",
        "notes": "",
    }
