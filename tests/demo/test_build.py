"""The city on disk: made once, whole, marked synthetic, and never over something else."""

from __future__ import annotations

import shutil
from dataclasses import fields
from datetime import datetime
from decimal import Decimal

import polars as pl
import pytest
import yaml

from qingshan.demo.build import build
from qingshan.demo.feed import feed
from qingshan.demo.model import OVERLAY, PLAN, SOURCE, batch, city
from qingshan.kernel.places import Area, Membership, Site
from qingshan.kernel.problems import Problem
from qingshan.observations.store.lake import Lake, connect

COUNTS = {
    "readings": 1_496_614,
    "samples": 13_685,
    "figures": 134,
    "assigned": 10,
    "sections": 31,
    "sites": 10,
    "memberships": 21,
    "exclusions": 3,
    "imports": 1,
}
MARKED = ("readings", "samples", "figures", "assigned", "sections", "sites", "memberships", "imports")


def _rows(folder, table):
    with connect() as connection:
        return Lake.open(folder / "lake").all_rows(connection, table).pl()


@pytest.mark.parametrize(("table", "count"), COUNTS.items())
def test_every_table_is_one_commit_with_all_its_rows(folder, table, count):
    assert _rows(folder, table).height == count
    assert Lake.open(folder / "lake").version(table) == 1


@pytest.mark.parametrize("table", MARKED)
def test_every_row_with_a_source_is_marked_synthetic(folder, table):
    assert all(source.startswith(SOURCE) for source in _rows(folder, table)["source"].unique())


def test_the_plan_lies_beside_the_lake(folder):
    assert (folder / "plan.txt").read_text(encoding="utf-8") == PLAN.read_text(encoding="utf-8")


def test_the_decisions_lie_beside_the_plan(folder):
    assert (folder / "plan.overlay.yaml").read_text(encoding="utf-8") == OVERLAY.read_text(encoding="utf-8")


def test_building_again_changes_nothing(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert not build(folder).is_new
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_march_is_revised_for_who_asks_after_the_twentieth_of_april(folder):
    lake = Lake.open(folder / "lake")
    march = "site = '2358A' AND item = 'pm25' AND hour_end = TIMESTAMP '2021-03-10 12:00:00'"
    with connect() as connection:
        asked = [
            lake.relation(connection, "readings", known_on).filter(march).select("value, stage").fetchall()
            for known_on in (datetime(2021, 4, 19), datetime(2021, 4, 21))
        ]
    ((early, first_stage),), ((late, later_stage),) = asked
    assert (late - early, first_stage, later_stage) == (3_000, 0, 1)


def test_a_lake_that_is_no_demo_is_refused(tmp_path):
    Lake.create(tmp_path / "lake")
    with pytest.raises(Problem) as raised:
        build(tmp_path)
    assert raised.value.code.key == "DEM001"


def test_a_city_of_another_version_is_set_aside_and_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr("qingshan.demo.tables.batch", lambda: "demo-older")
    monkeypatch.setattr("qingshan.demo.build.batch", lambda: "demo-older")
    first = build(tmp_path)
    monkeypatch.undo()
    second = build(tmp_path)
    assert first.is_new
    assert second.is_new
    assert (tmp_path / "before-demo-older" / "lake").is_dir()
    assert (tmp_path / "before-demo-older" / "plan.overlay.yaml").is_file()
    assert not build(tmp_path).is_new


def test_decisions_of_another_plan_are_not_overwritten(tmp_path):
    (tmp_path / "plan.overlay.yaml").write_text("entries: []", encoding="utf-8")
    with pytest.raises(Problem) as raised:
        build(tmp_path)
    assert raised.value.code.key == "DEM001"
    assert not (tmp_path / "lake").exists()


def test_decisions_a_person_changes_are_kept(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "demo")
    (copy / "plan.overlay.yaml").write_text("entries: []", encoding="utf-8")
    built = build(copy)
    assert not built.is_new
    assert built.overlay.read_text(encoding="utf-8") == "entries: []"


def test_a_plan_that_someone_changed_is_not_overwritten(tmp_path):
    (tmp_path / "plan.txt").write_text("改过", encoding="utf-8")
    with pytest.raises(Problem) as raised:
        build(tmp_path)
    assert raised.value.code.key == "DEM001"
    assert (tmp_path / "plan.txt").read_text(encoding="utf-8") == "改过"


def test_the_import_names_this_version_of_the_city_and_counts_what_came_with_it(folder):
    (row,) = _rows(folder, "imports").to_dicts()
    assert row["batch"] == batch()
    assert row["rows_read"] == row["kept"] == sum(COUNTS[table] for table in ("readings", "samples", "figures"))
    assert row["revised"] == 2_969 + 2


def test_the_feed_repeats_the_last_day_and_ends_with_the_future_hour(folder, rows):
    lines = (folder / "feed.csv").read_text(encoding="utf-8")
    assert lines == feed(rows)
    read = pl.read_csv(lines.encode(), schema_overrides={"demo-guixi-1": pl.String})
    assert all(site.startswith("demo-") for site in read.columns[3:]), "a file must not speak for a real station"
    assert read["date"].unique(maintain_order=True).to_list() == [20211231, 20991231]
    assert read.filter(pl.col("date") == 20991231)["hour"].unique().to_list() == [5]
    hour = rows.filter(
        (pl.col("site") == "demo-guixi-1")
        & (pl.col("item") == "co")
        & (pl.col("hour_end") == datetime(2021, 12, 31, 7))
    )
    written = read.filter((pl.col("date") == 20211231) & (pl.col("hour") == 7) & (pl.col("type") == "CO"))
    assert Decimal(written["demo-guixi-1"].item()) * 1000 == hour["value"].item()


def test_the_background_site_judges_the_scenic_area_by_declaration_only():
    roles = {member.area: member for member in city().memberships if member.site == "2357A"}
    assert roles["鹰潭市"].role == "background"
    assert roles["龙虎山景区"].role == "local"
    assert "决定" in roles["龙虎山景区"].source


def test_a_site_changes_its_area_on_a_date_without_gap_or_overlap():
    moved = [member for member in city().memberships if member.site == "demo-yujiang-2"]
    for day, area in ((datetime(2020, 6, 30), "贵溪市"), (datetime(2020, 7, 1), "余江区")):
        assert [member.area for member in moved if member.holds(day.date())] == [area]


def test_the_stopped_site_speaks_for_no_area_afterwards():
    day = datetime(2020, 7, 1).date()
    held = [member.role for member in city().memberships if member.site == "demo-yujiang-3" and member.holds(day)]
    assert held == ["stopped"]


def test_every_membership_names_a_declared_site_and_area():
    assert {member.site for member in city().memberships} == {site.key for site in city().sites}
    assert {member.area for member in city().memberships} <= {area.key for area in city().areas}


@pytest.mark.parametrize(("name", "kind"), [("areas", Area), ("sites", Site), ("memberships", Membership)])
def test_places_are_declared_with_known_words_only(name, kind):
    declared = yaml.safe_load((PLAN.parent / "sites.yaml").read_text(encoding="utf-8"))[name]
    assert {word for place in declared for word in place} <= {field.name for field in fields(kind)}
