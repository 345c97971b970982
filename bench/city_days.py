"""City-day AQI with every index, level and primary pollutant, against two libraries that take a row at a time.

The neighbours are asked with Python numbers at hand and their answers only kept in a list; ours is timed from a
Parquet file to a Parquet file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import aqi  # type: ignore[import-untyped]
from aqi_hub.aqi_cn import cal_aqi_cn, cal_primary_pollutant, get_aqi_level  # type: ignore[import-untyped]

from bench.budget import Figure
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.engines import DuckDB, computed
from qingshan.kernel.exact import Value
from qingshan.standards.book import Rules
from qingshan.standards.rule import SCALE, rule

CITIES, DAYS, ROUNDS = 340, 7300, 5
SAMPLES = {"aqi_hub": 40_000, "python_aqi": 10_000}
EDITIONS = {"aqi_hub": date(2026, 3, 1), "python_aqi": date(2021, 1, 1)}
"""Each neighbour follows one edition; ours is measured under the same."""
_CITY_DAYS = """
SELECT printf('城市%03d', i % $cities) AS area, DATE '2016-01-01' + (i // $cities)::INTEGER AS day,
    (3 + hash(i, 1) % 40)::BIGINT * 1000 AS so2, (5 + hash(i, 2) % 90)::BIGINT * 1000 AS no2,
    (2 + hash(i, 3) % 30)::BIGINT * 100 AS co, (10 + hash(i, 4) % 340)::BIGINT * 1000 AS pm10,
    (5 + hash(i, 5) % 240)::BIGINT * 1000 AS pm25, (10 + hash(i, 6) % 240)::BIGINT * 1000 AS o3_8h
FROM range($rows) AS days(i)
"""
_MEP = aqi.get_algo(aqi.ALGO_MEP)
_MEP_NAMES = {"so2": "so2_24h", "no2": "no2_24h", "co": "co_24h", "pm10": "pm10", "pm25": "pm25", "o3_8h": "o3_8h"}


def measure(folder: Path) -> Iterator[Figure]:
    """Throughputs in turn, house and neighbour, and the median of their ratios."""
    given, written = folder / "city-days.parquet", folder / "city-days-aqi.parquet"
    engine = DuckDB()
    sizes = {"cities": CITIES, "rows": CITIES * DAYS}
    engine.connection.sql(_CITY_DAYS, params=sizes).write_parquet(str(given))
    for key, neighbour in (("aqi_hub", aqi_hub), ("python_aqi", python_aqi)):
        rows = _rows(engine, given, SAMPLES[key])
        rules = AirRules.on(EDITIONS[key]).index
        rounds = [(_house(given, written, rules), _seconds(neighbour, rows)) for _ in range(ROUNDS)]
        ratio = median(theirs / ours for ours, theirs in rounds)
        said = " to ".join(f"{1e-6 / median(run[place] for run in rounds):.3f}" for place in (0, 1))
        note = f"{said} million rows a second"
        yield Figure(key, ratio, note if key != "aqi_hub" else f"{note}; {_unlike(engine, written, rows)}")


def _rows(engine: DuckDB, given: Path, count: int) -> list[dict[str, float]]:
    first = engine.connection.read_parquet(str(given)).order("day, area").limit(count).to_arrow_table()
    return [{item: row[item] / SCALE for item in ITEMS} for row in first.to_pylist()]


def _house(given: Path, written: Path, rules: Rules) -> float:
    """Seconds a row, from file to file, building the query included."""

    def index(values: dict[str, Value]) -> dict[str, Value]:
        return rule("aqi-day").compute(values, rules)

    engine = DuckDB()
    started = perf_counter()
    frame = computed(engine.parquet([str(given)]), index, {item: item for item in ITEMS})
    frame.to_native().write_parquet(str(written))
    return (perf_counter() - started) / (CITIES * DAYS)


def _seconds(neighbour: Callable[[dict[str, float]], Any], rows: list[dict[str, float]]) -> float:
    """Seconds a row."""
    started = perf_counter()
    kept = [neighbour(row) for row in rows]
    return (perf_counter() - started) / len(kept)


def aqi_hub(row: dict[str, float]) -> tuple[Any, ...]:
    index, parts = cal_aqi_cn(
        row["pm25"], row["pm10"], row["so2"], row["no2"], row["co"], row["o3_8h"], data_type="daily"
    )
    return index, parts, get_aqi_level(index), cal_primary_pollutant(parts)


def python_aqi(row: dict[str, float]) -> Any:
    return _MEP.aqi([(_MEP_NAMES[item], str(value)) for item, value in row.items()], iaqis=True)


def _unlike(engine: DuckDB, written: Path, rows: list[dict[str, float]]) -> str:
    """How many of its answers aqi-hub has in binary floats where ours are exact."""
    first = engine.connection.read_parquet(str(written)).order("day, area").limit(len(rows))
    exact = [index for (index,) in first.select("aqi").fetchall()]
    unlike = sum(aqi_hub(row)[0] != index for row, index in zip(rows, exact, strict=True))
    return f"its AQI differs from the exact one in {unlike} of {len(rows)} rows"
