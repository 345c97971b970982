"""A record as bytes: canonical JSON, keys sorted, UTF-8, no spaces. What is hashed is exactly these bytes."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import msgspec

NOTHING_BEFORE = bytes(hashlib.sha256().digest_size)
"""The hash that the first record is chained to."""


class Line(msgspec.Struct, frozen=True):
    """Everything a record says; the fields up to ``document`` stand in columns of the same names and order.

    ``before`` and ``after`` are JSON: what of the subject changed, and the whole subject as it then stood.
    """

    number: int
    at: str
    day: date
    actor: str
    unit: str
    role: str
    action: str
    kind: str
    key: str
    version: int
    state: str
    reason: str
    document: str
    evidence: tuple[str, ...]
    before: Any
    after: Any


COLUMNS = Line.__struct_fields__[: Line.__struct_fields__.index("document") + 1]

_hints = get_type_hints(Line)
_Columns = msgspec.defstruct("_Columns", [(name, _hints[name]) for name in COLUMNS], frozen=True)

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Line)
_columns = msgspec.json.Decoder(_Columns)


def instant(at: datetime) -> str:
    """A moment as text of one width, so that its order is that of time: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(value: object) -> bytes:
    """The one way to write a JSON value as bytes."""
    return _encoder.encode(value)


def line_of(stored: bytes) -> Line:
    """The line that bytes hold; ``msgspec.ValidationError`` or ``DecodeError`` when they hold none."""
    return _decoder.decode(stored)


def columns_of(stored: bytes) -> tuple[Any, ...]:
    """What bytes say of the columns, in their order; the rest is skipped unread. Errors as of :func:`line_of`."""
    return msgspec.structs.astuple(_columns.decode(stored))


def chained(before: bytes, stored: bytes) -> bytes:
    """The hash of a record: that of the record before it, then its own bytes."""
    return hashlib.sha256(before + stored).digest()
