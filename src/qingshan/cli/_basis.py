"""What an answer rests on, as the nouns print it above their tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qingshan.kernel.text import Language, Text

if TYPE_CHECKING:
    from rich.console import Console

EDITIONS = Text("采用版本：{keys}", "editions: {keys}")
SOURCES = Text("数据来源：{sources}", "data: {sources}")
SYNTHETIC = Text("演示数据，非实测", "SYNTHETIC data, measured nowhere")
UNVERIFIED = Text("含未核实参数 {n} 项：{keys}", "{n} unverified parameters: {keys}")


def show_editions(console: Console, keys: Iterable[str], tongue: Language) -> None:
    _show(console, EDITIONS.say(tongue, keys=" ".join(keys)))


def show_sources(console: Console, sources: Sequence[str], unverified: Sequence[str], tongue: Language) -> None:
    """Where the data are from, that they are made up, and the unverified parameters they were judged by."""
    _show(console, SOURCES.say(tongue, sources=" ".join(sources)))
    if any("synthetic" in source for source in sources):
        _show(console, SYNTHETIC.say(tongue), "bold red")
    if unverified:
        _show(console, UNVERIFIED.say(tongue, n=len(unverified), keys=", ".join(unverified)), "yellow")


def _show(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, highlight=False, markup=False)
