"""The monthly water table a bureau keeps in Excel: sheets whose header names section, month and items in any order."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import pyarrow as pa
import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from qingshan.kernel.text import Text
from qingshan.kernel.units import decimal_of, plain
from qingshan.observations import problems
from qingshan.observations.intake.water import HEADING, PROVINCE, measured
from qingshan.observations.items import bare

_PLACED = {"section": HEADING[0], "month": HEADING[1], "province": PROVINCE}
_HEADER_WITHIN, _DIGITS = 20, 15
_MONTH = re.compile(
    r"(\d{4})年(\d{1,2})月份?(?:\d{1,2}日)?|(\d{4})[-/](\d{1,2})(?:[-/]\d{1,2})?|(\d{4})[.](\d\d)|(\d{4})(\d\d)"
)

Grid = list[list[tuple[Any, Any]]]
"""The rows of a sheet: of each cell the value it shows and what is written in it."""
Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class _Column:
    """``role`` is one of the columns file, ``item`` or ``unknown``; ``name`` what ``cells`` take an item for."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    columns: dict[int, _Column]


def read(stream: IO[bytes], where: str) -> Iterator[pa.Table]:
    """One table, a row for each cell that holds, or should hold, a value; ``label`` names sheet and cell.

    A sheet without the header is one refused row. OBS014 when it is no workbook, OBS007 when no sheet has the header,
    OBS008 when one names an item twice.
    """
    sheets = dict(_sheets(stream, where))
    headers = {title: _header(grid) for title, grid in sheets.items()}
    if sheets and not any(headers.values()):
        raise problems.WRONG_COLUMNS.at(
            where, " ".join(sheets), source="water-manual", missing=" ".join(HEADING), expected=" ".join(HEADING),
            suggestion=Text("表头须有断面名称和监测月份两列", "a header needs the columns 断面名称 and 监测月份"),
        )  # fmt: skip
    rows: list[Row] = []
    for title, grid in sheets.items():
        header = headers[title]
        rows += _rows(title, grid, header, where) if header else [_without_header(title)]
    provinces = [PROVINCE] if any(PROVINCE in row for row in rows) else []
    texts = [*HEADING, *provinces, "label", "name", "text", "trouble"]
    yield pa.Table.from_pylist(rows, schema=pa.schema([("row", pa.int64()), *((name, pa.string()) for name in texts)]))


def _sheets(stream: IO[bytes], where: str) -> Iterator[tuple[str, Grid]]:
    """The sheets that are not empty."""
    shown, written = (_book(stream, where, with_results) for with_results in (True, False))
    for title in (sheet.title for sheet in shown.worksheets):
        sides = []
        for book in (shown, written):
            book[title].reset_dimensions()
            sides.append(list(book[title].iter_rows(values_only=True)))
        grid = [list(zip(*pair, strict=True)) for pair in zip(*sides, strict=True)]
        if any(cell != (None, None) for row in grid for cell in row):
            yield title, grid


def _book(stream: IO[bytes], where: str, with_results: bool) -> Workbook:
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of extensions that hold nothing read here
            return load_workbook(stream, read_only=True, data_only=with_results)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise problems.UNREADABLE_DOCUMENT.at(where, error, form=".xlsx") from error


def _header(grid: Grid) -> _Header | None:
    for place, row in enumerate(grid[:_HEADER_WITHIN]):
        columns = {number: _column(_text(shown)) for number, (shown, _) in enumerate(row) if _text(shown)}
        if {"section", "month"} <= {column.role for column in columns.values()}:
            return _Header(place, columns)
    return None


def _column(heading: str) -> _Column:
    role = _roles().get(bare(heading))
    item = None if role else measured(heading)
    return _Column(role or ("item" if item else "unknown"), item or heading)


@lru_cache
def _roles() -> dict[str, str]:
    text = Path(__file__).with_name("workbook_columns.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {bare(name): role for role, names in loaded.items() for name in names}


def _without_header(title: str) -> Row:
    return {"row": 1, "label": f"{title}!A1", "text": title, "trouble": "no-header"}


def _rows(title: str, grid: Grid, header: _Header, where: str) -> Iterator[Row]:
    names = [column.name.split()[0] if column.role == "item" else column.role for column in header.columns.values()]
    if repeated := sorted({name for name in names if name not in ("ignored", "unknown") and names.count(name) > 1}):
        raise problems.REPEATED_COLUMN.at(f"{where} {title}!{header.row + 1}", " ".join(repeated))
    for place, cells in enumerate(grid[header.row + 1 :], header.row + 2):
        padded = [*cells, *[(None, None)] * (max(header.columns) + 1 - len(cells))]
        told = [at for at, column in header.columns.items() if column.role in ("section", "item", "class")]
        if any(padded[at] != (None, None) for at in told):
            yield from _values(f"{title}!", place, padded, header.columns)


def _values(title: str, place: int, cells: list[tuple[Any, Any]], columns: dict[int, _Column]) -> Iterator[Row]:
    said = {column.role: cells[number][0] for number, column in columns.items() if column.role in _PLACED}
    home: Row = {"row": place, **{_PLACED[role]: _text(value) for role, value in said.items()}}
    home[HEADING[1]] = month_of(said["month"])
    for number, (shown, written) in enumerate(cells):
        column = columns.get(number, _Column("unknown", ""))
        is_lost = shown is None and isinstance(written, str) and written.startswith("=")
        text = str(written) if is_lost else _text(shown)
        if column.role == "item" or (text and column.role in ("class", "unknown")):
            yield home | {
                "label": f"{title}{get_column_letter(number + 1)}{place} {_text(said['month'])}".strip(),
                "name": "water_class_month" if column.role == "class" else column.name,
                "text": unicodedata.normalize("NFKC", text) if column.role == "item" else text,
                "trouble": "formula" if is_lost else None,
            }


def month_of(value: Any) -> str:
    """The month a cell names, ``2021-03``; empty when it names none for certain (a number 2021.1 may be October).

    >>> month_of("2021年3月"), month_of(202103), month_of(2021.1), month_of("2021年1-3月")
    ('2021-03', '2021-03', '', '')
    """
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    found = _MONTH.fullmatch(unicodedata.normalize("NFKC", "".join(_text(value).split())))
    year, month = [part for part in found.groups() if part] if found else ("", "")
    return f"{year}-{int(month):02}" if year else ""


def _text(value: Any) -> str:
    """A cell as text; a binary number to the fifteen digits that Excel shows."""
    if isinstance(value, float):
        return plain(decimal_of(f"{value:.{_DIGITS}g}"))
    return "" if value is None else str(value).strip()
