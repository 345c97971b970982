"""按综合指数给区域排名；rank areas by composite index."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import FOLDER, screen
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.table import Table

HEADS = (
    Text("名次", "rank"),
    Text("区域", "area"),
    Text("综合指数", "index"),
    Text("去年同期", "year before"),
    Text("变化率 %", "change %"),
    Text("首要单项", "largest single"),
    Text("状态", "state"),
    Text("缺项", "lacking"),
)
EDITIONS = Text("采用版本：{keys}", "editions: {keys}")
SOURCES = Text("数据来源：{sources}", "data: {sources}")
SYNTHETIC = Text("演示数据，非实测", "SYNTHETIC data, measured nowhere")
UNVERIFIED = Text("含未核实参数 {n} 项：{keys}", "{n} unverified parameters: {keys}")
NO_SITE = {"site": Text("没有点位", "no site")}
NAMED = {"best": "green", "worst": "red", None: "none"}


class PeriodType(click.ParamType[Period]):
    """A period as the kernel reads it."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        try:
            return value if isinstance(value, Period) else Period.of(value)
        except ValueError:
            self.fail(f"{value!r} 不是时段; not a period: 2021 2021-07 2021Q1 2021-01-01/2021-07-31", param, ctx)


@click.command()
@click.option("--lake", required=True, type=FOLDER, help="数据湖 folder of the lake")
@click.option("--period", required=True, type=PeriodType(), metavar="2021|2021-07|2021Q1", help="时段 the period")
@click.option("--areas", multiple=True, metavar="NAME", help="只排这些区域（默认全部）only these areas, may repeat")
@click.option("--known-on", type=click.DateTime(), help="只用此刻（UTC）已知的数据 what was known by then (UTC)")
@click.option("--engine", default="duckdb", show_default=True, metavar="duckdb|polars|spark")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(  # noqa: PLR0913, PLR0917 (one for each option)
    lake: Path, period: Period, areas: tuple[str, ...], known_on: datetime | None, engine: str, style: str
) -> None:
    """按环境空气质量综合指数排名：名次、变化率；数据不足的区域不排名，写明缺哪一项。

    Rank areas by composite air quality index, with the change against the year before.
    """
    from qingshan.evaluation.ranking import rank
    from qingshan.observations.store.lake import Lake

    document = rank(Lake.open(lake), areas, period, known_on=known_on, engine_name=engine).as_json()
    if style == "json":
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _show(document, language())


def _show(document: dict[str, Any], tongue: Language) -> None:
    console = screen()
    console.print(f"[bold]{document['period']}[/]", highlight=False)
    console.print(EDITIONS.say(tongue, keys=" ".join(document["editions"])), highlight=False)
    console.print(SOURCES.say(tongue, sources=" ".join(document["sources"])), highlight=False)
    if any("synthetic" in source for source in document["sources"]):
        console.print(f"[bold red]{SYNTHETIC.say(tongue)}[/]")
    if keys := document["unverified"]:
        console.print(f"[yellow]{UNVERIFIED.say(tongue, n=len(keys), keys=', '.join(keys))}[/]", highlight=False)
    console.print(_table(document, tongue))


def _table(document: dict[str, Any], tongue: Language) -> Table:
    from rich.table import Table

    from qingshan.evaluation.judging import STATES
    from qingshan.standards.quantity import label

    table = Table()
    for head in HEADS:
        table.add_column(head.say(tongue), overflow="fold")
    for row in document["areas"]:
        cells = [row[name] for name in ("rank", "area", "composite", "before", "change")]
        largest = " ".join(label(item).say(tongue) for item in row["largest"])
        lacking = " ".join((NO_SITE.get(item) or label(item)).say(tongue) for item in row["lacking"])
        said = ["—" if cell is None else str(cell) for cell in cells]
        table.add_row(*said, largest, STATES[row["state"]].say(tongue), lacking, style=NAMED[row["named"]])
    return table
