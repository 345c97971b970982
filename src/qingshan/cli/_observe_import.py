"""Files of a source into a lake: import them, say what became of each row; the sources there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli import language
from qingshan.cli._observe import (
    REFUSED_AT,
    STAGES,
    city_option,
    files_argument,
    print_json,
    progress,
    province_option,
    show_counts,
    show_rows,
    site_option,
    year_option,
)
from qingshan.cli._screen import FOLDER, lake_option, style_option
from qingshan.kernel.clock import known_now
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.observations.intake.account import Reconciliation

HEADS = {
    "source": Text("数据源", "source"),
    "label": Text("说明", "label"),
    "kind": Text("周期", "kind"),
    "clock": Text("时间含义", "clock"),
    "official": Text("官方", "official"),
}
YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}
FLAGGED = Text("质量标记 {count} 个（{checks}）", "{count} quality flags ({checks})")

stations_option = click.option(
    "--stations", type=FOLDER, help="按名称找编码用的站点名录 station list to find codes by name"
)


@click.command("import")
@click.argument("source")
@files_argument
@lake_option
@site_option
@city_option
@province_option
@year_option
@click.option("--stage", type=click.Choice(STAGES), help="数据阶段 stage of the data (as the source declares)")
@stations_option
@style_option
def import_(  # noqa: PLR0913, PLR0917 (one for each option)
    source: str,
    files: tuple[Path, ...],
    lake: Path,
    site: str | None,
    city: str | None,
    province: str | None,
    year: int | None,
    stage: str | None,
    stations: Path | None,
    style: str,
) -> None:
    """把一个数据源的文件导入数据湖（不存在则新建） import files of a source into a lake, made if it is not there."""
    from qingshan.observations.ingest.run import import_files
    from qingshan.observations.intake.importer import Options
    from qingshan.observations.store.lake import Lake

    given = Options(site, city, STAGES.index(stage) if stage else None, stations, province, year)
    with progress() as told:
        done = import_files(Lake.create(lake), source, files, known_from=known_now(), options=given, on_progress=told)
    if style == "json":
        print_json(done.as_json(language()))
    else:
        _show_import(done)


@click.command()
@style_option
def sources(style: str) -> None:
    """列出全部数据源 list the sources that can be read."""
    from qingshan.observations.intake.importer import importers

    rows = [
        {
            "source": one.key,
            "label": one.label.say(language()),
            "kind": one.kind,
            "clock": one.clock.say(language()),
            "official": YES_NO[one.official].say(language()),
        }
        for one in sorted(importers().values(), key=lambda one: one.key)
    ]
    show_rows(rows, HEADS, style)


def _show_import(done: Reconciliation) -> None:
    from qingshan.observations.intake.account import reasons

    show_counts(done.files)
    said = reasons()
    for one in done.files:
        for note in one.notes:
            click.echo(f"{one.file}: {note.say(language())}")
        for reason, count in one.reasons.items():
            click.echo(f"{one.file}: {count} × {said[reason].say(language())}")
        if one.report:
            click.echo(REFUSED_AT.say(language(), path=one.report))
    if done.flagged:
        checks = " ".join(f"{check} {count}" for check, count in sorted(done.flagged.items()))
        click.echo(FLAGGED.say(language(), count=sum(done.flagged.values()), checks=checks))
