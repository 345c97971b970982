"""农用地土壤点位分类与点位图；class points of farmland soil and map them."""

from __future__ import annotations

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._basis import show_sources
from qingshan.cli._screen import DAY, FOLDER, PIPE_WIDTH, engine_option, known_on_option, lake_option, screen
from qingshan.kernel.clock import today
from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from qingshan.evaluation.soil import SoilClasses

COUNT_HEADS = (Text("利用方式", "land"), Text("类别", "class"), Text("点位数", "points"))
ABOVE_HEADS = (
    Text("点位", "point"),
    Text("利用方式", "land"),
    Text("pH", "pH"),
    Text("类别", "class"),
    Text("项目", "item"),
    Text("含量 mg/kg", "content mg/kg"),
    Text("筛选值", "screening"),
    Text("管制值", "intervention"),
    Text("超筛选值倍数", "multiple above"),
)
EDITIONS = Text("采用版本：{keys}（{day}）", "editions: {keys} ({day})")
ABOVE = Text("超过筛选值的点位 {n} 个", "{n} points above a screening value")
UNJUDGED = Text("{point} 不能判定：{why}", "{point} cannot be judged: {why}")
NO_CLASS = Text("不能判定", "cannot be judged")
NO_LAND = Text("未注明", "not named")


@click.command()
@lake_option
@click.option("--on", type=DAY, help="用该日有效的标准（默认今天）the standard in force on this day (today)")
@known_on_option
@click.option("--outline", type=FOLDER, help="画在点位下面的轮廓 GeoJSON drawn below the points (html)")
@engine_option
@click.option("--format", "style", type=click.Choice(["table", "json", "html"]), default="table", show_default=True)
@click.option("-o", "--output", type=FOLDER, help="写入文件 write to a file")
def command(  # noqa: PLR0913, PLR0917 (one for each option)
    lake: Path,
    on: datetime | None,
    known_on: datetime | None,
    outline: Path | None,
    engine: str,
    style: str,
    output: Path | None,
) -> None:
    """按 GB 15618 对农用地土壤点位分类：计数、超筛选值的点位与倍数、点位图。

    Class every soil point by GB 15618: counts, points above a screening value with multiples, a map.
    """
    from qingshan.evaluation.soil import class_points
    from qingshan.observations.store.lake import Lake

    day = on.date() if on else today()
    found = class_points(Lake.open(lake), day, known_on=known_on, engine_name=engine)
    if style == "table" and output is None:
        _print(found, language(), screen())
        return
    text = _written(found, style, outline)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text, encoding="utf-8")


def _written(found: SoilClasses, style: str, outline: Path | None) -> str:
    if style == "json":
        return json.dumps(found.as_json(), ensure_ascii=False, indent=2)
    if style == "html":
        from qingshan.observations.outlines import outlines
        from qingshan.reports.soil import soil_page

        drawn = outlines(outline) if outline else ()
        return soil_page(found, language(), drawn, outline.name if outline else "")
    from rich.console import Console

    written = StringIO()
    _print(found, language(), Console(width=PIPE_WIDTH, file=written))
    return written.getvalue()


def _print(found: SoilClasses, tongue: Language, console: Console) -> None:
    console.print(EDITIONS.say(tongue, keys=" ".join(found.editions), day=found.on), highlight=False)
    show_sources(console, found.sources, [f"{one.edition} {one.key}" for one in found.unverified], tongue)
    console.print(_counts(found, tongue))
    console.print(ABOVE.say(tongue, n=len(found.above)), highlight=False)
    if found.above:
        console.print(_above(found, tongue))
    for one in found.unjudged:
        said = UNJUDGED.say(tongue, point=one.key, why=one.why or "")
        console.print(said, style="yellow", highlight=False, markup=False)


def _counts(found: SoilClasses, tongue: Language) -> Table:
    from rich.table import Table

    table = Table(*(head.say(tongue) for head in COUNT_HEADS))
    for (land, level), count in sorted(found.counts.items(), key=str):
        table.add_row(_land(land, tongue), _class(level, tongue), str(count))
    return table


def _above(found: SoilClasses, tongue: Language) -> Table:
    from rich.table import Table

    from qingshan.standards.quantity import label

    table = Table(*(head.say(tongue) for head in ABOVE_HEADS))
    for one in found.above:
        place = (one.key, _land(one.land, tongue), one.ph or "—", _class(one.level, tongue))
        for item, values in one.above.items():
            said = [str(values[name] or "—") for name in ("content", "screening", "intervention", "multiple")]
            table.add_row(*place, label(f"soil_{item}").say(tongue), *said)
    return table


def _land(land: str | None, tongue: Language) -> str:
    from qingshan.observations.intake.soil import LANDS

    return (NO_LAND if land is None else LANDS[land]).say(tongue)


def _class(level: int | None, tongue: Language) -> str:
    from qingshan.evaluation.soil import CLASS_LABELS

    return (NO_CLASS if level is None else CLASS_LABELS[level]).say(tongue)
