"""The importers on real files beside the checkout; figures only, nothing of them stands here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from qingshan.evaluation.verification import verify
from qingshan.kernel.problems import Problem
from qingshan.observations.intake.importer import Options
from qingshan.observations.places import sites_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
AIR, STATIONS = SHARED / "air", SHARED / "places" / "air_stations_2022.csv"
KNOWN = datetime(2026, 1, 1)
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real data is not there")


def test_every_published_hourly_index_of_two_national_days_recomputes():
    found = verify("cnemc-sites", [AIR / f"china_sites_2023012{day}.csv.gz" for day in (0, 1)], KNOWN)
    assert (found.index.agree, found.index.differ) == (78_906, 0)
    assert found.without_index[""] == 5
    assert {item: tally.differ for item, tally in found.means.items()} == dict.fromkeys(found.means, 0)
    assert all(tally.agree > 1300 for tally in found.means.values())
    assert len(found.means) == 5


@pytest.mark.parametrize(
    ("name", "city", "hours"),
    [("yingtan_hourly_2020_as_published.csv", "鹰潭", 464), ("jiangxi_hourly_20200326_20200408.csv.gz", None, 11_247)],
)
def test_index_level_and_primaries_of_2020_recompute(name, city, hours):
    found = verify("aqistudy-hourly", [AIR / name], KNOWN, Options(city=city))
    for tally in (found.index, found.level, found.primary):
        assert (tally.agree, tally.differ) == (hours, 0)


def test_the_feed_is_swapped_and_recomputes_once_put_right():
    found = verify("cnemc-feed", [AIR / "cnemc_feed_20220915T16.csv"], KNOWN)
    assert (found.index.agree, found.index.differ) == (16, 0)


@pytest.mark.parametrize("city", ["hangzhou", "shanghai", "wuhan"])
def test_the_shifted_files_are_refused_and_say_which_column_looks_like_which(bench, city):
    with pytest.raises(Problem) as caught:
        bench.take("city-daily-zh", AIR / f"daily_2025_header_shifted_{city}.csv")
    assert caught.value.code.key == "OBS009"
    said = caught.value.as_json("en")["message"]
    pairs = [
        ("PM2.5", "none of the six"),
        ("PM10", "PM2.5"),
        ("SO2", "PM10"),
        ("NO2", "NO2"),
        ("CO", "SO2"),
        ("O3", "CO"),
    ]
    assert all(f"{column} looks like {found}" in said for column, found in pairs)


def test_a_row_broken_off_at_the_end_of_a_day_file_is_refused_not_lost(bench):
    done = bench.take("cnemc-sites", AIR / "china_sites_20230120.csv.gz").files[0]
    assert done.reasons == {"fields": 1}
    assert done.counts["kept"] == 598_251
    assert done.report.read_text(encoding="utf-8").split("\n")[1].startswith("361,")


def test_yingtan_rows_given_twice_count_once_and_get_their_codes(bench):
    bench.take("station-list", STATIONS)
    done = bench.take("aqistudy-hourly", AIR / "yingtan_hourly_2020_as_published.csv", city="鹰潭").files[0]
    assert done.counts == {"kept": 4282, "duplicate": 138, "missing": 480, "refused": 0}
    assert {row[0] for row in bench.rows("readings", "site")} == {"2357A", "2358A", "2359A", "2360A", "2361A"}
    roles = {member.site: member.role for member in sites_of(bench.lake, "鹰潭市", date(2022, 1, 1))}
    assert roles == {"2357A": "background", **dict.fromkeys(("2358A", "2359A", "2360A", "2361A"), "assessment")}


@pytest.mark.parametrize(
    ("source", "name", "options", "read", "refused"),
    [
        ("single-site-hourly", "haikou_hourly_2014_to_2020.csv.gz", {"site": "海口/1"}, 280_840, 0),
        ("uci-beijing", "beijing_dongsi_2013_to_2016-02.csv.gz", {}, 157_824, 0),
        ("city-daily", "jiangxi_daily_2013_to_2016-06.csv.gz", {}, 47_509, 0),
        ("city-monthly", "monthly_yingtan_gbk.csv", {"city": "鹰潭"}, 287, 0),
        ("city-monthly", "monthly_nanchang_gbk.csv", {"city": "南昌"}, 371, 0),
        ("cities-pm25-daily", "pm25_daily_123cities_2014_2016.csv.gz", {}, 134_685, 306 * 123),
    ],
)
def test_the_other_files_reconcile(bench, source, name, options, read, refused):
    done = bench.take(source, AIR / name, **options).files[0]
    assert (done.read, done.counts["refused"]) == (read, refused)


def test_a_national_day_imports_in_under_three_seconds(tmp_path):
    words = [
        "observe",
        "import",
        "cnemc-sites",
        str(AIR / "china_sites_20230120.csv.gz"),
        "--lake",
        str(tmp_path / "lake"),
    ]
    before = os.times()
    begun = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", "from qingshan.cli import console; console()", *words], check=True, capture_output=True
    )
    elapsed, after = time.monotonic() - begun, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert min(elapsed, spent) < 3, f"{elapsed:.1f} s by the clock, {spent:.1f} s of processor time"
