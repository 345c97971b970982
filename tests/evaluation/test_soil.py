"""Soil points of a lake, classed in columns as the rule classes plain numbers."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.evaluation.soil import class_points
from qingshan.observations.ingest.run import import_files
from qingshan.observations.store.lake import Lake
from qingshan.standards.evaluate import Asked, evaluate_rule

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
DAY = date(2021, 6, 1)
KNOWN = datetime(2021, 5, 1)
HEADER = "point,longitude,latitude,datum,land,ph,cd,hg,as,pb,cr,cu,ni,zn\n"
ROWS = [
    "at,116.1,28.1,CGCS2000,paddy,5.5,0.3,,,,,,,",
    "above,116.2,28.2,CGCS2000,paddy,5.51,0.400000001,0.6,,,,,,",
    "high,116.3,28.3,CGCS2000,旱地,6.5,2.1,,,130,,,,",
    "high-without-land,116.4,28.4,CGCS2000,,6.5,2.1,,,,,,,",
    "no-ph,,,CGCS2000,paddy,,0.1,,,,,,,",
    "copper-known,116.5,28.5,CGCS2000,orchard,6,,,,,,140,60,",
    "nothing,116.6,28.6,CGCS2000,other,7,,,,,,,,",
]
ABOVE = ("high", "high-without-land", "above")
EXPECTED = {
    "at": "优先保护类",
    "above": "安全利用类",
    "high": "严格管控类",
    "high-without-land": "严格管控类",
    "no-ph": None,
    "copper-known": "优先保护类",
    "nothing": None,
}


def lake_of(folder, rows, known=KNOWN):
    path = folder / "points.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    lake = Lake.create(folder / "lake")
    import_files(lake, "soil-points", [path], known_from=known)
    return lake


@pytest.fixture
def lake(tmp_path):
    return lake_of(tmp_path, ROWS)


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_every_point_has_the_class_that_the_rule_gives_alone(lake, engine):
    found = class_points(lake, DAY, engine_name=engine)
    assert {one.as_json()["point"]: one.as_json()["class"] for one in found.points} == EXPECTED
    for one in found.points:
        contents = {item: values["content"] for item, values in one.items.items()}
        alone = evaluate_rule("soil-class", {"land": one.land or "NA", "ph": one.ph or "NA", **contents}, Asked(on=DAY))
        assert (one.as_json()["class"], one.as_json()["state"]) == (alone["value"], alone["state"])
        bare = {item: {k: v for k, v in values.items() if k != "content"} for item, values in one.items.items()}
        assert bare == alone["parts"]["items"]


def test_the_worst_come_first_and_points_that_cannot_be_judged_last_with_the_reason(lake):
    found = class_points(lake, DAY)
    assert [one.key for one in found.points[:2]] == ["high", "high-without-land"]
    assert [one.key for one in found.unjudged] == ["no-ph", "nothing"]
    assert [one.why.en for one in found.unjudged][-1] == "no item was measured"
    assert found.counts["paddy", 1] == 1
    assert sum(found.counts.values()) == len(ROWS)


def test_items_above_their_screening_value_come_with_limits_and_multiple(lake):
    found = class_points(lake, DAY)
    high, nameless, above = found.above
    assert tuple(one.key for one in found.above) == ABOVE
    assert (nameless.above["cd"]["screening"], nameless.above["cd"]["intervention"]) == (None, "2")
    assert {item: values["multiple"] for item, values in high.above.items()} == {"cd": "6.00", "pb": "0.444"}
    assert dict(above.above["cd"]) == {
        "content": "0.400000001", "screening": "0.4", "intervention": "2", "multiple": "0.00", "level": 1,
    }  # fmt: skip
    assert set(above.above) == {"cd", "hg"}


def test_only_rotated_land_rests_on_the_unverified_footnote(lake, tmp_path):
    assert class_points(lake, DAY).as_json()["unverified"] == []
    (tmp_path / "rotated").mkdir()
    rotated = class_points(lake_of(tmp_path / "rotated", ["r,,,,rotation,6,0.35,,,,,,,"]), DAY)
    assert rotated.as_json()["unverified"] == ["gb15618:2018 rotation_columns"]
    assert rotated.points[0].as_json()["class"] == "安全利用类"


def test_a_later_word_on_a_point_counts_from_when_it_is_known(lake, tmp_path):
    lake_of(tmp_path, [ROWS[0].replace("0.3", "1.6")], datetime(2021, 5, 9))
    assert class_points(lake, DAY).points[0].key == "at"
    before = class_points(lake, DAY, known_on=KNOWN)
    assert {one.key: one.as_json()["class"] for one in before.points} == EXPECTED


def test_an_empty_lake_has_no_points(tmp_path):
    found = class_points(Lake.create(tmp_path / "lake"), DAY)
    assert (found.points, found.sources) == ((), ())


def run(*words):
    done = CliRunner().invoke(root, [*map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_prints_a_table_a_document_and_a_page(lake, tmp_path):
    asked = ["soil", "--lake", lake.path, "--on", DAY]
    printed = run(*asked)
    assert "严格管控类" in printed
    assert "no-ph 不能判定：有项目不能判断" in printed
    said = json.loads(run(*asked, "--format", "json"))
    assert (said["count"], said["above_screening"], said["editions"]) == (7, list(ABOVE), ["gb15618:2018"])
    run("--lang", "en", *asked, "--format", "html", "-o", tmp_path / "page.html")
    assert "Risk classes of farmland soil" in (tmp_path / "page.html").read_text(encoding="utf-8")
    run(*asked, "-o", tmp_path / "table.txt")
    assert "严格管控类" in (tmp_path / "table.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real data is not there")
def test_all_136_points_of_cropland_are_classed(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    import_files(lake, "soil-cd-cropland", [SHARED / "soil" / "cd_cropland_china_136.csv"], known_from=KNOWN)
    found = class_points(lake, DAY)
    assert found.counts == {("paddy", 0): 55, ("paddy", 1): 28, ("upland", 0): 21, ("upland", 1): 32}
    assert (len(found.above), found.unjudged) == (60, [])
