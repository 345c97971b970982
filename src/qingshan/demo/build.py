"""The synthetic city on disk: its plan, its lake and a file from a station whose clock runs ahead."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from qingshan.demo import problems
from qingshan.demo.faults import readings
from qingshan.demo.feed import feed
from qingshan.demo.model import PLAN, batch
from qingshan.demo.tables import tables
from qingshan.observations.inspection import inspect_lake
from qingshan.observations.store.lake import Lake, connect


@dataclass(frozen=True, slots=True)
class Built:
    """Where the parts of the city lie; ``is_new`` is false when the lake was there already."""

    plan: Path
    lake: Path
    feed: Path
    is_new: bool


def build(folder: Path) -> Built:
    """Write ``plan.txt``, ``lake`` and ``feed.csv`` into a folder; what this version wrote before stays untouched.

    The lake appears whole or not at all. Anything else found in one of these places is DEM001.
    """
    folder.mkdir(parents=True, exist_ok=True)
    built = Built(folder / PLAN.name, folder / "lake", folder / "feed.csv", is_new=not (folder / "lake").exists())
    if not built.is_new and not _is_ours(built.lake):
        raise problems.OTHER_CITY.at(str(built.lake))
    _write(built.plan, PLAN.read_text(encoding="utf-8"))
    if built.is_new or not built.feed.exists():
        rows = readings()
        _write(built.feed, feed(rows))
        if built.is_new:
            _fill(built.lake, rows)
    return built


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != text:
        raise problems.OTHER_CITY.at(str(path))


def _fill(path: Path, hours: pl.DataFrame) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".lake-") as part:
        lake = Lake.create(Path(part) / path.name)
        for name, rows in tables(hours).items():
            lake.append(name, rows, note={"batch": batch()})
        inspect_lake(lake, hours.select(pl.col("known_from").max()).item())
        lake.path.rename(path)


def _is_ours(path: Path) -> bool:
    with connect() as connection:
        imports = Lake.open(path).all_rows(connection, "imports").select("batch").fetchall()
    return (batch(),) in imports
