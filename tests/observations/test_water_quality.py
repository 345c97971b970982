"""Each check of water samples flags its own fault; a section's values stay as they are."""

from __future__ import annotations

import pytest

from qingshan.observations.inspection import flags_by_check, inspect_lake

HEADER = "省份,流域,断面名称,监测时间,水质类别,pH,氨氮,总氮,高锰酸盐指数,化学需氧量,五日生化需氧量,站点情况\n"
SOUND = {"pH": "7.1", "氨氮": "0.2", "总氮": "1.2", "高锰酸盐指数": "2.1", "化学需氧量": "12", "五日生化需氧量": "1.5"}


def flags(bench, state="正常", year=2021, **values):
    row = ",".join((SOUND | values).values())
    bench.read("cnemc-water-hourly", f"{HEADER}某省,长江流域,甲桥,03-01 08:00,Ⅱ,{row},{state}\n", year=year)
    return set(bench.all_rows("quality", 'item, "check"'))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, set()),
        ({"state": "维护"}, set()),
        ({"pH": "12"}, {("ph", "water_range")}),
        ({"氨氮": "0"}, {("nh3n", "water_range")}),
        ({"氨氮": "0", "state": "维护"}, {("nh3n", "water_range"), ("nh3n", "water_zero")}),
        ({"氨氮": "1.3"}, {("nh3n", "water_parts")}),
        ({"氨氮": "<1.3"}, set()),
        ({"高锰酸盐指数": "12.5"}, {("codmn", "water_parts")}),
        ({"五日生化需氧量": "13"}, {("bod5", "water_parts")}),
    ],
)
def test_each_fault_is_flagged_by_its_check(bench, values, expected):
    assert flags(bench, **values) == expected


def test_a_wrong_year_shows_as_the_future(bench):
    assert {check for _, check in flags(bench, year=2031)} == {"water_future"}


def test_checking_the_lake_again_adds_no_flag_twice_and_alters_nothing(bench):
    flags(bench, state="维护", 氨氮="0")
    before = bench.rows("samples", "section, item, value")
    assert inspect_lake(bench.lake, bench.last_known) == {}
    assert flags_by_check(bench.lake) == {"water_range": 1, "water_zero": 1}
    assert bench.rows("samples", "section, item, value") == before
