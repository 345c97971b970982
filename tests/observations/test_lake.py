from __future__ import annotations

import shutil
from datetime import datetime, timedelta

import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingshan.kernel.problems import Problem
from qingshan.observations.store.lake import Lake, connect
from qingshan.observations.store.resolve import known_by, resolved
from qingshan.observations.tables import TABLES

NEW_YEAR = datetime(2024, 1, 1)
KNOWN = datetime(2024, 2, 1)
SCHEMA = TABLES["readings"].schema


def reading(hour, value, *, stage=0, known=0, revision=0, site="1001A"):
    return {
        "site": site, "item": "so2", "hour_end": NEW_YEAR + timedelta(hours=hour), "value": value, "stage": stage,
        "known_from": KNOWN + timedelta(days=known), "revision": revision, "source": "test", "batch": "b",
    }  # fmt: skip


def put(lake, *rows):
    return lake.append("readings", pa.Table.from_pylist(list(rows), schema=SCHEMA))


def values(lake, known_on=None):
    with connect() as connection:
        relation = lake.relation(connection, "readings", known_on)
        return dict(relation.project("hour_end, value").fetchall())


def test_a_new_lake_has_every_table_and_holds_nothing(tmp_path):
    lake = Lake.create(tmp_path / "湖 a")
    assert [lake.version(table) for table in TABLES] == [0] * len(TABLES)
    assert values(lake) == {}
    assert lake.data_version("readings").known_from is None
    assert Lake.create(tmp_path / "湖 a").path == lake.path


def test_another_folder_is_not_a_lake(tmp_path):
    with pytest.raises(Problem) as caught:
        Lake.open(tmp_path)
    assert caught.value.code.key == "OBS001"


@pytest.mark.parametrize("name", ["taken", "100%"])
def test_a_lake_is_not_made_where_something_else_is(tmp_path, name):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "notes.txt").write_text("mine")
    with pytest.raises(Problem) as caught:
        Lake.create(tmp_path / name)
    assert caught.value.code.key == "OBS002"


def test_midnight_closes_the_year_before(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    put(lake, reading(0, 1), reading(1, 2))
    assert {path.split("year=")[1][:4] for path in lake.files("readings")} == {"2023", "2024"}


def test_rows_lie_sorted_in_their_file(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    put(lake, *(reading(hour, 0, site=site) for hour in (3, 1, 2) for site in ("2", "1")))
    (path,) = lake.files("readings")
    stored = [(row["site"], row["hour_end"].hour) for row in pl.read_parquet(path).to_dicts()]
    assert stored == [(site, hour) for site in ("1", "2") for hour in (1, 2, 3)]


def test_the_highest_stage_counts_then_the_latest_known(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    put(lake, reading(1, 10), reading(2, 20), reading(3, 30))
    put(lake, reading(1, 11, stage=1, known=1, revision=1), reading(2, 21, known=1, revision=1))
    put(lake, reading(1, 12, stage=0, known=2, revision=2))
    hours = [NEW_YEAR + timedelta(hours=hour) for hour in (1, 2, 3)]
    assert values(lake) == dict(zip(hours, (11, 21, 30), strict=True))
    assert values(lake, KNOWN) == dict(zip(hours, (10, 20, 30), strict=True))
    assert values(lake, KNOWN - timedelta(seconds=1)) == {}


def test_a_moment_within_the_millisecond_of_a_commit_is_told_apart(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    row = reading(1, 1) | {"known_from": KNOWN + timedelta(microseconds=900)}
    put(lake, row)
    assert values(lake, KNOWN + timedelta(microseconds=800)) == {}
    assert len(values(lake, KNOWN + timedelta(microseconds=900))) == 1


def test_an_earlier_version_still_reads_as_it_was(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    first = put(lake, reading(1, 1))
    put(lake, reading(2, 2))
    with connect() as connection:
        assert lake.all_rows(connection, "readings", first).project("value").fetchall() == [(1,)]


def test_compacting_changes_files_but_no_answer(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    for hour in range(1, 6):
        put(lake, reading(hour, hour))
    put(lake, reading(2, 99, known=1, revision=1))
    before = values(lake), values(lake, KNOWN), lake.data_version("readings").known_from, lake.rows("readings")
    assert lake.compact("readings") == 5
    assert len(lake.files("readings")) == 1
    assert (
        values(lake),
        values(lake, KNOWN),
        lake.data_version("readings").known_from,
        lake.rows("readings"),
    ) == before


def test_the_data_version_names_what_was_known(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    put(lake, reading(1, 1))
    put(lake, reading(1, 2, known=3, revision=1))
    assert lake.data_version("readings").known_from == KNOWN + timedelta(days=3)
    assert lake.data_version("readings", KNOWN).known_from == KNOWN
    assert lake.data_version("readings").version == 2


history = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2), st.integers(0, 9)), min_size=1, max_size=12)


@given(history, st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_resolving_equals_reading_the_history_in_order(story, known_days):
    rows, revisions = [], {}
    for day, (hour, stage, value) in enumerate(story):
        revisions[hour] = revisions.get(hour, -1) + 1
        rows.append(reading(hour, value, stage=stage, known=day, revision=revisions[hour]))
    cut = KNOWN + timedelta(days=known_days)
    expected = {}
    for row in (row for row in rows if row["known_from"] <= cut):
        if row["stage"] >= expected.get(row["hour_end"], (-1, None))[0]:
            expected[row["hour_end"]] = (row["stage"], row["value"])
    frame = nw.from_native(pl.from_arrow(pa.Table.from_pylist(rows, schema=SCHEMA)).lazy())
    found = resolved(known_by(frame, cut), ("site", "item", "hour_end")).collect().to_native()
    assert dict(found.select("hour_end", "value").rows()) == {hour: value for hour, (_, value) in expected.items()}


def test_a_table_that_an_earlier_lake_lacks_reads_as_empty_and_is_made_when_written(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    shutil.rmtree(lake.path / "memberships")
    again = Lake.open(lake.path)
    assert (again.rows("memberships"), again.version("memberships"), again.compact("memberships")) == (0, 0, 0)
    row = {"site": "a", "area": "甲", "role": "assessment", "source": "x", "known_from": datetime(2021, 1, 1)}
    again.append("memberships", pa.Table.from_pylist([row], schema=TABLES["memberships"].schema))
    assert again.rows("memberships") == 1
