"""What the commands that bring data in share: how files are named, a bar while they are read, the rows that tell."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from qingshan.cli import language
from qingshan.cli._screen import FOLDER, screen
from qingshan.kernel.text import Text

if TYPE_CHECKING:
    from qingshan.observations.intake.account import FileAccount
    from qingshan.observations.intake.work import Progress

STAGES = ("realtime", "reviewed", "official")
COUNTS = {
    "file": Text("文件", "file"),
    "read": Text("读取", "read"),
    "kept": Text("新增", "kept"),
    "revised": Text("修订", "revised"),
    "unchanged": Text("未变", "unchanged"),
    "duplicate": Text("重复", "duplicate"),
    "missing": Text("缺测", "missing"),
    "refused": Text("拒绝", "refused"),
}
REFUSED_AT = Text("被拒绝的值：{path}", "refused values: {path}")

files_argument = click.argument("files", nargs=-1, required=True, type=FOLDER)
city_option = click.option("--city", metavar="NAME", help="文件未写明的城市 the city, where the file names none")
site_option = click.option("--site", metavar="KEY", help="文件未写明的点位 the site, where the file names none")
province_option = click.option(
    "--province", metavar="NAME", help="文件未写明的省份 the province, if the file names none"
)
year_option = click.option("--year", type=int, metavar="YYYY", help="文件未写明的年份 the year, if the file says none")


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on a terminal, nothing in a pipe."""
    from qingshan.observations.ingest.run import silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(*Bar.get_default_columns()[:1], "{task.completed}", console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def told(file: str, rows: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(file, total=None)
            bar.advance(tasks[file], rows)

        yield told


def print_json(document: Any) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def show_rows(rows: list[dict[str, Any]], heads: Mapping[str, Text], style: str = "table") -> None:
    if style == "json":
        print_json(rows)
        return
    from rich.table import Table

    shown = Table()
    for name in rows[0] if rows else ():
        shown.add_column(heads[name].say(language()))
    for row in rows:
        shown.add_row(*map(str, row.values()))
    screen().print(shown, highlight=False, markup=False)


def show_counts(files: Iterable[FileAccount]) -> None:
    """What became of the values of each file."""
    from qingshan.observations.intake.account import PARTS

    rows = [{"file": one.file, "read": one.read, **{part: one.counts.get(part, 0) for part in PARTS}} for one in files]
    show_rows(rows, COUNTS)
