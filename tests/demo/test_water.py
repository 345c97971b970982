"""The synthetic water: registered, sampled by hand and by machine, the same everywhere, with every declared fault."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime

import polars as pl
import pytest

from qingshan.demo.model import SOURCE, batch
from qingshan.demo.water import samples, section_rows, touched
from qingshan.demo.water_model import water
from qingshan.kernel.units import scaled
from qingshan.observations.items import WATER_DECIMALS
from qingshan.observations.tables import TABLES

FAULTS = {fault.key: fault for fault in water().faults}
MEIGANG, BAITA = "江西省/梅港", "江西省/白塔河河口"
LAKE, EDGE = "江西省/演示湖心(虚构)", "江西省/演示三号断面(虚构)"
SOURCES = [f"江西省/演示水源{number}号(虚构)" for number in "一二三"]
KEY = ["section", "item", "sampled_at", "origin"]


@pytest.fixture(scope="module")
def taken() -> pl.DataFrame:
    return samples()


@pytest.fixture(scope="module")
def latest(taken):
    return taken.sort("revision").unique(KEY, keep="last")


@pytest.fixture(scope="module")
def monthly(latest):
    return latest.filter(pl.col("origin") == "manual")


def _mgl(text):
    return scaled(text, WATER_DECIMALS)


def _year(frame, year=2021):
    return frame.filter(pl.col("sampled_at").dt.year() == year)


def _at(frame, fault):
    return frame.filter(touched(fault)).sort("sampled_at")


def _items(frame, section):
    return set(frame.filter(pl.col("section") == section)["item"])


def test_samples_have_the_columns_of_the_lake(taken):
    assert taken.to_arrow().schema.names == TABLES["samples"].schema.names
    assert taken.null_count().sum_horizontal().item() == 0
    assert taken["source"].unique().to_list() == [SOURCE]
    assert taken["batch"].unique().to_list() == [batch()]


def test_samples_are_the_same_on_every_machine(taken):
    digest = hashlib.sha256(taken.drop("batch").write_csv().encode()).hexdigest()
    assert digest == "42e7459a46e5a89b1bd639561303f19158863cded8102367de58d2a4a940514d"


def test_each_revision_of_a_sample_stands_once(taken):
    assert taken.select(*KEY, "revision").is_duplicated().sum() == 0


def test_sections_have_the_columns_of_the_lake_and_one_row_for_each_area():
    rows = section_rows()
    assert {tuple(row) for row in rows} == {tuple(TABLES["sections"].schema.names)}
    assert len({row["section"] for row in rows}) == 11
    assert all((row["section"], "鹰潭市") in {(one["section"], one["area"]) for one in rows} for row in rows)


def test_eight_sections_are_controlled_and_three_are_sources_of_drinking_water():
    sections = water().sections
    assert Counter(one.control for one in sections if not one.drinking) == {"national": 3, "provincial": 4, "city": 1}
    assert [one.section for one in sections if one.drinking] == SOURCES
    assert all(row["source_of_drinking_water"] == (row["section"] in SOURCES) for row in section_rows())


def test_sections_speak_for_the_areas_the_plan_names():
    controls = {one.section: one.control for one in water().sections}
    areas = {
        area: {row["section"] for row in section_rows() if row["area"] == area} for area in ("考核断面", "县级及以上")
    }
    assert areas["考核断面"] == {section for section, level in controls.items() if level in ("national", "provincial")}
    assert areas["县级及以上"] == set(SOURCES)


def test_names_that_are_not_facts_say_that_they_are_invented():
    invented = {one.section for one in water().sections} - {MEIGANG, BAITA}
    assert len(invented) == 9
    assert all(name.startswith("江西省/演示") and name.endswith("(虚构)") for name in invented)


def test_a_lake_was_called_a_river_until_the_register_was_corrected():
    rows = [
        (row["body"], row["known_from"]) for row in section_rows() if (row["section"], row["area"]) == (LAKE, "鹰潭市")
    ]
    assert rows == [("river", datetime(2020, 1, 1)), ("lake", datetime(2020, 3, 1))]


def test_some_sections_are_sampled_for_all_items_and_others_for_five_and_more(monthly):
    basic = {
        "ph", "do", "codmn", "cod", "bod5", "nh3n", "tp", "cu", "zn", "f", "se", "as", "hg", "cd", "cr6", "pb", "cn",
        "phenol", "oil", "las", "sulfide",
    }  # fmt: skip
    assert len(basic) == 21
    assert basic <= _items(monthly, MEIGANG)
    assert _items(monthly, BAITA) == {"wt", "ph", "do", "codmn", "nh3n", "tp", "tn"}
    assert _items(monthly, EDGE) - _items(monthly, BAITA) == {"cod", "bod5"}
    assert {len(_items(monthly, section)) for section in SOURCES} == {61}
    assert not any("cod" in _items(monthly, section) for section in SOURCES)


def test_manual_samples_stand_at_the_first_midnight_of_their_month_for_two_years(monthly):
    assert monthly["span"].unique().to_list() == ["month"]
    months = monthly.filter(pl.col("section") == MEIGANG)["sampled_at"].unique().sort()
    assert months.to_list() == [datetime(year, month, 1) for year in (2020, 2021) for month in range(1, 13)]


def test_two_stations_measure_nine_items_every_four_hours_for_two_months(latest):
    automatic = latest.filter(pl.col("origin") == "auto")
    assert automatic.group_by("section").len().sort("section").rows() == [(MEIGANG, 61 * 6 * 9), (BAITA, 61 * 6 * 9)]
    assert set(automatic["sampled_at"].dt.hour()) == {0, 4, 8, 12, 16, 20}
    assert (automatic["span"].unique().to_list(), automatic["stage"].unique().to_list()) == (["instant"], [0])


def test_nothing_is_known_before_it_was_sampled(taken):
    assert taken.filter(pl.col("known_from") <= pl.col("sampled_at").dt.offset_by("-8h")).is_empty()
    manual = taken.filter((pl.col("origin") == "manual") & (pl.col("revision") == 0))
    assert manual.filter(pl.col("known_from") <= pl.col("sampled_at").dt.offset_by("1mo")).is_empty()


def test_a_value_below_its_detection_limit_holds_that_limit(taken):
    limits = {item: _mgl(said.detection) for item, said in water().items.items()}
    below = taken.filter("below_limit")
    assert below.height > 2_000
    assert (below["value"] == below["item"].replace_strict(limits, return_dtype=pl.Int64)).all()
    above = taken.filter(~pl.col("below_limit"))
    assert (above["value"] >= above["item"].replace_strict(limits, return_dtype=pl.Int64)).all()


def test_ph_lies_between_seven_and_eight(taken):
    assert taken.filter(pl.col("item") == "ph")["value"].is_between(_mgl("7"), _mgl("8")).all()


def test_a_part_never_exceeds_its_whole(taken):
    wide = taken.filter(pl.col("revision") == 0).pivot(
        "item", index=["section", "sampled_at", "origin"], values="value"
    )
    for part, whole in (("nh3n", "tn"), ("bod5", "cod"), ("codmn", "cod")):
        assert wide.filter(pl.col(part) > pl.col(whole)).is_empty()


def test_the_bad_month_is_above_the_limit_that_the_year_keeps(monthly):
    fault = FAULTS["bad-month"]
    assert _at(monthly, fault)["value"].to_list() == [_mgl("0.28")]
    year = _year(monthly).filter((pl.col("section") == fault.section) & (pl.col("item") == "tp"))
    assert year.height == 12
    assert _mgl("0.1") < year["value"].mean() < _mgl("0.2")


def test_the_rounding_edge_is_a_yearly_mean_of_exactly_five_thousandths_above(monthly):
    year = _year(monthly).filter((pl.col("section") == EDGE) & (pl.col("item") == "nh3n"))
    assert year.height == 12
    assert year["value"].sum() == 12 * _mgl("1.005")


def test_the_missing_month_has_no_sample_at_all(monthly):
    fault = FAULTS["missing-month"]
    months = _year(monthly).filter(pl.col("section") == fault.section)["sampled_at"].dt.month().unique()
    assert sorted(months) == [1, 2, 3, *range(5, 13)]


def test_the_late_revision_replaces_a_value_two_months_later(taken):
    first, second = _at(taken, FAULTS["late-revision"]).sort("revision").to_dicts()
    assert (first["value"], first["revision"], second["revision"]) == (_mgl("6.4"), 0, 1)
    assert second["value"] < _mgl("4")
    assert first["known_from"] == datetime(2021, 4, 10, 4) < second["known_from"] == datetime(2021, 5, 20, 4)


def test_the_lake_has_total_nitrogen_of_class_five_over_the_year(monthly):
    nitrogen = _year(monthly).filter((pl.col("section") == LAKE) & (pl.col("item") == "tn"))["value"]
    assert _mgl("1.5") < nitrogen.mean() <= _mgl("2.0")


def test_one_item_of_the_sources_is_below_a_detection_limit_above_what_the_standard_allows(monthly):
    allowed = _mgl("0.0000028")  # GB 3838—2002 表3
    found = monthly.filter(pl.col("item") == "bap")
    assert found["below_limit"].all()
    assert set(found["section"]) == set(SOURCES)
    assert set(found["value"]) == {_mgl("0.000004")}
    assert _mgl("0.000004") // 2 < allowed < _mgl("0.000004")


def test_no_fault_is_declared_without_a_test():
    assert set(FAULTS) == {"bad-month", "rounding-edge", "missing-month", "late-revision"}
