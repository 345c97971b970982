"""The transaction of an action and the appending to the log that ends it. Only ``operations.action`` appends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec
from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from qingshan.operations import problems
from qingshan.operations.log.canonical import COLUMNS, NOTHING_BEFORE, Line, canonical, chained
from qingshan.operations.log.models import Head, Record
from qingshan.operations.statements import in_one_line, insert, select, update

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


@contextmanager
def writing() -> Iterator[Anchor]:
    """One durable transaction; gives the anchor, held until it ends, so that writers come one after the other.

    Holding it before anything else is what keeps two writers from waiting for each other. OPS010 when its row is gone,
    OPS057 when the database does not answer or another writer does not end.
    """
    try:
        with transaction.atomic():
            head = select(Head, {"id": ONLY}, ("count", "hash"), lock=True)
            if head is None:
                raise problems.OUT_OF_CHAIN.at("log_head", "")
            yield Anchor(head[0], bytes(head[1]))
    except (OperationalError, InterfaceError) as error:
        raise problems.NO_ANSWER.at("log_head", in_one_line(error)) from error


def append(held: Anchor, lines: Sequence[Line]) -> list[Line]:
    """Chain lines to the log after the held anchor, numbered in their order. OPS010 when records lie there already."""
    numbered = [msgspec.structs.replace(line, number=place) for place, line in enumerate(lines, held.count + 1)]
    digest, records = held.hash, []
    for line in numbered:
        stored = canonical(line)
        digest = chained(digest, stored)
        columns = dict(zip(COLUMNS, msgspec.structs.astuple(line), strict=False))
        records.append({**columns, "stored": stored, "hash": digest})
    try:
        insert(Record, records)
    except IntegrityError as error:
        raise problems.OUT_OF_CHAIN.at("log_record", error) from error
    update(Head, {"id": ONLY}, {"count": held.count + len(records), "hash": digest})
    return numbered
