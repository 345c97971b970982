"""What the twins of the targets hold."""

from __future__ import annotations

from typing import Any

import msgspec

from qingshan.web.twins import Basis, Choice, Word


class Figure(msgspec.Struct):
    """What is asked; ``own`` is what the document itself says where a superior's figure stands for it."""

    figure: Word
    own: Word | None
    notes: list[Word]
    is_doubtful: bool


class Tier(msgspec.Struct):
    """A limit that must be kept or is striven for, and how it stands."""

    asked: Figure
    verdict: str
    word: Word
    gap: Word | None
    is_short: bool


class Freshness(msgspec.Struct):
    text: Word
    is_lacking: bool


class TargetRow(msgspec.Struct):
    """One target in one area; ``standing`` joins verdict and data into one state."""

    target: str
    path: str
    name: Word
    area: str
    value: Word | None
    unit: Word
    must: Tier | None
    strive: Tier | None
    state: str
    standing: str
    freshness: list[Freshness]
    unverified: int
    result: str
    realm: str
    address: str


class TargetChoices(msgspec.Struct):
    state: list[Choice]
    realm: list[Choice]
    area: list[Choice]


class TargetList(msgspec.Struct):
    """Rows that were asked for; ``total`` counts all. Without an evaluation there are none."""

    evaluation: Basis | None
    asked: dict[str, str]
    choices: TargetChoices
    rows: list[TargetRow]
    total: int


class OneTarget(msgspec.Struct):
    """A target's page; ``course`` are its values over time, null where none are drawn."""

    evaluation: Basis
    row: dict[str, Any]
    quote: Word
    section: Word
    course: dict[str, Any] | None
    tasks: list[dict[str, Any]]
    others: list[TargetRow]
