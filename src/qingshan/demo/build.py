"""The synthetic city on disk: its plan, decisions on it, its lake, a file from a station whose clock runs ahead."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.db import connection

from qingshan.demo import problems
from qingshan.demo.faults import readings
from qingshan.demo.feed import feed
from qingshan.demo.marker import mark
from qingshan.demo.model import OVERLAY, PLAN, SOURCE, batch
from qingshan.demo.office.year import build_office
from qingshan.demo.tables import tables
from qingshan.observations.inspection import inspect_lake
from qingshan.observations.store.lake import Lake, connect
from qingshan.plans.ir import Plan
from qingshan.plans.overlay import beside

OFFICE, EVIDENCE, LOGS = "office.sqlite3", "office.evidence", "office.logs"


@dataclass(frozen=True, slots=True)
class Built:
    """Where the parts of the city lie; ``is_new`` is false when the lake was there already."""

    plan: Path
    overlay: Path
    lake: Path
    feed: Path
    is_new: bool


def build(folder: Path) -> Built:
    """Write ``plan.txt``, ``plan.overlay.yaml``, ``lake`` and ``feed.csv`` into a folder.

    What this version wrote before stays untouched, also an overlay with decisions added since. The lake appears whole
    or not at all. A city that another version made is set aside in a folder of its own (``before-…``), never deleted;
    anything else found in one of these places is DEM001.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lake = folder / "lake"
    earlier = _batch_of(lake) if lake.exists() else None
    if earlier not in (None, batch()):
        _set_aside(folder, str(earlier))
        earlier = None
    plan = folder / PLAN.name
    built = Built(plan, beside(plan), lake, folder / "feed.csv", is_new=earlier is None)
    _write(built.plan, PLAN.read_text(encoding="utf-8"))
    if built.is_new or not built.overlay.exists():
        _write(built.overlay, OVERLAY.read_text(encoding="utf-8"))
    if built.is_new or not built.feed.exists():
        rows = readings()
        _write(built.feed, feed(rows))
        if built.is_new:
            _fill(built.lake, rows)
    return built


def _set_aside(folder: Path, earlier: str) -> None:
    aside = folder / f"before-{earlier}"
    aside.mkdir()
    for name in (
        PLAN.name,
        beside(PLAN).name,
        "lake",
        "feed.csv",
        *(path.name for path in folder.glob(f"{OFFICE}*")),
        EVIDENCE,
        LOGS,
    ):
        if (folder / name).exists():
            (folder / name).rename(aside / name)


def build_year(folder: Path, plan: Plan) -> bool:
    """Let a year take place in the city's office: ``office.sqlite3`` and ``office.evidence`` beside its lake.

    It appears whole or not at all; an office that is there stays as it is, and False is given.
    """
    if (folder / OFFICE).exists():
        return False
    with tempfile.TemporaryDirectory(dir=folder, prefix=".office-") as part:
        build_office(Path(part) / OFFICE, plan, folder / "lake")
        mark(Path(part) / OFFICE)
        connection.close()
        for name in (EVIDENCE, f"{OFFICE}.demo", OFFICE):
            (Path(part) / name).rename(folder / name)
    return True


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


def _batch_of(path: Path) -> str:
    """Which version of the synthetic city a lake holds; DEM001 when it holds none."""
    with connect() as connection:
        imports = Lake.open(path).all_rows(connection, "imports").select("source, batch").fetchall()
    found = [str(made) for source, made in imports if source == SOURCE]
    if not found:
        raise problems.OTHER_CITY.at(str(path))
    return found[0]
