"""A shifted header is told; the same data under the right header pass."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from qingshan.kernel.exact import ceil_div
from qingshan.kernel.problems import Problem

HEADER = "日期,质量等级,AQI,PM2.5,PM10,SO2,NO2,CO,O3,城市\n"


def index(value, points):
    for (low_index, low), (high_index, high) in pairwise(points):
        if value <= high:
            return low_index + ceil_div((high_index - low_index) * (value - low), high - low)
    return 500


def days(seed=7, count=80):
    """Invented days of a city whose index is led by fine particles, coarse ones or ozone."""
    dice = random.Random(seed)  # noqa: S311 (weather, not secrets)
    for day in range(count):
        pm25 = dice.randint(8, 75)
        pm10 = pm25 + dice.randint(5, 60)
        so2, no2, o3 = dice.randint(3, 15), dice.randint(10, 60), dice.randint(20, 150)
        co = f"{dice.randint(3, 16) / 10:.1f}"
        aqi = max(
            index(pm25, [(0, 0), (50, 35), (100, 75), (150, 115), (200, 150)]),
            index(pm10, [(0, 0), (50, 50), (100, 150), (150, 250)]),
            index(no2, [(0, 0), (50, 40), (100, 80)]),
            index(o3, [(0, 0), (50, 100), (100, 160)]),
        )
        yield f"2025-{day // 28 + 1:02d}-{day % 28 + 1:02d}", aqi, {
            "PM2.5": pm25, "PM10": pm10, "SO2": so2, "NO2": no2, "CO": co, "O3": o3, "rank": dice.randint(120, 330),
        }  # fmt: skip


def table(order, seed=7):
    lines = [
        f"{day},良,{aqi}," + ",".join(str(values[name]) for name in order) + ",某市\n"
        for day, aqi, values in days(seed)
    ]
    return HEADER + "".join(lines)


def test_a_sound_file_passes(bench):
    for seed in range(5):
        done = bench.read("city-daily-zh", table(["PM2.5", "PM10", "SO2", "NO2", "CO", "O3"], seed))
        assert done.counts["refused"] == 0


def test_the_known_shift_is_refused_and_each_column_named(bench):
    with pytest.raises(Problem) as caught:
        bench.read("city-daily-zh", table(["rank", "PM2.5", "PM10", "NO2", "SO2", "CO"]))
    assert caught.value.code.key == "OBS009"
    said = caught.value.as_json("en")["message"]
    for column, found in (
        ("PM2.5", "none of the six"),
        ("PM10", "PM2.5"),
        ("SO2", "PM10"),
        ("NO2", "NO2"),
        ("CO", "SO2"),
        ("O3", "CO"),
    ):
        assert f"{column} looks like {found}" in said
    assert bench.versions() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "order",
    [
        ["PM10", "PM2.5", "SO2", "NO2", "CO", "O3"],
        ["PM2.5", "PM10", "SO2", "NO2", "O3", "CO"],
        ["PM2.5", "PM10", "CO", "NO2", "SO2", "O3"],
        ["O3", "PM2.5", "PM10", "SO2", "NO2", "CO"],
    ],
)
def test_other_permutations_are_refused(bench, order):
    with pytest.raises(Problem) as caught:
        bench.read("city-daily-zh", table(order))
    assert caught.value.code.key == "OBS009"


def test_without_an_index_co_and_particles_still_tell(bench):
    lines = [f"2020-01-{n // 24 + 1:02d} {n % 24:02d}:00:00,{20 + n},{30 + n},8,0.7,15\n" for n in range(48)]
    with pytest.raises(Problem) as caught:
        bench.read("single-site-hourly", "datetime,PM2.5,O3,CO,SO2,NO2\n" + "".join(lines), site="x")
    assert "SO2 looks like CO" in caught.value.as_json("en")["message"]
