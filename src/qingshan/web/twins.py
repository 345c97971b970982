"""What many twins hold: texts in both languages, choices of filters, parts of lists. A room's own: ``twin.py``."""

from __future__ import annotations

import msgspec


class Said(msgspec.Struct):
    """A text in both languages."""

    zh: str
    en: str


Word = str | Said
"""What reads alike in both languages stands once."""


class Choice(msgspec.Struct):
    """What a filter offers; ``count`` where it is told how often it occurs."""

    key: str
    label: Word
    count: int = 0


class Paging(msgspec.Struct):
    """Which part of a list this is, of how many, and how many rows there are in all."""

    part: int
    parts: int
    total: int
    query: str


class Basis(msgspec.Struct):
    """The evaluation a page rests on."""

    as_of: str
    finished_at: str
    identity: str
    version: int
    is_synthetic: bool
    title: str | None
    area: str | None
    period: str
    editions: list[str]
    unverified: list[str]
    sources: list[str]
