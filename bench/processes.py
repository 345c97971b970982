"""Whole processes of the command line: start to end, imports and all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError

from bench.budget import Figure
from bench.children import command
from bench.national_day import national_day

ROUNDS, IMPORTS = 5, 3
AS_OF = "2021-07-31"


def measure(folder: Path) -> Iterator[Figure]:
    yield Figure("help", median(command("--help")[0] for _ in range(ROUNDS)), f"median of {ROUNDS}")
    for key, measured in (("evaluate", _evaluate), ("explain", _explain), ("day_import", _day_import)):
        try:
            yield measured(folder)
        except CalledProcessError as problem:
            yield Figure(key, None, f"{' '.join(map(str, problem.cmd[1:3]))}: {problem.stderr.strip()[-200:]}")


def _demo(folder: Path) -> Path:
    demo = folder / "demo"
    if not (demo / "plan.html").exists():
        command("demo", demo)
    return demo


def _call(demo: Path) -> tuple[object, ...]:
    return "evaluate", "--plan", demo / "plan.txt", "--lake", demo / "lake", "--as-of", AS_OF, "--format", "json"


def _evaluate(folder: Path) -> Figure:
    demo, seconds = _demo(folder), []
    for _ in range(ROUNDS):
        shutil.rmtree(demo / "lake" / "evaluations", ignore_errors=True)
        seconds.append(command(*_call(demo))[0])
    return Figure("evaluate", median(seconds), f"median of {ROUNDS}")


def _explain(folder: Path) -> Figure:
    demo = _demo(folder)
    rows = json.loads(command(*_call(demo))[1])["targets"]
    result = next(row["result"] for row in rows if row["value"])
    seconds = [command("explain", result, "--lake", demo / "lake")[0] for _ in range(ROUNDS)]
    return Figure("explain", median(seconds), f"median of {ROUNDS}")


def _day_import(folder: Path) -> Figure:
    day, seconds = national_day(folder), []
    for number in range(IMPORTS):
        lake = folder / f"import-{number}"
        shutil.rmtree(lake, ignore_errors=True)
        seconds.append(command("observe", "import", "cnemc-sites", day, "--lake", lake)[0])
        shutil.rmtree(lake)
    return Figure("day_import", median(seconds), f"median of {IMPORTS}, {day.stat().st_size / 1e6:.1f} MB")
