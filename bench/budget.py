"""Budgets, what was measured against them, and how it is shown and recorded."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec
import yaml
from rich.console import Console
from rich.table import Table

from qingshan.kernel.clock import today

FILE = Path(__file__).with_name("budget.yaml")
RECORD = "recorded:"
ENGINES = ("duckdb", "narwhals", "deltalake", "pyarrow")


@dataclass(frozen=True, slots=True)
class Budget:
    """One of ``at_most`` and ``at_least`` is given."""

    title: str
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    aim: float | None = None

    @property
    def limit(self) -> str:
        return f"≤ {self.at_most:g}" if self.at_most is not None else f"≥ {self.at_least:g}"

    def kept(self, value: float) -> bool:
        too_much = self.at_most is not None and value > self.at_most
        return not too_much and (self.at_least is None or value >= self.at_least)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for the budget of that key; ``value`` is None where it could not be measured, ``note`` says why."""

    key: str
    value: float | None
    note: str = ""


class _File(msgspec.Struct, frozen=True):
    budgets: dict[str, Budget]


def budgets() -> dict[str, Budget]:
    loaded = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return msgspec.convert(loaded, _File).budgets


def verdict(figure: Figure, budget: Budget) -> str:
    if figure.value is None:
        return "skipped"
    return "ok" if budget.kept(figure.value) else "OVER"


def show(figures: Iterable[Figure]) -> None:
    table = Table()
    for head in ("measure", "found", "budget", "aim", "", "note"):
        table.add_column(head, overflow="fold")
    for figure in figures:
        budget = budgets()[figure.key]
        found = "—" if figure.value is None else f"{figure.value:.2f} {budget.unit}"
        aim = "" if budget.aim is None else f"{budget.aim:g}"
        table.add_row(budget.title, found, budget.limit, aim, verdict(figure, budget), figure.note)
    console = Console()
    (console if console.is_terminal else Console(width=180)).print(table)


def broken(figures: Iterable[Figure]) -> bool:
    return any(verdict(figure, budgets()[figure.key]) == "OVER" for figure in figures)


def keep(figures: Iterable[Figure], path: Path) -> None:
    """Write the run as JSON."""
    known = budgets()
    rows = [asdict(figure) | {"verdict": verdict(figure, known[figure.key])} for figure in figures]
    path.write_text(json.dumps({**machine(), "figures": rows}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def record(figures: Iterable[Figure]) -> None:
    """Replace what ``budget.yaml`` records; budgets and comments stay as they are."""
    kept = FILE.read_text(encoding="utf-8").partition(f"\n{RECORD}")[0]
    found = {figure.key: round(figure.value, 2) for figure in figures if figure.value is not None}
    text = yaml.safe_dump({"recorded": {**machine(), "figures": found}}, allow_unicode=True, sort_keys=False)
    FILE.write_text(f"{kept}\n{text}", encoding="utf-8")


def machine() -> dict[str, object]:
    """What the figures depend on; on a machine that others use, the load says how far to trust them."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    size = f"{os.cpu_count()} cores, {memory / 2**30:.0f} GiB"
    engines = {name: version(name) for name in ENGINES}
    load = round(os.getloadavg()[1], 1)
    said = {"on": today().isoformat(), "machine": size, "load_of_5_minutes": load, "python": platform.python_version()}
    return {**said, "engines": engines}
