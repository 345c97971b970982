"""Is the log as it was written? Three passes, each telling where it is not.

1. The chain: the stored bytes hash, in their order, to what stands beside them, up to the anchor.
2. The rows: the columns say what the bytes say.
3. The subjects: the tables of the office stand as the last record of each subject says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

import msgspec
from django.apps import apps

from qingshan.kernel.text import Language, Text
from qingshan.operations.log.canonical import COLUMNS, NOTHING_BEFORE, columns_of, line_of
from qingshan.operations.log.chain import Anchor, anchor
from qingshan.operations.log.models import Record
from qingshan.operations.statements import snapshot
from qingshan.operations.subject import Subject

BATCH = 20_000
MOST = 100
"""A pass that has found so many faults stops: one removed record whose followers were renumbered shifts them all."""

EDITED = Text("内容或哈希被改动", "its content or its hash was changed")
MOVED = Text("位置被调换：此处存的是第 {other} 号记录", "moved: here stands record {other}")
REMOVED = Text("第 {first} 至 {last} 号记录被删除", "records {first} to {last} were removed")
CUT = Text("末尾被截断：锚点在第 {last} 号", "the end was cut off: the anchor stands at {last}")
BEYOND = Text("锚点（第 {last} 号）之后还有记录", "it lies beyond the anchor, which stands at {last}")
NO_ANCHOR = Text("锚点缺失", "the anchor is gone")
OTHER_ANCHOR = Text("哈希与锚点不符", "its hash is not that of the anchor")
UNREADABLE = Text("存储的字节读不出记录", "its bytes hold no record")
COLUMN = Text("列 {column} 为 {found}，字节中为 {expected}", "column {column} is {found}, the bytes say {expected}")
UNLOGGED = Text("表中有，日志中没有", "it stands in the table and not in the log")
LOST = Text("日志中有，表中没有", "it stands in the log and not in the table")
DIFFERS = Text("表中的 {column} 与日志不符", "its {column} in the table is not what the log says")
KIND, KEY = COLUMNS.index("kind"), COLUMNS.index("key")
CHAIN, ROWS, SUBJECTS = (
    Text("哈希链", "chain"),
    Text("列与字节", "rows and bytes"),
    Text("现状与日志", "tables and log"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where something is not as it was written: the number of the record (0: none), the subject, what is wrong."""

    number: int
    what: Text
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass: how many rows it read, in how many seconds, and what it found (at most ``MOST``)."""

    label: Text
    rows: int
    seconds: float
    faults: tuple[Fault, ...]

    @property
    def speed(self) -> int:
        """Rows a second."""
        return round(self.rows / self.seconds) if self.seconds else 0

    def as_json(self, language: Language) -> dict[str, Any]:
        faults = [{"number": one.number, "subject": one.subject, "what": one.what.say(language)} for one in self.faults]
        return {"label": self.label.say(language), "rows": self.rows, "rows_per_second": self.speed, "faults": faults}


class _Last(NamedTuple):
    """The last record of a subject; its bytes are read only when the subject is."""

    number: int
    stored: bytes


Found = tuple[int, list[Fault]]


def verify(known: Anchor | None = None) -> list[Pass]:
    """All three passes over one moment of the office, which goes on working meanwhile.

    ``known`` is an anchor printed earlier, through which the log must still pass.
    """
    last: dict[tuple[str, str], _Last] = {}
    with snapshot():
        return [
            timed(CHAIN, lambda: _chain(known)),
            timed(ROWS, lambda: _rows(last)),
            timed(SUBJECTS, lambda: _subjects(last)),
        ]


def timed(label: Text, run: Callable[[], Found]) -> Pass:
    """A pass, and how long it took."""
    started = perf_counter()
    rows, faults = run()
    return Pass(label, rows, perf_counter() - started, tuple(faults))


def _read(*columns: str) -> Iterator[tuple[Any, ...]]:
    return Record.objects.order_by("number").values_list(*columns).iterator(chunk_size=BATCH)


def _chain(known: Anchor | None) -> Found:
    """After a fault the chain is taken up again from what stands there, so that one fault is told once.

    The record after a removed one cannot be held against its predecessor.
    """
    sha, rows, expected, before = hashlib.sha256, 0, 1, NOTHING_BEFORE
    faults: list[Fault] = []
    instead: tuple[bytes, ...] = ()
    for number, stored, digest in _read("number", "stored", "hash"):
        computed = sha(before + stored).digest()
        if number != expected:
            faults.append(Fault(number, REMOVED.filled(first=expected, last=number - 1)))
        elif computed != digest and not any(sha(one + stored).digest() == digest for one in instead):
            fault, moved = _broken(number, bytes(stored))
            faults.append(fault)
            instead = (computed, *moved)
        elif instead:
            instead = ()
        rows, expected, before = rows + 1, number + 1, digest
        if len(faults) == MOST:
            return rows, faults
    return rows, [*faults, *_end(Anchor(expected - 1, bytes(before)), instead), *_passes_through(known)]


def _broken(number: int, stored: bytes) -> tuple[Fault, tuple[bytes, ...]]:
    """What is wrong with a record that does not hash, and the hashes its follower may be chained to instead."""
    try:
        said = line_of(stored).number
    except msgspec.MsgspecError:
        said = number
    if said == number:
        return Fault(number, EDITED), ()
    hashes = Record.objects.filter(number=said).values_list("hash", flat=True)
    return Fault(number, MOVED.filled(other=said)), tuple(map(bytes, hashes))


def _end(last: Anchor, instead: tuple[bytes, ...]) -> Iterator[Fault]:
    head = anchor()
    if head is None:
        yield Fault(0, NO_ANCHOR)
    elif last.count < head.count:
        yield Fault(last.count + 1, CUT.filled(last=head.count))
    elif last.count > head.count:
        yield Fault(head.count + 1, BEYOND.filled(last=head.count))
    elif head.hash not in (last.hash, *instead):
        yield Fault(last.count, OTHER_ANCHOR)


def _passes_through(known: Anchor | None) -> Iterator[Fault]:
    if known is None or not known.count:
        return
    digest = Record.objects.filter(number=known.count).values_list("hash", flat=True).first()
    if digest is None:
        yield Fault(known.count, CUT.filled(last=known.count))
    elif bytes(digest) != known.hash:
        yield Fault(known.count, OTHER_ANCHOR)


def _rows(last: dict[tuple[str, str], _Last]) -> Found:
    """Fills ``last`` with what the log says of each subject in the end."""
    rows, width = 0, len(COLUMNS)
    faults: list[Fault] = []
    for row in _read(*COLUMNS, "stored"):
        rows, stored = rows + 1, bytes(row[width])
        try:
            said = columns_of(stored)
        except msgspec.MsgspecError:
            faults.append(Fault(row[0], UNREADABLE))
            continue
        if said != row[:width]:
            faults.extend(_columns(said, row))
        last[said[KIND], said[KEY]] = _Last(said[0], stored)
        if len(faults) >= MOST:
            break
    return rows, faults


def _columns(said: tuple[Any, ...], row: tuple[Any, ...]) -> Iterator[Fault]:
    for name, found, expected in zip(COLUMNS, row, said, strict=False):
        if found != expected:
            what = COLUMN.filled(column=name, found=found, expected=expected)
            yield Fault(row[0], what, f"{said[KIND]} {said[KEY]}")


def _subjects(last: dict[tuple[str, str], _Last]) -> Found:
    """Uses up ``last``: what is left in it in the end has no row."""
    rows, faults = 0, list[Fault]()
    for model in apps.get_models():
        if not issubclass(model, Subject):
            continue
        columns = ("key", "version", "document", *model.COLUMNS)
        for row in model._default_manager.values_list(*columns).iterator(chunk_size=BATCH):  # noqa: SLF001 (Django's own name)
            rows += 1
            faults.extend(_subject(model, dict(zip(columns, row, strict=True)), last.pop((model.KIND, row[0]), None)))
            if len(faults) >= MOST:
                return rows, faults
    lost = (Fault(one.number, LOST, f"{kind} {key}") for (kind, key), one in last.items())
    return rows, [*faults, *lost][:MOST]


def _subject(model: type[Subject], found: dict[str, Any], logged: _Last | None) -> Iterator[Fault]:
    subject = f"{model.KIND} {found['key']}"
    if logged is None:
        yield Fault(0, UNLOGGED, subject)
        return
    line = line_of(logged.stored)
    expected = {"version": line.version, "document": line.after, **model.columns_of(line.after)}
    for name, value in expected.items():
        if found[name] != value:
            yield Fault(logged.number, DIFFERS.filled(column=name), subject)
