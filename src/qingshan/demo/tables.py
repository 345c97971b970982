"""The rows of the lake's tables for the synthetic city, every one marked synthetic."""

from __future__ import annotations

from dataclasses import asdict

import msgspec
import polars as pl
import pyarrow as pa

from qingshan.demo.model import SOURCE, batch, city, trouble
from qingshan.demo.returns import assigned_rows, figure_rows
from qingshan.demo.water import samples, section_rows
from qingshan.observations.tables import TABLES

_MARKS = ("known_from", "revision")


def tables(rows: pl.DataFrame) -> dict[str, pa.Table]:
    """Rows by table name: the readings given, samples, figures, the registers, and the import they all came with."""
    water, figures = samples(), _table("figures", figure_rows())
    observed = pl.concat([rows.select(_MARKS), water.select(_MARKS), pl.DataFrame(figures.select(_MARKS))])
    return {
        "readings": rows.to_arrow(),
        "samples": water.to_arrow(),
        "figures": figures,
        "assigned": _table("assigned", assigned_rows()),
        "sections": _table("sections", section_rows()),
        "sites": _table("sites", _sites()),
        "memberships": _table("memberships", _memberships()),
        "exclusions": _table("exclusions", [msgspec.structs.asdict(decision) for decision in trouble().decisions]),
        "imports": _table("imports", [_import(observed)]),
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
