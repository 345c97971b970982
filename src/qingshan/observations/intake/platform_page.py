"""A page of the national water platform as its interface gave it: JSON whose cells hold markup."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa

from qingshan.kernel.units import decimal_of, plain
from qingshan.observations import problems

CITY, RIVER = "所在地市", "所属河流"
_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"\btitle='([^']*)'")
_RAW = "原始值"


def read(stream: IO[bytes], where: str) -> Iterator[pa.Table]:
    """One table: the page's columns by their heading, values before rounding where given, city and river of a section.

    OBS014 when it is no such page.
    """
    try:
        page = json.load(stream)
        header = [_TAG.sub("", heading) for heading in page["thead"]]
        rows = [dict(zip(header, map(_said, row), strict=True)) | _home(row) for row in page["tbody"]]
    except (ValueError, KeyError, TypeError) as error:
        raise problems.UNREADABLE_DOCUMENT.at(where, error, form="JSON thead/tbody") from error
    schema = pa.schema([(name, pa.string()) for name in (*header, CITY, RIVER)])
    numbers = pa.array(range(1, len(rows) + 1), pa.int64())
    yield pa.Table.from_pylist(rows, schema=schema).append_column("row", numbers)


def _said(cell: str | None) -> str:
    """What a cell says: the value in its title, else the text shown; a power of ten is written out."""
    titled = dict(_titled(cell))
    if _RAW not in titled:
        return html.unescape(_TAG.sub("", cell or "")).strip()
    value = titled[_RAW]
    return plain(decimal_of(value)) if "E" in value.upper() else value


def _home(row: list[Any]) -> dict[str, str]:
    titled = dict(pair for cell in row for pair in _titled(cell))
    return {name: titled.get(name, "") for name in (CITY, RIVER)}


def _titled(cell: str | None) -> list[tuple[str, str]]:
    found = _TITLE.search(cell or "")
    lines = html.unescape(found[1]).splitlines() if found else []
    parts = [re.split("[:：]", line, maxsplit=1) for line in lines]
    return [(part[0].strip(), part[1].strip()) for part in parts if len(part) > 1]
