"""The class of a million section-samples of 24 items, against DuckDB taking the least and the largest of each item.

The bare side groups by the kind of water body: without a group DuckDB answers from the statistics of the Parquet file
and reads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.budget import Figure
from qingshan.evaluation.engines import DuckDB, computed
from qingshan.evaluation.water_rules import WaterRules
from qingshan.kernel.exact import Value
from qingshan.standards.water import BASIC

SAMPLES, ROUNDS = 1_000_000, 7
DAY = date(2021, 1, 1)


def measure(folder: Path) -> Iterator[Figure]:
    """House and bare in turn, from one Parquet file; the house writes the classes to another."""
    given, written = folder / "water-samples.parquet", folder / "water-classes.parquet"
    rules = WaterRules.on(DAY)
    _samples(given, rules)
    rounds = [(_house(given, written, rules), _bare(given)) for _ in range(ROUNDS)]
    ours, theirs = (median(run[side] for run in rounds) for side in (0, 1))
    note = f"{ours:.2f} s against {theirs:.2f} s, medians of {ROUNDS}"
    yield Figure("water_class", median(house / bare for house, bare in rounds), note)


def _samples(path: Path, rules: WaterRules) -> None:
    """Values over all classes of each item, up to one and a half times its limit of Ⅴ; three in a hundred are null."""
    limits, ends = rules.sections.scaled("limit_river", 8), rules.sections.scaled("ph_range", 8)
    largest = {item: limits.get(item, ends)[-1] * 3 // 2 for item in BASIC}
    columns = ", ".join(
        f"CASE WHEN hash(i, {place}) % 100 >= 3 THEN (hash(i, {place}, 7) % {most})::BIGINT END AS {_quoted(item)}"
        for place, (item, most) in enumerate(largest.items())
    )
    query = f"SELECT i AS sample, (hash(i) % 5 = 0)::BIGINT AS body, (hash(i, 99) % 4)::BIGINT AS target, {columns}"
    DuckDB().connection.sql(f"{query} FROM range({SAMPLES}) AS samples(i)").write_parquet(str(path))


def _house(given: Path, written: Path, rules: WaterRules) -> float:
    started, engine = perf_counter(), DuckDB()

    def classed(values: dict[str, Value]) -> dict[str, Value]:
        return {"class": rules.section_class(values)}

    inputs = {item: item for item in BASIC} | {"body": "body"}
    frame = computed(engine.parquet([str(given)]), classed, inputs).select("sample", "class")
    frame.to_native().write_parquet(str(written))
    return perf_counter() - started


def _bare(given: Path) -> float:
    started, engine = perf_counter(), DuckDB()
    columns = ", ".join(f"min({_quoted(item)}), max({_quoted(item)})" for item in BASIC)
    engine.connection.read_parquet(str(given)).aggregate(f"body, {columns}", "body").fetchall()
    return perf_counter() - started


def _quoted(item: str) -> str:
    return f'"{item}"'
