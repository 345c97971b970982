"""按综合指数给区域排名；rank areas by composite index."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._basis import show_editions, show_sources
from qingshan.cli._period import PeriodType
from qingshan.cli._screen import engine_option, headed, known_on_option, lake_option, screen, style_option
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
NO_SITE = {"site": Text("没有点位", "no site")}
NAMED = {"best": "green", "worst": "red", None: "none"}


@click.command()
@lake_option
@click.option("--period", required=True, type=PeriodType(), metavar="2021|2021-07|2021Q1", help="时段 the period")
@click.option("--areas", multiple=True, metavar="NAME", help="只排这些区域（默认全部）only these areas, may repeat")
@known_on_option
@engine_option
@style_option
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
    show_editions(console, document["editions"], tongue)
    show_sources(console, document["sources"], document["unverified"], tongue)
    console.print(_table(document, tongue))


def _table(document: dict[str, Any], tongue: Language) -> Table:
    from qingshan.evaluation.judging import STATES
    from qingshan.standards.quantity import label

    table = headed(head.say(tongue) for head in HEADS)
    for row in document["areas"]:
        cells = [row[name] for name in ("rank", "area", "composite", "before", "change")]
        largest = " ".join(label(item).say(tongue) for item in row["largest"])
        lacking = " ".join((NO_SITE.get(item) or label(item)).say(tongue) for item in row["lacking"])
        said = ["—" if cell is None else str(cell) for cell in cells]
        table.add_row(*said, largest, STATES[row["state"]].say(tongue), lacking, style=NAMED[row["named"]])
    return table
