"""地表水：断面、河流流域、湖库、排名、饮用水水源；sections, rivers, lakes, ranking and drinking-water sources."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qingshan.cli import language
from qingshan.cli._basis import show_editions, show_sources
from qingshan.cli._period import PeriodType
from qingshan.cli._screen import engine_option, known_on_option, lake_option, screen, style_option
from qingshan.cli._water_tables import TABLES
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.evaluation.water_survey import Scope

LEVELS = ("national", "provincial", "city", "county")
PERIODS = "2021|2021H1|2021Q1|2021-07"
NOTHING = Text("断面名录中没有这样的断面", "the register has no such section")

Command = TypeVar("Command", bound=Callable[..., None])


_OPTIONS = (
    lake_option,
    click.option("--period", required=True, type=PeriodType(), metavar=PERIODS, help="时段 the period"),
    click.option("--area", "areas", multiple=True, metavar="NAME", help="区域，可重复（默认全部）areas, may repeat"),
    click.option("--control", "controls", multiple=True, type=click.Choice(LEVELS), help="断面级别 level, may repeat"),
    known_on_option,
    engine_option,
    style_option,
)  # fmt: skip
against_option = click.option("--against", type=PeriodType(), metavar=PERIODS, help="与此时段比较 the earlier period")


def _options(command: Command) -> Command:
    """The options that mean the same in every command of this noun."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.group()
def command() -> None:
    """地表水：断面、河流、湖库、排名、水源。

    Surface water: sections, rivers, lakes, ranking, drinking-water sources.
    """


@command.command()
@_options
@click.option(
    "--basis",
    type=click.Choice(["assessment", "realtime"]),
    default="assessment",
    show_default=True,
    help="评价（时段均值，按2020年规定修约）或实时（最新样品，不修约）period means, or the latest sample unrounded",
)
@click.option(
    "--multiple-base",
    type=click.Choice(["three", "target"]),
    default="three",
    show_default=True,
    help="超标倍数的基准：Ⅲ类或断面目标 multiples over Ⅲ or over the section's target",
)
def sections(period: Period, basis: Any, multiple_base: str, style: str, **asked: Any) -> None:
    """断面水质类别、达标、主要污染指标及倍数 class, compliance and main items of each section."""
    from qingshan.evaluation.water_status import section_list

    lake, scope = _scope(**asked)
    _show("sections", section_list(lake, scope, period, basis, multiple_base), style)


@command.command()
@_options
@against_option
@click.option(
    "--five-by-share", is_flag=True, help="恰为5个断面时按类别比例评价（未核实）five sections are judged by shares"
)
def rivers(period: Period, against: Period | None, five_by_share: bool, style: str, **asked: Any) -> None:
    """河流、流域水质状况及变化 status of rivers and basins, and its change."""
    from qingshan.evaluation.water_rivers import FIVE_BY_SHARE, river_list

    lake, scope = _scope(**asked)
    _show("rivers", river_list(lake, scope, period, against, FIVE_BY_SHARE if five_by_share else None), style)


@command.command()
@_options
def lakes(period: Period, style: str, **asked: Any) -> None:
    """湖库水质与营养状态 class and trophic state of lakes."""
    from qingshan.evaluation.water_lakes import lake_list

    lake, scope = _scope(**asked)
    _show("lakes", lake_list(lake, scope, period), style)


@command.command()
@_options
@against_option
def rank(period: Period, against: Period | None, style: str, **asked: Any) -> None:
    """按水质指数 CWQI 及其变化排名 rank areas by CWQI and by its change."""
    from qingshan.evaluation.water_ranking import water_ranking

    lake, scope = _scope(**asked)
    _show("rank", water_ranking(lake, scope, period, against), style)


@command.command()
@_options
def sources(period: Period, style: str, **asked: Any) -> None:
    """饮用水水源逐月达标情况 drinking-water sources month by month."""
    from qingshan.evaluation.water_sources import source_list

    lake, scope = _scope(**asked)
    _show("sources", source_list(lake, scope, period), style)


def _scope(
    lake: Path, areas: tuple[str, ...], controls: tuple[str, ...], known_on: datetime | None, engine: str
) -> tuple[Any, Scope]:
    from qingshan.evaluation.water_survey import Scope
    from qingshan.observations.store.lake import Lake

    return Lake.open(lake), Scope(areas, controls, known_on, engine)


def _show(what: str, document: dict[str, Any], style: str) -> None:
    if style == "json":
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    tongue, console = language(), screen()
    console.print(f"[bold]{document['period']}[/]", highlight=False)
    show_editions(console, document["editions"], tongue)
    show_sources(console, document["sources"], document["unverified"], tongue)
    shown = TABLES[what](document, tongue)
    for part in shown or [NOTHING.say(tongue)]:
        console.print(part, highlight=False, markup=False) if isinstance(part, str) else console.print(part)
