"""填报指标的逐年变化；yearly and cumulative change of a reported indicator."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._basis import show_sources
from qingshan.cli._screen import headed, known_on_option, lake_option, screen, style_option
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.table import Table

    from qingshan.evaluation.series import Series, YearFigure

HEADS = (
    Text("区域", "area"),
    Text("年份", "year"),
    Text("数值 {unit}", "value {unit}"),
    Text("较上年 %", "on the year before %"),
    Text("累计 %", "cumulative %"),
    Text("起自", "since"),
    Text("说明", "notes"),
)
TITLE = Text("{label}（{key}）", "{label} ({key})")
JUMP = Text("年际变化超过 ±{jump} % 作标记，不改数据", "changes of more than ±{jump} % are flagged, nothing is altered")
UNREVIEWED = Text("{n} 个年度数尚未审核", "{n} yearly figures are not reviewed yet")
GAPS = Text(
    "{area}：缺 {years}，变化不跨缺年计算", "{area}: no value in {years}; no change is chained across a missing year"
)


@click.command()
@click.argument("indicator")
@lake_option
@click.option(
    "--area", "areas", multiple=True, metavar="NAME", help="只看这些区域（默认全部）only these areas, may repeat"
)
@known_on_option
@style_option
def command(indicator: str, lake: Path, areas: tuple[str, ...], known_on: datetime | None, style: str) -> None:
    """填报指标逐年数值、较上年变化和累计变化；缺年点名，不合理的突变标出而不抹平。

    Yearly values of a reported indicator with yearly and cumulative change; gaps named, jumps flagged, not smoothed.
    """
    from qingshan.evaluation.series import yearly_series
    from qingshan.observations.store.lake import Lake

    found = yearly_series(Lake.open(lake), indicator, areas, known_on)
    if style == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        _show(found, language())


def _show(found: Series, tongue: Language) -> None:
    console = screen()
    console.print(TITLE.say(tongue, label=found.form.label, key=found.form.key), style="bold", highlight=False)
    show_sources(console, found.sources, found.unverified, tongue)
    console.print(JUMP.say(tongue, jump=found.jump), highlight=False)
    if unreviewed := sum(one.stage == 0 for area in found.areas for one in area.years):
        console.print(UNREVIEWED.say(tongue, n=unreviewed), highlight=False)
    console.print(_table(found, tongue))
    for area in found.areas:
        if area.gaps:
            years = "、".join(map(str, area.gaps))
            console.print(GAPS.say(tongue, area=area.area, years=years), style="yellow", highlight=False)


def _table(found: Series, tongue: Language) -> Table:
    table = headed(head.say(tongue, unit=found.form.unit) for head in HEADS)
    for area in found.areas:
        for place, one in enumerate(area.years):
            style = "red" if one.jump else ("yellow" if one.value is None else "none")
            table.add_row("" if place else area.area, *_cells(one, tongue), style=style)
        table.add_section()
    return table


def _cells(one: YearFigure, tongue: Language) -> tuple[str, ...]:
    said = [one.value, one.change, one.cumulative, None if one.cumulative is None else one.since]
    notes = "\n".join(note.say(tongue) for note in one.notes)
    return str(one.year), *("—" if cell is None else str(cell) for cell in said), notes
