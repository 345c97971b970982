"""空气质量：小时与日的指数、时段统计与达标；hourly and daily indexes, statistics and compliance of an area."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import lake_option, screen, style_option
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    import pyarrow as pa

    from qingshan.evaluation.air_record import AirRecord
    from qingshan.evaluation.groups import Group
    from qingshan.kernel.periods import Period

HEADS = (
    Text("指标", "indicator"),
    Text("数值", "value"),
    Text("有效日", "days"),
    Text("二级限值", "limit (level 2)"),
    Text("达标", "meets"),
    Text("超标倍数", "times over"),
)
MEETS = {True: Text("达标", "meets"), False: Text("超标", "exceeds"), None: Text("未知", "unknown")}
VERDICT = Text("六项总体：{verdict}（{items}）", "all six: {verdict} ({items})")
ONLY_YEARS = Text("达标只按日历年评价；其他时段只给数值", "compliance is judged for calendar years only")
BASIS = Text(
    "采用版本：{editions}\n未核实参数：{unverified}\n数据来源：{sources}",
    "editions: {editions}\nunverified parameters: {unverified}\ndata: {sources}",
)
NOTHING = Text("没有数据", "no data")
STATUS = ("aqi", "level", "complete", "publishable", "valid", "good", "heavy", "stage", "sites")

area_option = click.option("--area", required=True, help="区域 an area that sites speak for")
period_option = click.option(
    "--period", required=True, help="时段 2021 | 2021H1 | 2021Q1 | 2021-07 | 2021-07-01/2021-07-31"
)
edition_option = click.option("--edition", "editions", multiple=True, metavar="KEY", help="改用此版本 use this edition")


@click.group()
def command() -> None:
    """空气质量：小时、日、时段。

    Air: hours, days and statistics of an area.
    """


@command.command()
@area_option
@lake_option
@period_option
@edition_option
@style_option
def days(area: str, lake: Path, period: str, editions: tuple[str, ...], style: str) -> None:
    """逐日浓度、AQI、级别、首要污染物 daily values, AQI, level, primaries."""
    air, group, _ = _read(area, lake, period, editions, wanted=())
    _show(_named(air.of(group)), style)


@command.command()
@area_option
@lake_option
@period_option
@style_option
def hours(area: str, lake: Path, period: str, style: str) -> None:
    """逐时浓度、AQI、级别、首要污染物（各点位） hourly values and index of each site."""
    from qingshan.evaluation.engines import engine
    from qingshan.evaluation.hours import hourly_index
    from qingshan.observations.places import memberships
    from qingshan.observations.store.lake import Lake

    span, opened = _period(period), Lake.open(lake)
    sites = [member.site for member in memberships(opened) if member.area == area and member.touches(span)]
    _show(_named(hourly_index(opened, sites, span, engine())), style)


@command.command()
@area_option
@lake_option
@period_option
@edition_option
@style_option
def statistics(area: str, lake: Path, period: str, editions: tuple[str, ...], style: str) -> None:
    """时段均值、百分位数、优良率、综合指数与达标 means, percentiles, good days, composite index, compliance."""
    from qingshan.evaluation.air_rules import AirRules
    from qingshan.evaluation.compliance import WANTED, compliance

    air, group, span = _read(area, lake, period, editions, wanted=WANTED)
    found = compliance(air, group, span, AirRules.on(span.end, editions))
    if style == "json":
        said = [one.as_json() for one in found.statistics]
        document = {
            "area": area,
            "period": str(span),
            "statistics": said,
            "items": found.items,
            "complies": found.complies,
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    from rich.table import Table

    tongue = language()
    table = Table()
    for head in HEADS:
        table.add_column(head.say(tongue))
    for one in found.statistics:
        cells = [one.value, one.days, one.limit, MEETS[one.meets].say(tongue) if one.limit else "", one.exceeds_by]
        table.add_row(one.indicator.label.say(tongue), *("—" if cell is None else str(cell) for cell in cells))
    screen().print(table)
    items = " ".join(f"{item} {MEETS[met].say(tongue)}" for item, met in found.items.items())
    click.echo(VERDICT.say(tongue, verdict=MEETS[found.complies].say(tongue), items=items))
    if span.kind != "year":
        click.echo(ONLY_YEARS.say(tongue))
    basis = {"editions": found.editions, "unverified": found.unverified, "sources": air.sources}
    click.echo(BASIS.say(tongue, **{name: " ".join(said) or "—" for name, said in basis.items()}))


def _period(text: str) -> Period:
    from qingshan.kernel.periods import Period

    try:
        return Period.of(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--period") from error


def _read(
    area: str, lake: Path, period: str, editions: tuple[str, ...], wanted: tuple[str, ...]
) -> tuple[AirRecord, Group, Period]:
    from qingshan.evaluation.air import read_air
    from qingshan.evaluation.air_indicator import AirIndicator
    from qingshan.evaluation.groups import Group
    from qingshan.evaluation.indicator import indicators
    from qingshan.evaluation.judge import Question
    from qingshan.observations.store.lake import Lake

    span, group = _period(period), Group(area, (area,))
    chosen = [one for one in map(indicators().__getitem__, wanted) if isinstance(one, AirIndicator)]
    question = Question(span.end, editions=editions)
    return read_air(Lake.open(lake), [group], chosen, span, question), group, span


def _named(rows: pa.Table) -> list[dict[str, Any]]:
    """Rows as people read them: decimals as text, the primary pollutants as one list."""
    from qingshan.standards.rule import DECIMALS, written

    shown = []
    for row in rows.to_pylist():
        primary = [name.removeprefix("primary_") for name, flag in row.items() if name.startswith("primary_") and flag]
        kept: dict[str, Any] = {}
        for name, value in row.items():
            if isinstance(value, datetime):
                kept[name] = value.isoformat() if name == "hour_end" else value.date().isoformat()
            elif name in STATUS or isinstance(value, str):
                kept[name] = value
            elif not name.startswith(("primary_", "iaqi_")):
                kept[name] = written(value, DECIMALS)
        iaqi = {name.removeprefix("iaqi_"): value for name, value in row.items() if name.startswith("iaqi_")}
        shown.append({**kept, "primary": primary, "iaqi": iaqi})
    return shown


def _show(rows: list[dict[str, Any]], style: str) -> None:
    if style == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        click.echo(NOTHING.say(language()))
        return
    from rich.table import Table

    hidden = ("iaqi", "complete", "publishable", "stage", "sites", "area")
    names = [name for name in rows[0] if name not in hidden]
    table = Table()
    for name in names:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*(_cell(row[name], language()) for name in names))
    screen().print(table)


def _cell(value: Any, tongue: Language) -> str:
    from qingshan.standards.quantity import label

    if isinstance(value, list):
        return "、".join(label(item).say(tongue) for item in value)
    return "—" if value is None else str(value)
