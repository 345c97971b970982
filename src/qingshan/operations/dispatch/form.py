"""The workbook a unit fills for its sheet: written with what is asked and was said last, read back cell by cell."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qingshan.evaluation.dispatch.filling import (
    FIGURE_ANSWERS,
    FIGURE_KEY,
    TASK_ANSWERS,
    TASK_KEY,
    HandedIn,
    Row,
    columns,
)
from qingshan.ledgers.ledger import Field
from qingshan.observations.returns.reading import Cell
from qingshan.operations.dispatch.answers import filled
from qingshan.operations.dispatch.problems import NOT_A_FORM
from qingshan.operations.dispatch.sheets import Sheet

TABLES = {"tasks": ("任务", TASK_KEY, TASK_ANSWERS), "figures": ("数据", FIGURE_KEY, FIGURE_ANSWERS)}
"""By table: the name of its worksheet, the columns that name a line, those to fill."""
TITLE, HEADS, FIRST = 1, 2, 4
"""The rows of the title, of the Chinese heads (the English ones below), and of the first line."""
HIDDEN = ("amended",)
WIDE = ("measures", "last", "progress", "problems", "next_step", "heading", "why_not", "document", "name")
_BETWEEN = "、"
_PARTS = re.compile(r"\s*[、，,；;\n]\s*")
_LOCKED, _HEAD = PatternFill("solid", fgColor="EEF2F0"), PatternFill("solid", fgColor="1F5C4A")
_WRAPPED = Alignment(vertical="center", wrap_text=True)


def write(path: Path, sheet: Sheet) -> int:
    """Write the form of a sheet; only what is to be filled is open. Gives the number of lines."""
    book, count = Workbook(), 0
    del book[book.sheetnames[0]]
    for table, (title, _, answers) in TABLES.items():
        page = book.create_sheet(title)
        lines = sheet.lines(table)
        _write_heads(page, sheet.cited, _columns(table))
        for number, line in enumerate(lines, FIRST):
            _write_line(page, number, _columns(table), line, answers)
        _offer_choices(page, _columns(table), len(lines))
        page.protection.sheet = True
        page.protection.formatColumns = page.protection.formatRows = False
        page.freeze_panes = f"A{FIRST}"
        count += len(lines)
    book.save(path)
    return count


def _columns(table: str) -> Mapping[str, Field]:
    return {name: field for name, field in columns(table).items() if name not in HIDDEN}


def _write_heads(page: Worksheet, title: str, fields: Mapping[str, Field]) -> None:
    page.cell(TITLE, 1, title).font = Font(bold=True, size=14)
    for place, (name, field) in enumerate(fields.items(), 1):
        for row, text in ((HEADS, field.label.zh), (HEADS + 1, field.label.en)):
            cell = page.cell(row, place, text)
            cell.fill, cell.font, cell.alignment = _HEAD, Font(color="FFFFFF", bold=row == HEADS), _WRAPPED
        page.column_dimensions[get_column_letter(place)].width = 32 if name in WIDE else 12


def _write_line(
    page: Worksheet, number: int, fields: Mapping[str, Field], line: Mapping[str, Any], answers: Sequence[str]
) -> None:
    for place, (name, field) in enumerate(fields.items(), 1):
        value = _worded(field, line.get(name))
        cell = page.cell(number, place, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
        cell.alignment = _WRAPPED
        if cell.data_type == "f":
            # what somebody wrote is text, even where it begins like a formula
            cell.data_type = "s"
        if name in answers:
            cell.protection = Protection(locked=False)
            cell.number_format = "yyyy-mm-dd" if field.kind == "date" else "General"
        else:
            # text, so that Excel does not turn a period such as 2021-07 into a date
            cell.fill, cell.number_format = _LOCKED, "@"


def _worded(field: Field, value: Any) -> Any:
    if isinstance(value, list):
        return _BETWEEN.join(map(str, value))
    if value is None:
        return None
    match field.kind:
        case "choice":
            return field.options[value].zh
        case "date":
            return date.fromisoformat(value)
        case "number":
            return Decimal(value)
    return value


def _offer_choices(page: Worksheet, fields: Mapping[str, Field], lines: int) -> None:
    for place, field in enumerate(fields.values(), 1):
        if field.kind == "choice" and lines:
            words = ",".join(label.zh for label in field.options.values())
            choice = DataValidation("list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
            choice.add(f"{get_column_letter(place)}{FIRST}:{get_column_letter(place)}{FIRST + lines - 1}")
            page.add_data_validation(choice)


def read(path: Path, sheet: Sheet) -> tuple[list[Row], list[Row]]:
    """The lines on tasks and figures as they were filled in. OPS036 when it is not the form of that sheet."""
    shown, written = _book(path, sheet, with_results=True), _book(path, sheet, with_results=False)
    found = []
    for table, (title, _, _) in TABLES.items():
        if title not in shown.sheetnames or shown[title].cell(TITLE, 1).value != sheet.cited:
            raise NOT_A_FORM.at(f"{path.name} {title}", " ".join(shown.sheetnames), key=sheet.entry.key)
        fields = _columns(table)
        for place, field in enumerate(fields.values(), 1):
            head = shown[title].cell(HEADS, place)
            if head.value != field.label.zh:
                raise NOT_A_FORM.at(f"{path.name} {title}!{head.coordinate}", head.value, key=sheet.entry.key)
        found.append(list(_rows(path.name, shown[title], written[title], fields)))
    tasks, figures = found
    return tasks, figures


def _book(path: Path, sheet: Sheet, *, with_results: bool) -> Workbook:
    """Excel's own extras make openpyxl warn; they hold nothing that is read here."""
    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return load_workbook(stream, data_only=with_results)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise NOT_A_FORM.at(str(path), error, key=sheet.entry.key) from error


def _rows(file: str, page: Worksheet, formulas: Worksheet, fields: Mapping[str, Field]) -> Iterator[Row]:
    for number in range(FIRST, page.max_row + 1):
        row = {}
        for place, (name, field) in enumerate(fields.items(), 1):
            held, formula = page.cell(number, place), formulas.cell(number, place)
            value = _PARTS.split(str(held.value).strip()) if field.many and held.value is not None else held.value
            typed = str(formula.value) if formula.data_type == "f" else None
            row[name] = Cell(f"{file} {page.title}!{held.coordinate}", value, held.number_format, typed)
        if any(not cell.is_empty for cell in row.values()):
            yield row


def answers(path: Path, sheet: Sheet, handed: HandedIn) -> dict[str, Any]:
    """What ``dispatch.submit`` is given for a filled form. EVA060 with every mistake, each by its cell."""
    tables = filled(sheet, *read(path, sheet), handed)
    return {
        table: [{name: line[name] for name in (*key, *fill) if name in line} for line in tables.get(table, [])]
        for table, (_, key, fill) in TABLES.items()
    }
