from __future__ import annotations

from datetime import date

import pytest

from qingshan.evaluation.water_status import section_list
from qingshan.evaluation.water_survey import Scope
from qingshan.kernel.periods import Period
from qingshan.kernel.problems import Problem
from tests.evaluation.small_water import instant, make, month, section, shown

JANUARY, YEAR = Period.of("2021-01"), Period.of("2021")
ALL = Scope()


def rows(lake, period=JANUARY, scope=ALL, **options):
    return {row["name"]: row for row in section_list(lake, scope, period, **options)["sections"]}


def test_a_mean_is_rounded_before_it_is_compared_and_the_latest_sample_is_not(tmp_path):
    samples = [*instant("甲", "2021-01-05T08:00", nh3n="1.004"), *instant("甲", "2021-01-04T08:00", nh3n="1.006")]
    lake = make(tmp_path / "lake", [section("甲")], samples)
    assessed, now = rows(lake)["甲"], rows(lake, basis="realtime")["甲"]
    assert (assessed["class"], assessed["assessed"]["nh3n"], assessed["main"]) == ("Ⅲ", "1", [])
    assert (now["class"], now["assessed"]["nh3n"], now["sampled_at"]) == ("Ⅳ", "1.004", "2021-01-05T08:00:00")
    assert now["main"] == [{"item": "nh3n", "multiple": "0.0"}]


def test_the_year_is_the_mean_of_its_months_and_says_how_many(tmp_path):
    lake = make(
        tmp_path / "lake",
        [section("甲", target_class="Ⅲ")],
        [*month("甲", "2021-01", nh3n="0.6"), *month("甲", "2021-02", nh3n="1.7")],
    )
    found = rows(lake, YEAR)["甲"]
    assert (found["class"], found["assessed"]["nh3n"], found["months"]) == ("Ⅳ", "1.15", 2)
    assert (found["status"], found["complies"], found["main"]) == (
        "轻度污染",
        False,
        [{"item": "nh3n", "multiple": "0.2"}],
    )
    assert rows(lake)["甲"]["complies"] is True


def test_multiples_stand_on_the_third_class_or_on_the_target(tmp_path):
    lake = make(tmp_path / "lake", [section("甲", target_class="Ⅱ")], month("甲", "2021-01", nh3n="1.5", do="5.5"))
    assert rows(lake)["甲"]["main"] == [{"item": "nh3n", "multiple": "0.5"}]
    own = rows(lake, multiple_base="target")["甲"]["main"]
    assert own == [{"item": "nh3n", "multiple": "2.0"}, {"item": "do", "multiple": None}]


def test_nitrogen_of_a_lake_is_a_reference_and_the_kind_of_water_comes_from_another_row(tmp_path):
    register = [
        section("湖", body="", body_verification=""),
        section("湖", area="某省", body_verification="inferred", body="lake"),
        section("河"),
    ]
    samples = [*month("湖", "2021-01", tn="1.2"), *month("河", "2021-01", tn="1.2")]
    found = rows(make(tmp_path / "lake", register, samples), scope=Scope(("甲市",)))
    assert (found["湖"]["body"], found["湖"]["body_verification"]) == ("lake", "inferred")
    assert (found["湖"]["class"], found["湖"]["reference"]) == ("Ⅲ", {"tn": "Ⅳ"})
    assert (found["河"]["class"], found["河"]["reference"]) == ("Ⅱ", {})


def test_what_a_row_leaves_open_is_filled_from_the_latest_declared_row(tmp_path):
    register = [
        section("甲", body="", body_verification=""),
        section("甲", area="某省", target_class="Ⅱ", since=date(2015, 1, 1)),
        section("甲", area="某省", target_class="Ⅲ", since=date(2020, 1, 1)),
        section("甲", area="别市", target_class="Ⅳ", body="lake", body_verification="inferred"),
    ]
    lake = make(tmp_path / "lake", register, month("甲", "2021-01"))
    found = rows(lake, scope=Scope(("甲市",)))["甲"]
    assert (found["area"], found["target"], found["body"]) == ("甲市", "Ⅲ", "river")


def test_sections_without_data_are_listed_and_levels_of_control_chosen(tmp_path):
    register = [
        section("甲", control="national"),
        section("乙", control="provincial"),
        section("丙", control="national"),
    ]
    lake = make(tmp_path / "lake", register, month("甲", "2021-01"))
    found = rows(lake, scope=Scope(controls=("national",)))
    assert set(found) == {"甲", "丙"}
    assert (found["丙"]["class"], found["丙"]["state"]) == (None, "insufficient_data")
    assert rows(lake, scope=Scope(("乙市",))) == {}


def test_a_national_section_is_judged_by_five_items_and_those_that_exceeded(tmp_path):
    register = [section("甲", control="national"), section("乙", control="national")]
    samples = [
        *month("甲", "2021-01", cod="18", f="1.2"),
        *month("乙", "2021-01", cod="18"),
        *month("乙", "2020-06", cod="21"),
    ]
    found = rows(make(tmp_path / "lake", register, samples))
    assert (found["甲"]["class"], found["甲"]["not_assessed"]) == ("Ⅳ", ["cod"])
    assert (found["乙"]["class"], found["乙"]["not_assessed"]) == ("Ⅲ", [])


def test_a_value_below_its_limit_enters_as_half_of_it_on_both_bases(tmp_path):
    lake = make(tmp_path / "lake", [section("甲")], instant("甲", "2021-01-05T08:00", phenol="<0.004"))
    for basis in ("assessment", "realtime"):
        assert rows(lake, basis=basis)["甲"]["assessed"]["phenol"] == "0.002"


def test_a_month_of_manual_samples_is_not_the_latest_sample(tmp_path):
    lake = make(tmp_path / "lake", [section("甲")], month("甲", "2021-01"))
    assert rows(lake, basis="realtime")["甲"]["class"] is None


def test_the_latest_sample_stands_beside_what_the_platform_showed(tmp_path):
    samples = [*instant("甲", "2021-01-05T08:00"), *instant("甲", "2021-01-05T04:00")]
    published = [
        shown("甲", "2021-01-05T08:00", "water_class", "Ⅲ"),
        shown("甲", "2021-01-05T08:00", "station_state", "正常"),
        shown("甲", "2021-01-05T04:00", "water_class", "Ⅴ"),
    ]
    found = rows(make(tmp_path / "lake", [section("甲")], samples, published), basis="realtime")["甲"]
    assert (found["class"], found["published"], found["station"]) == ("Ⅱ", "Ⅲ", "正常")


def test_an_assessment_begins_with_a_month(tmp_path):
    lake, days = make(tmp_path / "lake", [section("甲")], month("甲", "2021-01")), Period.of("2021-01-02/2021-01-31")
    with pytest.raises(Problem) as caught:
        rows(lake, days)
    assert caught.value.code.key == "EVA010"
    assert rows(lake, days, basis="realtime")["甲"]["class"] is None


def test_both_engines_answer_the_same(tmp_path):
    lake = make(tmp_path / "lake", [section("甲")], instant("甲", "2021-01-05T08:00", ph="7.43", nh3n="1.005"))
    for basis in ("assessment", "realtime"):
        found = [section_list(lake, Scope(engine=name), JANUARY, basis) for name in ("duckdb", "polars")]
        assert found[0] == found[1]
        assert found[0]["sections"][0]["class"] is not None
