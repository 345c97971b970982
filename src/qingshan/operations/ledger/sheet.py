"""A ledger as an Excel file, with the column heads in use: written out, and read back cell by cell.

Reading refuses what it cannot take by sheet and cell, and gives nothing unless every cell can be taken.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.ledger import KEY, STATE, Field, Ledger
from qingshan.ledgers.values import kept
from qingshan.operations import problems

SEARCHED = 10
"""The head stands in one of the first rows; above it there may be a title."""
WIDTH = 18
LONGEST = 32_767
"""Characters an Excel cell holds."""
_BETWEEN = "、"
_PARTS = re.compile(r"\s*[、，,；;\n]\s*")
_HEAD = Text("一行表头，含 {heads}", "a row of heads with {heads}")
_WORKBOOK = Text("一个 .xlsx 工作簿", "an .xlsx workbook")
_KEY = Text("编号", "key")
_ANY_KEY = Text("每行一个不同的编号，不含 /", "a key of its own for each row, without /")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that can be taken: where it stands, its key and the fields it gives."""

    where: str
    key: str
    fields: Mapping[str, Any]


def write(path: Path, ledger: Ledger, entries: Iterable[Entry]) -> int:
    """Write entries, one a row, under the first head of each column; gives how many. A text is never a formula."""
    columns = ledger.columns
    rows = [[_shown(ledger, entry, name) for name in columns] for entry in entries]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(ledger.label.zh[:31])
    sheet.freeze_panes = "B2"
    for place in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    sheet.append([_head(sheet, heads[0]) for heads in columns.values()])
    for row in rows:
        sheet.append([_plain(sheet, value) for value in row])
    book.save(path)
    return len(rows)


def _head(sheet: WriteOnlyWorksheet, word: str) -> Cell:
    cell = WriteOnlyCell(sheet, word)
    cell.font = Font(bold=True)
    return cell


def _plain(sheet: WriteOnlyWorksheet, value: Any) -> Any:
    """What a cell takes; a text that begins like a formula stays a text."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = TYPE_STRING
    return cell


def _shown(ledger: Ledger, entry: Entry, name: str) -> Any:
    if name == KEY:
        return entry.key
    if name == STATE:
        return ledger.states[entry.state].label.zh
    value, field = entry.fields.get(name), ledger.fields[name]
    if field.kind == "table" and value is not None:
        return _as_json(f"{entry.key} {name}", value)
    if isinstance(value, list):
        return _BETWEEN.join(str(_worded(field, one)) for one in value)
    return None if value is None else _worded(field, value)


def _as_json(where: str, value: Any) -> str:
    """OPS038 where a cell would cut the text off: half a table can be read by nobody."""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > LONGEST:
        raise problems.TOO_LONG.at(where, len(text), most=LONGEST)
    return text


def _worded(field: Field, value: Any) -> Any:
    match field.kind:
        case "choice":
            return field.options[value].zh
        case "date":
            return date.fromisoformat(value)
        case "number":
            return Decimal(value)
        case "geometry":
            return _as_json(field.label.zh, value)
    return value


def read(path: Path, ledger: Ledger) -> tuple[list[Row], list[Problem]]:
    """The rows of the first sheet and every mistake in it. OPS020 when it has no head of this ledger."""
    sheet = _first_sheet(path)
    head, columns = _columns(path, sheet, ledger)
    rows, mistakes = [], list[Problem]()
    seen: set[str] = set()
    for number, cells in enumerate(sheet.iter_rows(min_row=head + 1, values_only=True), head + 1):
        if all(_is_empty(value) for value in cells):
            continue
        row = _Reading(ledger, f"{path.name} {sheet.title}", number)
        key = row.key(columns[KEY], cells, seen)
        fields = dict(row.fields({name: place for name, place in columns.items() if name not in {KEY, STATE}}, cells))
        mistakes.extend(row.mistakes)
        rows.append(Row(row.place(columns[KEY]), key, fields))
    return rows, mistakes


class _Reading:
    """One row while it is read."""

    def __init__(self, ledger: Ledger, sheet: str, number: int) -> None:
        self.ledger, self.sheet, self.number = ledger, sheet, number
        self.mistakes: list[Problem] = []

    def place(self, column: int) -> str:
        return f"{self.sheet}!{get_column_letter(column + 1)}{self.number}"

    def key(self, column: int, cells: Sequence[Any], seen: set[str]) -> str:
        text = _text(cells[column])
        if not text or "/" in text or text in seen:
            self.mistakes.append(problems.BAD_CELL.at(self.place(column), text, column=_KEY, expected=_ANY_KEY))
        seen.add(text)
        return text

    def fields(self, columns: Mapping[str, int], cells: Sequence[Any]) -> Iterator[tuple[str, Any]]:
        for name, column in columns.items():
            if not _is_empty(cells[column]):
                try:
                    yield (
                        name,
                        kept(self.ledger, name, _given(self.ledger.fields[name], cells[column]), self.place(column)),
                    )
                except Problem as mistake:
                    self.mistakes.append(mistake)


def _given(field: Field, value: Any) -> Any:
    """What a cell holds, as the ledger takes it: a number by its shortest text, a choice by its key or label."""
    if field.many:
        return [_given_one(field, part) for part in _PARTS.split(_text(value))]
    return _given_one(field, value)


def _given_one(field: Field, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    text = _text(value)
    match field.kind:
        case "choice":
            return next((key for key, label in field.options.items() if text in {label.zh, label.en}), text)
        case "geometry" | "table":
            try:
                return json.loads(text)
            except ValueError:
                return text
    return text


def _text(value: Any) -> str:
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return "" if value is None else str(value).strip()


def _is_empty(value: Any) -> bool:
    return not _text(value)


def _first_sheet(path: Path) -> Worksheet:
    """Excel's own extras make openpyxl warn; they hold nothing that is read here."""
    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return load_workbook(stream, data_only=True).worksheets[0]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise problems.NO_TABLE.at(str(path), error, expected=_WORKBOOK) from error


def _columns(path: Path, sheet: Worksheet, ledger: Ledger) -> tuple[int, dict[str, int]]:
    """The row of the head and the place of each column; it must hold the key and every required field."""
    words = {word: name for name, heads in ledger.columns.items() for word in heads}
    needed = [KEY, *(name for name, field in ledger.fields.items() if field.required)]
    for number, cells in enumerate(sheet.iter_rows(max_row=SEARCHED, values_only=True), 1):
        found = {words[_text(value)]: place for place, value in enumerate(cells) if _text(value) in words}
        if all(name in found for name in needed):
            return number, found
    heads = _BETWEEN.join(ledger.columns[name][0] for name in needed)
    first = " ".join(_text(value) for value in next(sheet.iter_rows(max_row=1, values_only=True), ()))
    raise problems.NO_TABLE.at(f"{path.name} {sheet.title}", first, expected=_HEAD.filled(heads=heads))
