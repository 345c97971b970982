"""A filled template as it came back: its rows, cell by cell, and the choices it was written with."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from qingshan.observations.intake.importer import MISSING
from qingshan.observations.returns import problems
from qingshan.observations.returns.layout import AREAS, COLUMNS, FIRST_ROW, HEADER_ROW, LETTER, LISTS, SHEET, STAMP

_HEADING = 1
_NUMBERS = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it holds (of a formula, its last result), how it shows it, and the formula if there is one."""

    where: str
    value: Any
    number_format: str
    formula: str | None

    @property
    def text(self) -> str:
        return "" if self.value is None else str(self.value).strip()

    @property
    def is_empty(self) -> bool:
        """Empty, or a dash or the like that says there is nothing."""
        return self.formula is None and (self.value is None or self.text in MISSING)


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    file: str
    number: int
    cells: dict[str, Cell]

    def __getitem__(self, name: str) -> Cell:
        return self.cells[name]

    @property
    def place(self) -> str:
        return f"{SHEET}!{self.number}"

    @property
    def is_empty(self) -> bool:
        """Whether it gives no number at all, so reports nothing."""
        return all(self[name].is_empty for name in _NUMBERS)


@dataclass(frozen=True, slots=True)
class Return:
    """A file that is a template of ours with its header intact."""

    areas: tuple[str, ...]
    rows: tuple[ReturnedRow, ...]


def read(path: Path) -> Return:
    """Read a filled template. OBS030 when the file is none, OBS031 when its header was changed."""
    shown, written = _book(path, with_results=True), _book(path, with_results=False)
    if not {SHEET, LISTS} <= set(shown.sheetnames):
        raise problems.NOT_A_TEMPLATE.at(path.name, " ".join(shown.sheetnames), stamp=STAMP)
    sheet, formulas = shown[SHEET], written[SHEET]
    mark = sheet[f"{LETTER['mark']}{HEADER_ROW + 1}"].value
    if mark != STAMP:
        raise problems.NOT_A_TEMPLATE.at(f"{path.name} {SHEET}!{LETTER['mark']}{HEADER_ROW + 1}", mark, stamp=STAMP)
    _expect_header(path.name, sheet)
    areas = [str(cell.value) for cell in shown[LISTS][AREAS][_HEADING:] if cell.value is not None]
    return Return(tuple(areas), tuple(_rows(path.name, sheet, formulas)))


def _book(path: Path, *, with_results: bool) -> Workbook:
    """Excel's own extras (slicers, newer validations) make openpyxl warn; they hold nothing that is read here."""
    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return load_workbook(stream, data_only=with_results)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise problems.NOT_A_TEMPLATE.at(path.name, error, stamp=STAMP) from error


def _expect_header(file: str, sheet: Worksheet) -> None:
    for column in COLUMNS:
        for row, expected in ((HEADER_ROW, column.label.zh), (HEADER_ROW + 1, column.label.en)):
            found = sheet[f"{column.letter}{row}"].value
            if found != expected:
                where = f"{file} {SHEET}!{column.letter}{row}"
                raise problems.CHANGED_HEADER.at(where, found or "", expected=expected)


def _rows(file: str, sheet: Worksheet, formulas: Worksheet) -> Iterator[ReturnedRow]:
    for number in range(FIRST_ROW, sheet.max_row + 1):
        cells = {}
        for column in COLUMNS:
            place = f"{column.letter}{number}"
            held, written = sheet[place], formulas[place]
            formula = str(written.value) if written.data_type == "f" else None
            cells[column.name] = Cell(f"{file} {SHEET}!{place}", held.value, held.number_format, formula)
        row = ReturnedRow(file, number, cells)
        if not all(cell.is_empty for cell in cells.values()):
            yield row
