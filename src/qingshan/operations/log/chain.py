"""Appending to the log. Only ``operations.action`` calls this, inside the transaction that makes the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from django.db import IntegrityError

from qingshan.operations.log.canonical import COLUMNS, NOTHING_BEFORE, Line, canonical, chained
from qingshan.operations.log.models import Head, Record
from qingshan.operations.problems import OUT_OF_CHAIN
from qingshan.operations.statements import insert, select, update

ONLY = 1
"""The key of the single row of the anchor."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the log ends. Written down elsewhere, it proves later that nothing up to here was changed or cut off."""

    count: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.count}:{self.hash.hex()}"

    @classmethod
    def parse(cls, text: str) -> Anchor:
        """An anchor as it was printed; ValueError when the text is none."""
        count, _, digest = text.partition(":")
        return cls(int(count), bytes.fromhex(digest))


def anchor() -> Anchor | None:
    """The anchor as it stands; None when its row is gone."""
    row = Head.objects.filter(pk=ONLY).values_list("count", "hash").first()
    return Anchor(row[0], bytes(row[1])) if row else None


def begin() -> None:
    """The anchor of an empty log; nothing where there is one already."""
    Head.objects.get_or_create(pk=ONLY, defaults={"count": 0, "hash": NOTHING_BEFORE})


def append(lines: Sequence[Line]) -> list[Line]:
    """Chain lines to the log, numbered in their order. OPS010 when anchor and records do not meet."""
    head = select(Head, {"id": ONLY}, ("count", "hash"), lock=True)
    if head is None:
        raise OUT_OF_CHAIN.at("log_head", "")
    numbered = [msgspec.structs.replace(line, number=place) for place, line in enumerate(lines, head[0] + 1)]
    digest, records = bytes(head[1]), []
    for line in numbered:
        stored = canonical(line)
        digest = chained(digest, stored)
        columns = dict(zip(COLUMNS, msgspec.structs.astuple(line), strict=False))
        records.append({**columns, "stored": stored, "hash": digest})
    try:
        insert(Record, records)
    except IntegrityError as error:
        raise OUT_OF_CHAIN.at("log_record", error) from error
    update(Head, {"id": ONLY}, {"count": head[0] + len(records), "hash": digest})
    return numbered
