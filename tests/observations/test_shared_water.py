"""The water importers on real files beside the checkout; figures only, nothing of them stands here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from qingshan.observations.store.lake import connect

WATER = Path(__file__).resolve().parents[3] / "shared" / "data" / "water"
SNAPSHOTS = WATER / "jiangxi_daily_snapshots_20200508_20210405.csv.gz"
FOUR_HOURLY = WATER / "jiangxi_4hourly_20210401_05.csv.gz"
SECTIONS = ("土桥", "梅港", "流口村", "白塔河河口", "蛤蟆石")
pytestmark = pytest.mark.skipif(not WATER.is_dir(), reason="the folder ../shared with real data is not there")


def test_a_year_of_snapshots_reconciles(bench):
    done = bench.take("cnemc-water-daily", SNAPSHOTS).files[0]
    assert (done.rows, done.read) == (1134, 1134 * 13)
    assert done.counts == {"kept": 10_134, "duplicate": 94, "missing": 4287, "refused": 227}
    assert done.reasons == {"no-time": 227}
    classed = [row for row in bench.all_rows("published", "name") if row == ("water_class",)]
    assert len(classed) == 786
    with connect() as connection:
        span = bench.lake.all_rows(connection, "samples").aggregate("min(sampled_at), max(sampled_at)").fetchall()
    assert span == [(datetime(2020, 3, 23, 3), datetime(2021, 4, 5, 8))]
    checks = {row[0] for row in bench.all_rows("quality", '"check"')}
    assert checks == {"water_parts", "water_range", "water_zero"}


def test_four_hourly_values_add_to_the_snapshots_and_replace_none(bench):
    bench.take("cnemc-water-daily", SNAPSHOTS)
    paths = [FOUR_HOURLY, *(WATER / f"section_{name}_2021-04.csv" for name in SECTIONS)]
    done = bench.take("cnemc-water-hourly", *paths, year=2021)
    first = done.files[0]
    assert first.counts["kept"] == 18_990
    assert (first.counts["unchanged"], first.reasons) == (140, {"no-time": 359, "conflict": 293})
    assert [(file.counts.get("kept"), file.counts.get("revised", 0)) for file in done.files[1:]] == [(0, 0)] * 5
    assert {row for row in bench.all_rows("samples", "section") if "（" in row[0]} == set()


@pytest.mark.parametrize(("day", "kept", "refused"), [("2020-05-10", 767, 23), ("2021-02-10", 737, 29)])
def test_pages_of_the_platform_reconcile(bench, day, kept, refused):
    path = WATER / f"cnemc_api_{day}.json"
    done = bench.take("cnemc-water-api", path, year=int(day[:4])).files[0]
    assert (done.rows, done.read, done.counts["kept"], done.counts["refused"]) == (98, 1274, kept, refused)
    assert bench.take("cnemc-water-sections", path).files[0].counts["kept"] == 98


def test_inferred_body_types(bench):
    done = bench.take("section-types", WATER / "section_body_type_jiangxi.csv").files[0]
    assert done.counts["kept"] == 63
    assert {row[0] for row in bench.all_rows("sections", "body_verification")} == {"inferred"}
