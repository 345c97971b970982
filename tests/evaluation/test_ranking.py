"""Areas ranked by composite index: ties, areas without an index, who is named, and the change against last year."""

from __future__ import annotations

import json
from datetime import date, datetime

import pyarrow as pa
import pytest
from click.testing import CliRunner

from qingshan.cli.rank import command
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.engines import collected, engine
from qingshan.evaluation.ranking import rank, ranked
from qingshan.kernel.periods import Period
from tests.evaluation.small_lake import NEW_YEAR, append, days, exclusion, make

RULES = AirRules.on(date(2023, 9, 1))
JANUARY, YEAR = Period.of("2021-01"), Period.of("2021")
CLEAN = {"so2": 5, "no2": 10, "co": "0.5", "pm10": 20, "pm25": 10, "o3": 80}


def _frame(made, indexes):
    names = pa.array(list(indexes), pa.string())
    return made.table(pa.table([names, pa.array(list(indexes.values()), pa.int64())], ["area", "composite"]))


def _ranked(now, before, name="duckdb"):
    made = engine(name)
    return {row["area"]: row for row in collected(ranked(_frame(made, now), _frame(made, before), RULES)).to_pylist()}


def _areas(ranking):
    return {row["area"]: row for row in ranking.as_json()["areas"]}


@pytest.mark.parametrize("name", ["duckdb", "polars"])
def test_equal_indexes_share_a_rank_and_the_next_is_skipped(name):
    rows = _ranked({"甲": 3110, "乙": 2630, "丙": 3110, "丁": 4000, "戊": None}, {}, name)
    assert [rows[area]["rank"] for area in "乙甲丙丁戊"] == [1, 2, 2, 4, None]


@pytest.mark.parametrize("name", ["duckdb", "polars"])
def test_the_change_is_of_published_indexes(name):
    # 婺源 2023-09, 广东平台: as printed in the bulletins.
    now = {"婺源": 2630, "广州": 2600, "无去年": 2000, "去年为零": 2000, "今年缺": None}
    rows = _ranked(now, {"婺源": 2890, "广州": 3360, "去年为零": 0, "今年缺": 2000}, name)
    assert [rows[area]["change"] for area in now] == [-9000, -22600, None, None, None]
    assert rows["婺源"]["before"] == 2890


def test_the_best_and_worst_twenty_are_named_with_ties():
    rows = _ranked({f"{n:03}": 1000 + 10 * n for n in range(168)} | {"并列": 1190, "缺": None}, {})
    named = {kind: [area for area, row in rows.items() if row["named"] == kind] for kind in ("best", "worst", None)}
    assert (len(named["best"]), len(named["worst"])) == (21, 20)
    assert {"并列", "019"} <= set(named["best"])
    assert "缺" in named[None]


def test_nobody_is_named_among_as_few_as_would_be_named():
    assert {row["named"] for row in _ranked({str(n): n for n in range(40)}, {}).values()} == {None}


def test_a_month_is_ranked_from_hours_to_single_indexes(tmp_path):
    rows = days("a", NEW_YEAR, 31) + days("b", NEW_YEAR, 31, stage=2, **CLEAN)
    ranking = rank(make(tmp_path / "lake", rows, [("a", "甲区"), ("b", "乙区")]), (), JANUARY)
    first, second = ranking.as_json()["areas"]
    # 10/60 0.17, 20/40 0.50, 1/4 0.25, 50/70 0.71, 30/35 0.86, 100/160 = 0.625 is 0.62 half to even.
    assert (second["area"], second["rank"], second["composite"], second["state"]) == ("甲区", 2, "3.11", "provisional")
    assert second["single"]["o3_8h"] == "0.62"
    assert second["largest"] == ["pm25"]
    assert (first["area"], first["rank"], first["state"]) == ("乙区", 1, "final")


def test_a_year_needs_enough_days_and_says_what_lacks(tmp_path):
    particles = [row for row in days("b", NEW_YEAR, 323) if row[1] == "pm25"]
    rows = days("a", NEW_YEAR, 365) + days("b", NEW_YEAR, 365, pm25=None) + particles
    lake = make(tmp_path / "lake", rows, [("a", "甲区"), ("b", "乙区")])
    areas = _areas(rank(lake, (), YEAR))
    assert (areas["甲区"]["rank"], areas["甲区"]["composite"]) == (1, "3.11")
    assert (areas["乙区"]["rank"], areas["乙区"]["composite"], areas["乙区"]["lacking"]) == (None, None, ["pm25"])
    assert areas["乙区"]["state"] == "insufficient_data"
    assert areas["乙区"]["concentrations"]["pm25"] == "30"


def test_an_area_without_a_site_is_unranked_and_said(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 31), [("a", "甲区"), ("x", "丙区", "background")])
    areas = _areas(rank(lake, ("甲区", "乙区", "丙区"), JANUARY))
    assert [areas[name]["lacking"] for name in ("甲区", "乙区", "丙区")] == [[], ["site"], ["site"]]
    assert [areas[name]["rank"] for name in ("甲区", "乙区", "丙区")] == [1, None, None]


def test_an_area_whose_site_is_silent_is_unranked_and_said(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 31, o3=None), [("a", "甲区"), ("b", "乙区")])
    areas = _areas(rank(lake, (), JANUARY))
    assert areas["甲区"]["lacking"] == ["o3_8h"]
    assert areas["乙区"]["lacking"] == ["so2", "no2", "co", "pm10", "pm25", "o3_8h"]


def test_an_empty_lake_ranks_nobody(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1), [("a", "甲区")])
    (row,) = rank(lake, (), Period.of("2020-01")).as_json()["areas"]
    assert (row["rank"], row["state"]) == (None, "insufficient_data")


def test_the_year_before_is_the_same_month(tmp_path):
    rows = days("a", NEW_YEAR, 31) + days("a", date(2020, 1, 1), 31, pm25=35)
    (row,) = rank(make(tmp_path / "lake", rows, [("a", "甲区")]), (), JANUARY).as_json()["areas"]
    assert (row["composite"], row["before"], row["change"]) == ("3.11", "3.25", "-4.3")


def test_dust_is_taken_out_of_particles_only(tmp_path):
    rows = days("a", NEW_YEAR, 30) + days("a", date(2021, 1, 31), 1, pm10=900, pm25=300, so2=900)
    dusty = exclusion("dust", datetime(2021, 1, 31, 1), datetime(2021, 2, 1))
    (row,) = rank(make(tmp_path / "lake", rows, [("a", "甲区")], [dusty]), (), JANUARY).as_json()["areas"]
    assert (row["concentrations"]["pm10"], row["concentrations"]["pm25"]) == ("50", "30")
    assert row["concentrations"]["so2"] == "39"


def test_what_was_known_then_ranks_as_it_did_then(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 31), [("a", "甲区")])
    append(lake, days("a", NEW_YEAR, 31, known_from=datetime(2022, 1, 1), revision=1, pm25=35))
    assert _areas(rank(lake, (), JANUARY))["甲区"]["composite"] == "3.25"
    assert _areas(rank(lake, (), JANUARY, known_on=datetime(2021, 12, 31)))["甲区"]["composite"] == "3.11"


def test_the_command_prints_the_document_and_refuses_what_is_no_period(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 31), [("a", "甲区")])
    asked = ["--lake", str(lake.path), "--period"]
    done = CliRunner().invoke(command, [*asked, "2021-01", "--format", "json"])
    assert json.loads(done.output)["areas"][0]["composite"] == "3.11"
    assert "甲区" in CliRunner().invoke(command, [*asked, "2021-01"]).output
    assert CliRunner().invoke(command, [*asked, "2021x"]).exit_code == 2
