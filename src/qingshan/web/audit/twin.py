"""What the twin of the log holds."""

from __future__ import annotations

import msgspec

from qingshan.web.twins import Choice, Paging, Said


class LogRow(msgspec.Struct):
    """One record: who did what to which subject on which day, and which state and version it came to."""

    number: int
    at: str
    day: str
    actor: str
    unit: str
    action: str
    label: Said | None
    kind: Said
    key: str
    version: int
    state: Said
    reason: str
    document: str


class LogList(msgspec.Struct):
    asked: dict[str, str]
    kinds: list[Choice]
    rows: list[LogRow]
    paging: Paging
