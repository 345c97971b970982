"""What the nouns share: the screen they print on and the options that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPE_WIDTH = 160
DAY = click.DateTime(formats=["%Y-%m-%d"])
FOLDER = click.Path(path_type=Path)

lake_option = click.option("--lake", required=True, type=FOLDER, help="数据湖 folder of the lake")
known_on_option = click.option(
    "--known-on", type=click.DateTime(), help="只用此刻（UTC）已知的数据 what was known by then (UTC)"
)
engine_option = click.option("--engine", default="duckdb", show_default=True, metavar="duckdb|polars|spark")
style_option = click.option(
    "--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True
)


def screen(file: IO[str] | None = None, *, markup: bool = True) -> Console:
    """The terminal at its own width; a pipe or a file at a width in which tables stay whole.

    Without ``markup`` brackets in names and quotes are printed as they are, and numbers are not coloured.
    """
    from rich.console import Console

    width = None if Console(file=file).is_terminal else PIPE_WIDTH
    return Console(file=file, width=width, markup=markup, highlight=markup)


def headed(heads: Iterable[str]) -> Table:
    """A table with these heads, whose cells are broken rather than cut."""
    from rich.table import Table

    table = Table()
    for head in heads:
        table.add_column(head, overflow="fold")
    return table
