"""Figures that departments report: the form, its import, the figures that stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._observe import REFUSED_AT, STAGES, files_argument, print_json, show_counts, show_rows
from qingshan.cli._screen import FOLDER, lake_option, style_option
from qingshan.kernel.clock import known_now
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.observations.returns.importing import ReturnsAccount

HEADS = {
    "indicator": Text("指标", "indicator"),
    "area": Text("区域", "area"),
    "period": Text("时段", "period"),
    "figure": Text("数", "figure"),
    "document": Text("依据文件", "document"),
    "dated": Text("文件日期", "dated"),
    "reporter": Text("填报单位", "reporter"),
    "stage": Text("阶段", "stage"),
    "flags": Text("标记", "flags"),
    "source": Text("数据源", "source"),
}
STAGE_WORDS = (Text("初步", "preliminary"), Text("已审核", "reviewed"), Text("正式公布", "official"))
WRITTEN = Text("已写出 {path}：{count} 行待填", "{path}: {count} rows to fill")
MISTAKE = Text(
    "{code} {where}：{message}（发现“{found}”；应为：{expected}；办法：{action}）",
    "{code} {where}: {message} (found “{found}”; expected: {expected}; what to do: {action})",
)
CHANGED = Text(
    "{where}：{indicator} {area} {period} 由 {before}（{document_before}）改为 {after}（{document_after}）",
    "{where}: {indicator} {area} {period} from {before} ({document_before}) to {after} ({document_after})",
)
FLAGGED_FIGURES = Text("{flag}：{count} 个数", "{flag}: {count} figures")


@click.command()
@click.option("-o", "--output", required=True, type=FOLDER, help="写到哪个 .xlsx 文件 the .xlsx file to write")
@click.option("--area", "areas", required=True, multiple=True, help="区域，可重复 area, may be repeated")
@click.option("--period", "periods", required=True, multiple=True, help="时段，如 2021、2021Q3 period, may be repeated")
@click.option("--indicator", "keys", multiple=True, help="指标（默认全部） indicator, all unless given")
@click.option("--lake", type=FOLDER, help="列出上一时段的数 shows the figures of the period before")
def template(
    output: Path, areas: tuple[str, ...], periods: tuple[str, ...], keys: tuple[str, ...], lake: Path | None
) -> None:
    """写出部门填报用的 Excel 表 write the Excel form that departments fill."""
    from qingshan.evaluation.reported import forms
    from qingshan.observations.returns.figures import figures
    from qingshan.observations.returns.template import chosen, write_template
    from qingshan.observations.store.lake import Lake

    wanted = chosen(forms(), keys)
    last = figures(Lake.open(lake)) if lake else []
    known = {(one.key, one.area, one.period): one for one in last}
    count = write_template(output, wanted, areas, periods, known=known)
    click.echo(WRITTEN.say(language(), path=output, count=count))


@click.command()
@files_argument
@lake_option
@click.option("--stage", type=click.Choice(STAGES[1:]), default="reviewed", show_default=True, help="数据阶段 stage")
@style_option
def returns(files: tuple[Path, ...], lake: Path, stage: str, style: str) -> None:
    """导入填好的填报表（数据湖不存在则新建） import filled forms into a lake, made if it is not there."""
    from qingshan.evaluation.reported import forms
    from qingshan.observations.returns.importing import import_returns
    from qingshan.observations.store.lake import Lake

    done = import_returns(Lake.create(lake), files, forms(), known_now(), stage=STAGES.index(stage))
    if style == "json":
        print_json(done.as_json(language()))
    else:
        _show_returns(done)


@click.command()
@lake_option
@click.option("--indicator", "keys", multiple=True, help="指标（默认全部） indicator, all unless given")
@style_option
def figures(lake: Path, keys: tuple[str, ...], style: str) -> None:
    """列出现行的填报数及其标记 list the figures that stand, with their flags."""
    from qingshan.observations.returns.figures import FLAGS
    from qingshan.observations.returns.figures import figures as reported
    from qingshan.observations.returns.history import said
    from qingshan.observations.store.lake import Lake

    rows = [
        {
            "indicator": one.key,
            "area": one.area,
            "period": one.period,
            "figure": said(one),
            "document": one.document,
            "dated": one.dated.isoformat(),
            "reporter": one.reporter,
            "stage": STAGE_WORDS[one.stage].say(language()),
            "flags": "；".join(FLAGS[flag].say(language()) for flag in one.flags),
            "source": one.source,
        }
        for one in reported(Lake.open(lake))
        if not keys or one.key in keys
    ]
    show_rows(rows, HEADS, style)


def _show_returns(done: ReturnsAccount) -> None:
    from qingshan.observations.returns.figures import FLAGS

    show_counts(done.files)
    for note in (note for one in done.files for note in one.notes):
        click.echo(note.say(language()))
    for problem in done.problems:
        click.echo(MISTAKE.say(language(), **problem.as_json(language())))
    for change in done.changes:
        click.echo(CHANGED.say(language(), **change.as_json()))
    for flag, count in sorted(done.flagged.items()):
        click.echo(FLAGGED_FIGURES.say(language(), flag=FLAGS[flag], count=count))
    for one in done.files:
        if one.report:
            click.echo(REFUSED_AT.say(language(), path=one.report))
