"""What the nouns share: the screen they print on and the options that mean the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 160
DAY = click.DateTime(formats=["%Y-%m-%d"])
FOLDER = click.Path(path_type=Path)


def screen() -> Console:
    """The terminal at its own width; a pipe at a width in which tables stay whole."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=PIPE_WIDTH)
