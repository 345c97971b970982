"""说明一个结果怎么来的；open a result down to the raw hours."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import DAY, FOLDER, screen, style_option
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console
    from rich.tree import Tree

    from qingshan.evaluation.explaining import Explained

LAKE_SETTING = "QINGSHAN_LAKE"
USUAL = ("lake", "demo/lake")
FURTHER = Text(
    "逐点：--day 日期；原始小时值：再加 --site 点位", "sites of a day: --day DATE; raw hours: and --site SITE"
)
DAYS = Text("逐日值", "days")
SITES = Text("{day} 各点位", "sites on {day}")
HOURS = Text("{site} {day} 原始小时值", "raw hours of {site} on {day}")
SHOWN = Text("另有 {n} 日未列出（--all 全列）", "{n} more days (--all lists them)")
SAMPLES = Text("{section} 样品值", "samples of {section}")
FURTHER_WATER = Text("断面样品值：--site 断面", "samples of a section: --site SECTION")
FEW = 12
THOUSANDTHS = 3
PLAIN_COLUMNS = ("aqi", "level", "valid", "stage", "hours", "revision")


@click.command()
@click.argument("result")
@click.option("--lake", type=FOLDER, help=f"数据湖 folder of the lake (${LAKE_SETTING}, ./lake, ./demo/lake)")
@click.option("--day", type=DAY, help="列出该日各点位 the sites of this day")
@click.option("--site", help="列出该点位该日的原始小时值 the raw hours of this site on that day")
@click.option("--all", "everything", is_flag=True, help="列出全部日期 list every day")
@style_option
def command(  # noqa: PLR0913, PLR0917 (one for each option)
    result: str, lake: Path | None, day: datetime | None, site: str | None, everything: bool, style: str
) -> None:
    """说明结果 RESULT：原文 → 目标 → 条款 → 逐日 → 点位 → 原始小时值。

    Explain a result: sentence, target, clause, days, sites, raw hours.
    """
    found = _found(_lakes(lake), result, day.date() if day else None, site)
    if style == "json":
        click.echo(json.dumps(_document(found), ensure_ascii=False, indent=2, default=str))
    else:
        _print(found, language(), everything=everything)


def _lakes(named: Path | None) -> list[Path]:
    """The lake that was named, or set, or those that are where lakes usually are."""
    if named is None and os.environ.get(LAKE_SETTING):
        named = Path(os.environ[LAKE_SETTING])
    return [named] if named is not None else [Path(name) for name in USUAL]


def _found(lakes: list[Path], result: str, day: date | None, site: str | None) -> Explained:
    """The result from the first lake that keeps it, or its problem there; EVA004 of the last one when none does."""
    from qingshan.evaluation.explaining import explain
    from qingshan.evaluation.problems import RESULT_UNKNOWN

    *earlier, last = lakes
    for lake in earlier:
        try:
            return explain(lake, result, day, site)
        except Problem as problem:
            if problem.code is not RESULT_UNKNOWN:
                raise
    return explain(last, result, day, site)


def _document(found: Explained) -> dict[str, Any]:
    tables = {"days": found.days, "sites": found.sites, "hours": found.hours, "samples": found.samples}
    columns = {name: None if rows is None else rows.to_pylist() for name, rows in tables.items()}
    return {**found.document, **columns}


def _print(found: Explained, tongue: Language, *, everything: bool) -> None:
    console = screen()
    console.print(_tree(found, tongue))
    if found.samples is not None:
        console.print(_columns(SAMPLES.say(tongue, section=found.site), _in_units(found.samples)))
        return
    if found.sites is None:
        if found.document["coverage"].get("sections"):
            console.print(FURTHER_WATER.say(tongue))
        if found.days.num_rows:
            _print_days(console, found, tongue, everything=everything)
            console.print(FURTHER.say(tongue))
        return
    day = str(found.sites["day"][0])[:10] if found.sites.num_rows else ""
    console.print(_columns(SITES.say(tongue, day=day), found.sites.drop_columns(["day", "evaluation"])))
    if found.hours is not None:
        console.print(_columns(HOURS.say(tongue, site=found.site, day=day), _by_hour(found)))


def _tree(found: Explained, tongue: Language) -> Tree:
    """The trace as it stands; brackets in quotes and names of documents are no markup."""
    from rich.markup import escape
    from rich.tree import Tree

    from qingshan.reports.words import Words

    words = Words(tongue)
    told = {name: escape(str(found.document[name] or "")) for name in ("id", "area", "period", "value", "unit")}
    tree = Tree("[bold]{id}[/] {area} {period} → [bold]{shown}[/] {unit}".format(**told, shown=told["value"] or "—"))
    nodes = [tree]
    for depth, step in found.trace.walk():
        value = f" {step.value} {step.unit}".rstrip() if step.value else ""
        said = f"{escape(words.say(step.label))}[bold]{escape(words.signs(value))}[/]"
        said += "".join(f"　[dim]{escape(source)}[/]" for source in step.sources)
        said += "".join(f"\n  · {escape(words.signed(note))}" for note in step.notes)
        nodes[depth + 1 :] = [nodes[depth].add(said, highlight=False)]
    return tree


def _print_days(console: Console, found: Explained, tongue: Language, *, everything: bool) -> None:
    """The worst days first by AQI, or all in order."""
    days = found.days
    kept = ["day", "so2", "no2", "pm10", "pm25", "co", "o3_8h", "aqi", "level", "valid"]
    kept += [name for name in ("pm10_deducted", "pm25_deducted") if name in days.column_names]
    shown = days.sort_by("day") if everything else days.sort_by([("aqi", "descending")]).slice(0, FEW)
    console.print(_columns(DAYS.say(tongue), shown.select(kept)))
    if days.num_rows > shown.num_rows:
        console.print(SHOWN.say(tongue, n=days.num_rows - shown.num_rows))


def _by_hour(found: Explained) -> pa.Table:
    """The raw hours of the items the result rests on, one row an hour; the lowest stage and the sources beside them."""
    import pyarrow as pa

    raw = next(step.raw for _, step in found.trace.walk() if step.raw is not None)
    items = list(dict.fromkeys("o3" if item == "o3_8h" else item for item in raw["items"].split(",")))
    hours: dict[datetime, dict[str, Any]] = {}
    for row in found.hours.to_pylist() if found.hours is not None else []:
        if row["item"] in items:
            hour = hours.setdefault(row["hour_end"], {"hour_end": row["hour_end"], **dict.fromkeys(items)})
            hour[row["item"]] = row["value"]
            hour["stage"] = min(row["stage"], hour.get("stage", row["stage"]))
            hour["source"] = row["source"]
    return pa.Table.from_pylist(list(hours.values()))


def _in_units(samples: pa.Table) -> pa.Table:
    """The samples with their values written in their unit, ``<`` where below a detection limit."""
    import pyarrow as pa

    from qingshan.standards.rule import written
    from qingshan.standards.water import WATER_DECIMALS

    rows = samples.to_pylist()
    said = [("<" if row["below_limit"] else "") + str(written(row["value"], WATER_DECIMALS)) for row in rows]
    kept = samples.drop_columns(["value", "below_limit"])
    return kept.add_column(2, "value", pa.array(said, pa.string()))


def _columns(title: str, rows: pa.Table) -> Any:
    """A table of columns; thousandths are printed in their unit, missing as a dash."""
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for name in rows.column_names:
        table.add_column(name, justify="right")
    for row in rows.to_pylist():
        table.add_row(*(_cell(name, value) for name, value in row.items()))
    return table


def _cell(name: str, value: Any) -> str:
    from qingshan.standards.rule import written

    if value is None:
        return "—"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes").removesuffix(" 00:00") if name == "day" else str(value)
    if isinstance(value, int) and name not in PLAIN_COLUMNS:
        return written(value, THOUSANDTHS) or "—"
    return str(value)
