"""Each check flags its own fault and nothing else; flags never alter a reading."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from qingshan.kernel.registry import SETTING
from qingshan.observations.check import checks
from qingshan.observations.inspection import flags_by_check, inspect_lake

START = datetime(2025, 6, 1, 1)
HOURS = 48


def hourly(values, item="PM2.5"):
    columns = ["PM2.5", "SO2", "NO2", "CO", "O3"]
    lines = []
    for step, value in enumerate(values):
        fields = [str(value) if name == item else "" for name in columns]
        lines.append(f"{START + timedelta(hours=step)},{','.join(fields)}\n")
    return "datetime," + ",".join(columns) + "\n" + "".join(lines)


def steady(base=30):
    return [base + step % 5 for step in range(HOURS)]


def flags(bench, values, item="PM2.5", site="a"):
    bench.read("single-site-hourly", hourly(values, item), f"{site}.csv", site=site)
    return {
        (row[0], int((row[1] - START).total_seconds()) // 3600)
        for row in bench.all_rows("quality", '"check", hour_end')
    }


def test_a_steady_line_is_not_flagged(bench):
    assert flags(bench, steady()) == set()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({20: 2500, 21: 2400}, {("range", 20), ("range", 21), ("jump", 20), ("jump", 22)}),
        ({20: -3}, {("range", 20)}),
        (dict.fromkeys(range(20, 28), 37), {("flat_line", hour) for hour in range(20, 28)}),
        (dict.fromkeys(range(21, 28), 37), set()),
        ({20: 400}, {("jump", 20), ("jump", 21)}),
        ({20: "0.032"}, {("unit_slip", 20)}),
    ],
)
def test_each_fault_is_flagged_by_its_check(bench, change, expected):
    values = steady()
    for hour, value in change.items():
        values[hour] = value
    assert flags(bench, values) == expected


def test_a_thousandfold_value_is_a_unit_slip(bench):
    values = [10 + step % 4 for step in range(HOURS)]
    values[30] = 11000
    assert ("unit_slip", 30) in flags(bench, values, "O3")


def test_an_hour_that_has_not_ended_when_it_becomes_known(bench):
    day = f"{datetime(2026, 1, 2, 8):%Y-%m-%d %H}"
    text = f"datetime,PM2.5,SO2,NO2,CO,O3\n{day}:00:00,30,,,,\n{day}:01:00,31,,,,\n"
    bench.read("single-site-hourly", text, site="a")
    assert bench.all_rows("quality", '"check", hour_end') == [("future", datetime(2026, 1, 2, 8, 1))]


def test_a_site_far_from_its_neighbours(bench):
    bench.read(
        "station-list",
        "监测点编码,监测点名称,城市,经度,纬度,对照点,省级行政区,地级行政区\n"
        + "".join(f"{site},{site},某市,1,1,N,某省,某市\n" for site in ("1A", "2A", "3A", "4A")),
    )
    wide = "date,hour,type,1A,2A,3A,4A\n20250601,1,PM2.5,30,31,29,600\n20250601,3,PM2.5,600,610,590,600\n"
    bench.read("cnemc-sites", wide)
    assert bench.all_rows("quality", 'site, "check", reason') == [("4A", "neighbours", "30000 : 600000")]


def test_checking_the_lake_again_adds_no_flag_twice_and_alters_nothing(bench):
    values = steady()
    values[20] = 400
    flags(bench, values)
    before = bench.rows("readings", "site, item, hour_end, value")
    assert inspect_lake(bench.lake, bench.last_known) == {}
    assert flags_by_check(bench.lake) == {"jump": 2}
    assert bench.rows("readings", "site, item, hour_end, value") == before


def test_a_bureau_adds_a_check_and_its_own_thresholds_in_a_folder(bench, tmp_path, monkeypatch):
    folder = tmp_path / "definitions" / "observations" / "quality"
    folder.mkdir(parents=True)
    (folder / "odd.py").write_text(
        "from qingshan.kernel.text import Text\n"
        "from qingshan.observations.check import Check\n"
        "CHECK = Check('odd', Text('奇', 'odd'), Text('奇数', 'odd'), "
        "'SELECT *, value AS evidence FROM readings WHERE value = 33000')\n"
    )
    (folder / "own.yaml").write_text('jump: {pm25: {step: "1", factor: "1"}}\n')
    monkeypatch.setenv(SETTING, str(tmp_path / "definitions"))
    assert "odd" in checks()
    found = {check for check, _ in flags(bench, [33, 30, 34])}
    assert found == {"odd", "jump"}


def test_every_check_says_what_it_means():
    for check in checks().values():
        assert check.label.zh != check.label.en
        assert check.reason.zh != check.reason.en
