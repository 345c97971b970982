"""``python -m bench [--record]``: measure everything, show it, keep it; exit status 1 when a budget is broken."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench import budget, city_days, national_year, office, processes, water_samples
from bench.children import ROOT
from bench.national_lake import national_lake

FOLDER = ROOT / "build" / "bench"


def _figures(folder: Path) -> Iterator[budget.Figure]:
    lake = national_lake(folder)
    yield from national_year.measure(lake.path, folder)
    yield from city_days.measure(folder)
    yield from water_samples.measure(folder)
    yield from processes.measure(folder)
    yield from office.measure(folder)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--record", action="store_true", help="write the figures into bench/budget.yaml")
    wanted = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    started, figures = perf_counter(), []
    for figure in _figures(FOLDER):
        figures.append(figure)
        found = "skipped" if figure.value is None else f"{figure.value:.2f}"
        print(f"{perf_counter() - started:6.0f} s  {figure.key} {found}", file=sys.stderr)
    budget.show(figures)
    budget.keep(figures, FOLDER / "last.json")
    if wanted.record:
        budget.record(figures)
    return int(budget.broken(figures))


if __name__ == "__main__":
    sys.exit(main())
