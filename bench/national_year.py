"""A national year from the lake to ranked cities, against DuckDB summing and counting the same files.

As a module it is the child process: ``python -m bench.national_year house|bare LAKE OUT``.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.budget import Figure
from bench.children import child

ROUNDS = 5
KIB_PER_GIB = 2**20
_BARE = """
CREATE TEMP TABLE sums AS
SELECT site, item, date_trunc('day', hour_end - INTERVAL 1 HOUR) AS day, sum(value) AS total, count(value) AS hours
FROM readings GROUP BY ALL
"""


def house(lake: Path, out: Path) -> int:
    """Rank every city; area days and ranking are written as Delta tables. Gives how many cities were ranked."""
    from deltalake import write_deltalake

    from bench.national_lake import YEAR
    from qingshan.evaluation.ranking import rank
    from qingshan.kernel.periods import Period
    from qingshan.observations.store.lake import Lake

    ranking = rank(Lake.open(lake), (), Period.year(YEAR))
    write_deltalake(str(out / "area_days"), ranking.area_days)
    write_deltalake(str(out / "ranking"), ranking.rows)
    return int(ranking.rows.num_rows - ranking.rows["rank"].null_count)


def bare(lake: Path, _out: Path) -> int:
    """The engine alone, with the settings it has in the house."""
    import duckdb
    from deltalake import DeltaTable

    connection = duckdb.connect(config={"memory_limit": "5GB", "preserve_insertion_order": False})
    paths = DeltaTable(str(lake / "readings")).file_uris()
    connection.read_parquet(paths, hive_partitioning=True, union_by_name=True).create_view("readings")
    connection.execute(_BARE)
    ((rows,),) = connection.execute("SELECT count(*) FROM sums").fetchall()
    return int(rows)


def measure(lake: Path, folder: Path) -> Iterator[Figure]:
    """Bare and house in turn, each in its own process; the median of the ratios of neighbours."""
    rounds = []
    child("bench.national_year", "bare", lake, folder)  # the files are in the system's cache for all that count
    for _ in range(ROUNDS):
        with TemporaryDirectory(dir=folder) as out:
            rounds.append([child("bench.national_year", kind, lake, out) for kind in ("bare", "house")])
    ratios = sorted(house["seconds"] / bare["seconds"] for bare, house in rounds)
    seconds = [median(run[place]["seconds"] for run in rounds) for place in (0, 1)]
    said = f"{seconds[1]:.1f} s to {seconds[0]:.1f} s, {ratios[0]:.2f} … {ratios[-1]:.2f} in {ROUNDS} rounds"
    yield Figure("national_year", median(ratios), f"{said}, {rounds[0][1]['rows']} cities ranked")
    yield Figure("national_year_memory", max(house["peak_kib"] for _, house in rounds) / KIB_PER_GIB)


if __name__ == "__main__":
    started = perf_counter()
    rows = {"house": house, "bare": bare}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": perf_counter() - started, "peak_kib": peak, "rows": rows}))
