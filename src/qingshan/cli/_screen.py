"""What the nouns share: the screen they print on and the options that mean the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 160
DAY = click.DateTime(formats=["%Y-%m-%d"])
FOLDER = click.Path(path_type=Path)


def screen(file: IO[str] | None = None, *, markup: bool = True) -> Console:
    """The terminal at its own width; a pipe or a file at a width in which tables stay whole.

    Without ``markup`` brackets in names and quotes are printed as they are, and numbers are not coloured.
    """
    from rich.console import Console

    width = None if Console(file=file).is_terminal else PIPE_WIDTH
    return Console(file=file, width=width, markup=markup, highlight=markup)
