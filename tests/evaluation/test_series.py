"""Yearly series of reported figures: exact changes inside unbroken runs, gaps named, jumps flagged and kept."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.evaluation.series import yearly_series
from qingshan.kernel.problems import Problem
from qingshan.observations.ingest.run import import_files
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
CO2, SHARE, COVER = "carbon.co2", "energy.non_fossil_share", "ecology.forest_cover"
MILLION = 10**6


def row(key, period, value=None, numerator=None, denominator=None, area="甲市", stage=1, known=datetime(2022, 1, 1)):
    numbers = [None if number is None else round(number * MILLION) for number in (value, numerator, denominator)]
    names = ("value", "numerator", "denominator")
    return {
        "indicator": key, "area": area, "period": period, "unit": "", "document": "年鉴", "dated": date(2022, 1, 1),
        "reporter": "统计局", "stage": stage, "flags": "", "known_from": known, "revision": 0, "source": "test",
        "batch": "b", **dict(zip(names, numbers, strict=True)),
    }  # fmt: skip


def lake_of(folder, *rows):
    lake = Lake.create(folder / "lake")
    lake.append("figures", pa.Table.from_pylist(list(rows), schema=TABLES["figures"].schema))
    return lake


def only(lake, key, **asked):
    (area,) = yearly_series(lake, key, **asked).areas
    return {one.year: one for one in area.years}


def test_change_and_cumulative_change_are_exact_inside_a_run(tmp_path):
    years = only(lake_of(tmp_path, row(CO2, "2018", 30), row(CO2, "2019", 31), row(CO2, "2020", 29)), CO2)
    assert [(one.value, one.change, one.cumulative, one.since) for one in years.values()] == [
        ("30.00", None, None, 2018),
        ("31.00", "3.333", "3.333", 2018),
        ("29.00", "-6.452", "-3.333", 2018),
    ]


def test_a_missing_year_is_named_and_nothing_is_chained_across_it(tmp_path):
    found = yearly_series(lake_of(tmp_path, row(CO2, "2017", 10), row(CO2, "2018", 11), row(CO2, "2020", 12)), CO2)
    (area,) = found.areas
    assert (area.gaps, area.years[2].notes[0].en) == ([2019], "nothing was reported")
    last = area.years[3]
    assert (last.change, last.cumulative, last.since, last.jump) == (None, None, 2020, None)


@pytest.mark.parametrize(("later", "is_jump"), [(130, False), (130.000001, True), (70, False), (69.999999, True)])
def test_a_change_beyond_the_threshold_is_flagged_and_kept(tmp_path, later, is_jump):
    lake = lake_of(tmp_path, row(CO2, "2019", 100), row(CO2, "2020", later))
    year = only(lake, CO2)[2020]
    assert (year.jump, bool(year.notes)) == (is_jump, is_jump)
    assert year.value == f"{later:.2f}"
    found = yearly_series(lake, CO2)
    assert (found.jump, "pace:2011 jump" in found.unverified) == ("30", True)


def test_a_year_before_that_is_not_positive_gives_no_change_and_says_so(tmp_path):
    years = only(lake_of(tmp_path, row(CO2, "2019", 0), row(CO2, "2020", 5)), CO2)
    assert (years[2020].change, years[2020].jump) == (None, None)
    assert years[2020].notes[0].en.startswith("the year before is not positive")


def test_a_share_follows_from_its_operands_and_not_from_its_rounded_value(tmp_path):
    lake = lake_of(
        tmp_path, row(SHARE, "2019", None, 1, 3), row(SHARE, "2020", None, 2, 3), row(SHARE, "2021", None, 1, 0)
    )
    years = only(lake, SHARE)
    assert [(one.value, one.change) for one in years.values()] == [("33.33", None), ("66.67", "100"), (None, None)]
    assert years[2021].notes[0].en == "the denominator is zero"


def test_an_intensity_is_followed_itself_not_its_decline(tmp_path):
    key = "carbon.intensity_decline"
    years = only(lake_of(tmp_path, row(key, "2020", None, 200, 100), row(key, "2021", None, 190, 100)), key)
    assert [(one.value, one.change) for one in years.values()] == [("2.00", None), ("1.90", "-5")]


def test_months_of_a_flow_add_up_only_when_they_cover_the_year(tmp_path):
    months = [row(CO2, f"2019-{month:02}", 2) for month in range(1, 13)]
    part = [row(CO2, f"2020-{month:02}", 2) for month in range(1, 12)]
    years = only(lake_of(tmp_path, *months, *part), CO2)
    assert years[2019].value == "24.00"
    assert (years[2020].value, years[2020].notes[0].en) == (
        None,
        "the returns do not cover the year: 2020-12 missing",
    )


def test_a_stock_needs_a_figure_of_the_years_end(tmp_path):
    years = only(lake_of(tmp_path, row(COVER, "2019", 57, 57, 100), row(COVER, "2020H1", 58, 58, 100)), COVER)
    assert (years[2019].value, years[2020].value) == ("57.00", None)
    assert "2020H1" in years[2020].notes[0].en


def test_only_what_was_known_counts_and_the_state_follows_the_stage(tmp_path):
    late = row(CO2, "2020", 40, known=datetime(2023, 1, 1))
    lake = lake_of(tmp_path, row(CO2, "2019", 30, stage=0), late, row(CO2, "2019", 7, area="乙市"))
    assert list(only(lake, CO2, areas=["甲市"], known_on=datetime(2022, 6, 1))) == [2019]
    said = [one.as_json()["state"] for one in only(lake, CO2, areas=["甲市"]).values()]
    assert said == ["provisional", "final"]
    assert [one.area for one in yearly_series(lake, CO2).areas] == ["乙市", "甲市"]


@pytest.mark.parametrize(("key", "areas", "code"), [("air.pm25_mean", (), "EVA008"), (CO2, ("丙市",), "EVA009")])
def test_an_unknown_indicator_or_area_is_a_problem_that_names_the_known_ones(tmp_path, key, areas, code):
    with pytest.raises(Problem) as raised:
        yearly_series(lake_of(tmp_path, row(CO2, "2019", 1)), key, areas)
    assert raised.value.code.key == code
    assert (CO2 if code == "EVA008" else "甲市") in raised.value.as_json("en")["expected"]


def test_an_empty_lake_is_a_problem(tmp_path):
    with pytest.raises(Problem) as raised:
        yearly_series(Lake.create(tmp_path / "lake"), CO2)
    assert raised.value.code.key == "EVA009"


def run(*words):
    done = CliRunner().invoke(root, [*map(str, words)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_names_gaps_jumps_and_the_unverified_threshold(tmp_path):
    lake = lake_of(tmp_path, row(CO2, "2018", 10, stage=0), row(CO2, "2020", 10), row(CO2, "2021", 14))
    printed = run("--lang", "en", "series", CO2, "--lake", lake.path)
    assert "no value in 2019" in printed
    assert "kept, not smoothed" in " ".join(printed.split())
    assert "pace:2011 jump" in printed
    assert "1 yearly figures are not reviewed yet" in printed
    (area,) = json.loads(run("series", CO2, "--lake", lake.path, "--format", "json"))["areas"]
    assert (area["gaps"], area["jumps"], area["years"][3]["change"]) == ([2019], [2021], "40")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real data is not there")
def test_cities_of_jiangxi_keep_their_gaps_and_their_jumps(tmp_path):
    lake = Lake.create(tmp_path / "lake")
    path = SHARED / "carbon" / "jiangxi_cities_co2_mt.csv"
    import_files(lake, "co2-cities", [path], known_from=datetime(2022, 1, 1))
    found = {one.area: one for one in yearly_series(lake, CO2).areas}
    assert len(found) == 11
    assert {area: one.gaps for area, one in found.items() if one.gaps} == {
        "宜春市": [2006, 2007, 2011],
        "新余市": [2005],
    }
    assert found["鹰潭市"].jumps == [2013, 2014]
    year = next(one for one in found["鹰潭市"].years if one.year == 2013)
    assert (year.value, year.change, year.cumulative, year.since) == ("1543.45", "127.409", "77.722", 2007)
