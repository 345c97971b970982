"""Units and how they are spelled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def spellings() -> dict[str, str]:
    """Every spelling of a unit with its canonical symbol; symbols spell themselves."""
    text = (Path(__file__).parent / "units.yaml").read_text(encoding="utf-8")
    declared: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {spelling: symbol for symbol, others in declared.items() for spelling in (symbol, *others)}


def symbol(spelling: str) -> str:
    """The canonical symbol of a unit as a document spells it; the spelling itself when it is unknown."""
    return spellings().get(spelling.strip(), spelling.strip())
