from __future__ import annotations

import pytest

from qingshan.evaluation.water_rivers import FIVE_BY_SHARE, river_list
from qingshan.evaluation.water_survey import Scope
from qingshan.kernel.periods import Period
from tests.evaluation.small_water import make, month, months, section

JANUARY, FEBRUARY = Period.of("2021-01"), Period.of("2021-02")
NAMES = "甲乙丙丁戊己庚辛"


def river(lake, period=JANUARY, against=None, option=None):
    (found,) = river_list(lake, Scope(), period, against, option)["waters"]
    return found


def lake_of(path, bad, good, *, when="2021-01", more=(), **worse):
    """A river whose first ``bad`` sections have the worse values and the next ``good`` ones the usual."""
    names = NAMES[: bad + good]
    samples = [*months(names[:bad], when, **worse), *months(names[bad:], when), *more]
    return make(path / "lake", [section(name, river="青河") for name in names], samples)


def test_the_water_of_four_sections_is_averaged_then_classed(tmp_path):
    found = river(lake_of(tmp_path, 1, 3, nh3n="4.0"))
    assert (found["good_share"], found["bad_share"]) == ("75.0", "25.0")
    assert (found["averaged_class"], found["status"]) == ("Ⅳ", "轻度污染")
    assert found["main"] == [{"section": "省/甲", "name": "甲", "main": [{"item": "nh3n", "multiple": "3.0"}]}]


def test_many_sections_are_judged_by_shares_and_three_quarters_come_first(tmp_path):
    found = river(lake_of(tmp_path, 2, 6, nh3n="9", codmn="7"))
    assert (found["good_share"], found["bad_share"], found["status"]) == ("75.0", "25.0", "良好")
    assert found["averaged_class"] is None
    assert found["main"] == [
        {"item": "codmn", "sections": 2, "rate": "25.0"},
        {"item": "nh3n", "sections": 2, "rate": "25.0"},
    ]


def test_below_three_quarters_the_share_of_the_worst_decides(tmp_path):
    found = river(lake_of(tmp_path, 3, 3, nh3n="9"))
    assert (found["good_share"], found["bad_share"], found["status"]) == ("50.0", "50.0", "重度污染")


def test_exactly_five_sections_are_judged_only_when_asked_and_marked(tmp_path):
    lake = lake_of(tmp_path, 1, 4, nh3n="9")
    assert river(lake)["status"] is None
    asked = river_list(lake, Scope(), JANUARY, option=FIVE_BY_SHARE)
    assert asked["waters"][0]["status"] == "良好"
    assert "surface_water:2011 shares_from_sections" in asked["unverified"]
    assert "surface_water:2011 shares_from_sections" not in river_list(lake, Scope(), JANUARY)["unverified"]


def test_sections_without_data_and_lakes_do_not_count(tmp_path):
    register = [
        *(section(name, river="青河") for name in "甲乙"),
        section("湖", river="青湖", body="lake"),
        section("丙"),
    ]
    lake = make(tmp_path / "lake", register, [*months("甲湖"), *month("丙", "2021-01")])
    document = river_list(lake, Scope(), JANUARY)
    assert [(one["name"], one["sections"], one["with_data"]) for one in document["waters"]] == [("青河", 2, 1)]
    assert document["unnamed"] == {"river": ["省/丙"], "basin": ["省/丙", "省/乙", "省/甲"]}


def test_rivers_and_basins_are_both_judged(tmp_path):
    register = [section("甲", river="青河", basin="江"), section("乙", river="白河", basin="江")]
    lake = make(tmp_path / "lake", register, [*month("甲", "2021-01"), *month("乙", "2021-01", nh3n="1.2")])
    found = {(one["kind"], one["name"]): one["averaged_class"] for one in river_list(lake, Scope(), JANUARY)["waters"]}
    assert found == {("river", "青河"): "Ⅱ", ("river", "白河"): "Ⅳ", ("basin", "江"): "Ⅲ"}


@pytest.mark.parametrize(
    ("bad_after", "expected"),
    [
        (2, {"change": "无明显变化", "by_grade": "无明显变化", "by_share": "无明显变化", "balance": "0.0"}),
        (4, {"change": "明显下降", "by_grade": "明显下降", "by_share": "明显下降", "balance": "-50.0"}),
        (1, {"change": None, "by_grade": "无明显变化", "by_share": "明显好转", "balance": "25.0"}),
        (0, {"change": None, "by_grade": "有所好转", "by_share": "明显好转", "balance": "50.0"}),
    ],
)
def test_both_verdicts_on_a_change_are_shown(tmp_path, bad_after, expected):
    february = [*months(NAMES[:bad_after], "2021-02", nh3n="9"), *months(NAMES[bad_after:], "2021-02")]
    lake = lake_of(tmp_path, 2, 6, more=february, nh3n="9")
    found = river(lake, FEBRUARY, against=JANUARY)
    assert found["before"]["status"] == "良好"
    assert found["change"] == expected


def test_nothing_is_said_of_a_change_from_nothing(tmp_path):
    found = river(lake_of(tmp_path, 0, 1), JANUARY, against=FEBRUARY)
    assert found["before"]["status"] is None
    assert found["change"] == {"change": None, "by_grade": None, "by_share": None, "balance": None}


def test_an_item_that_no_national_section_is_judged_by_stays_out_of_the_average(tmp_path):
    register = [section(name, river="青河", control="national") for name in "甲乙"]
    lake = make(tmp_path / "lake", register, months("甲乙", cod="18"))
    assert river(lake)["averaged_class"] == "Ⅱ"
