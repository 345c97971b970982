"""The Excel form a department fills: a row for each indicator, area and period, what it asks for, and the choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qingshan.kernel.figures import Figure, FigureForm
from qingshan.kernel.periods import Period
from qingshan.observations.returns import layout, problems, wording
from qingshan.observations.returns.layout import COLUMNS, FIRST_ROW, HEADER_ROW, LETTER, LISTS
from qingshan.observations.returns.periods import before, period_of
from qingshan.observations.returns.units import spoken

Known = Mapping[tuple[str, str, str], Figure]
"""Figures by key, area and period; the one of the period before is shown beside the cells to fill."""

_TITLE = "生态环境指标填报表  Return of ecology and environment figures"
_HINT = (
    "只填白色单元格。要求分子、分母的指标两个数都填，数值由青山计算；每个数都要有依据文件、文件日期和填报单位；没有的数整行留空。\n"
    "Fill the white cells only. Where numerator and denominator are asked for, fill both; the value follows. Every "
    "figure needs its document, the date of the document and a reporter. Leave a row empty when there is no figure."
)
_GUIDE = (
    ("指标代码\nkey", 18), ("指标\nindicator", 30), ("单位\nunit", 9), ("怎样算\nformula", 46), ("范围\nbounds", 13),
    ("报什么\nwhat is reported", 34), ("时段\nperiods", 24), ("变化提示（%）\nflagged change (%)", 13),
    ("例\nexample", 26), ("说明\nnote", 44),
)  # fmt: skip
_LISTS = ("区域 areas", "时段 periods", "单位 units")
_NOT_NUMBER = "只填数字，单位见“单位”列 (digits only)"
_HEAD, _LOCKED = (PatternFill("solid", fgColor=colour) for colour in ("1F5C4A", "EEF2F0"))
_ALERT = PatternFill("solid", bgColor="F8D7B5")
_LINE = Side(style="thin", color="B8C4BF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(vertical="center", wrap_text=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_A4 = 9
_WIDTH = {column.name: column.width for column in COLUMNS}


class _Row(NamedTuple):
    form: FigureForm
    area: str
    period: Period


def chosen(forms: Mapping[str, FigureForm], keys: Sequence[str]) -> list[FigureForm]:
    """The forms of these keys, in their order; all when none is named. OBS032 when a key is not among them."""
    for key in keys:
        if key not in forms:
            raise problems.UNKNOWN_INDICATOR.at("--indicator", key, known=" ".join(sorted(forms)))
    return [forms[key] for key in keys or sorted(forms)]


def write_template(
    path: Path, forms: Sequence[FigureForm], areas: Sequence[str], periods: Sequence[str], *, known: Known | None = None
) -> int:
    """Write one .xlsx with a row for each form, area and period of a kind the form takes; gives how many.

    OBS035 when a text is no period, or of no kind that any of the forms takes.
    """
    spans = [period_of(text, "PERIOD") for text in periods]
    rows = [
        _Row(form, area, period)
        for form in forms for area in areas for period in spans if period.kind in form.periods
    ]  # fmt: skip
    if not rows:
        kinds = sorted({kind for form in forms for kind in form.periods})
        named = " ".join(form.label.zh for form in forms)
        raise problems.UNKNOWN_PERIOD.at("PERIOD", " ".join(periods), indicator=named, kinds=" ".join(kinds))
    book = Workbook()
    sheet, guide, lists = book.worksheets[0], book.create_sheet(layout.GUIDE), book.create_sheet(LISTS)
    sheet.title = layout.SHEET
    units = list(dict.fromkeys(spoken(form.unit).zh for form in forms))
    _write_lists(lists, (list(areas), list(map(str, spans)), units))
    _write_rows(sheet, rows, known or {})
    _validate(sheet, rows, (len(areas), len(spans), len(units)))
    _dress(sheet, len(rows))
    _write_guide(guide, forms)
    book.save(path)
    return len(rows)


def _write_rows(sheet: Worksheet, rows: Sequence[_Row], known: Known) -> None:
    for column in COLUMNS:
        for place, text in ((HEADER_ROW, column.label.zh), (HEADER_ROW + 1, column.label.en)):
            cell = sheet[f"{column.letter}{place}"]
            cell.value, cell.fill, cell.border, cell.alignment = text, _HEAD, _BOX, _CENTRED
            cell.font = Font(color="FFFFFF", bold=place == HEADER_ROW, size=11 if place == HEADER_ROW else 9)
    for number, row in enumerate(rows, FIRST_ROW):
        form, period = row.form, str(row.period)
        last = known.get((form.key, row.area, str(before(row.period))))
        said = {
            "indicator": form.key, "label": _asked(form), "unit": spoken(form.unit).zh, "area": row.area,
            "period": period, "mark": layout.mark(form, row.area, period),
            "last": wording.figure(last.value, last.numerator, last.denominator, "") if last else None,
        }  # fmt: skip
        _write_row(sheet, number, said, _closed(form))
        _set_height(sheet, number, [(_asked(form), _WIDTH["label"]), (spoken(form.unit).zh, _WIDTH["unit"])])


def _asked(form: FigureForm) -> str:
    name = f"{form.label.zh}  {form.label.en}"
    return f"{name}\n= {wording.formula(form).zh}" if layout.is_computed(form) else name


def _set_height(sheet: Worksheet, number: int, texts: Iterable[tuple[str, int]]) -> None:
    """High enough for the longest of some texts, each wrapped at its column's width; a Chinese sign is two wide."""
    lines = max(sum(-(-_signs(line) // width) for line in text.split("\n")) for text, width in texts)
    sheet.row_dimensions[number].height = max(24, 4 + 15 * lines)


def _signs(line: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) or 1


def _closed(form: FigureForm) -> tuple[str, ...]:
    return () if layout.is_computed(form) else ("numerator", "denominator")


def _write_row(sheet: Worksheet, number: int, said: Mapping[str, str | None], closed: Sequence[str]) -> None:
    for column in COLUMNS:
        cell = sheet[f"{column.letter}{number}"]
        cell.value, cell.border, cell.alignment = said.get(column.name), _BOX, _WRAPPED
        if column.is_input and column.name not in closed:
            cell.protection = Protection(locked=False)
            cell.number_format = "yyyy-mm-dd" if column.name == "dated" else "General"
        else:
            # text, so that Excel does not turn a period such as 2021-07 into a date
            cell.fill, cell.number_format = _LOCKED, "@"


def _validate(sheet: Worksheet, rows: Sequence[_Row], sizes: Sequence[int]) -> None:
    last = FIRST_ROW + len(rows) - 1
    for name, source, size in zip(
        ("area", "period", "unit"), (layout.AREAS, layout.PERIODS, layout.UNITS), sizes, strict=True
    ):
        choice = DataValidation("list", formula1=f"'{LISTS}'!${source}$2:${source}${size + 1}", showErrorMessage=True)
        _apply(sheet, choice, [f"{LETTER[name]}{FIRST_ROW}:{LETTER[name]}{last}"])
    day = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True, showErrorMessage=True)
    day.error, day.prompt = "填年月日，如 2021-03-05 (a date)", "文件上的日期 date of the document"
    day.showInputMessage = True
    _apply(sheet, day, [f"{LETTER['dated']}{FIRST_ROW}:{LETTER['dated']}{last}"])
    for form in dict.fromkeys(row.form for row in rows):
        _validate_form(sheet, form, [number for number, row in enumerate(rows, FIRST_ROW) if row.form == form])


def _validate_form(sheet: Worksheet, form: FigureForm, numbers: Sequence[int]) -> None:
    """The bounds of the value and what each operand counts, shown where it is typed."""
    value = _number(form.lowest, form.highest)
    unit = spoken(form.unit)
    value.error = f"{_NOT_NUMBER}：{wording.bounds(form)} {unit.zh}"
    value.prompt = f"{unit.zh}；{wording.bounds(form)}"
    _apply(sheet, value, [f"{LETTER['value']}{number}" for number in numbers])
    if form.numerator is None or form.denominator is None:
        return
    for name, operand in (("numerator", form.numerator), ("denominator", form.denominator)):
        counted = _number("0" if name == "denominator" else None, None)
        counted.error, words = f"{_NOT_NUMBER}：{spoken(operand.unit).zh}", wording.operand(operand)
        counted.prompt = f"{words.zh}\n{words.en}"
        _apply(sheet, counted, [f"{LETTER[name]}{number}" for number in numbers])


def _number(lowest: str | None, highest: str | None) -> DataValidation:
    far = "1000000000000"
    made = DataValidation("decimal", operator="between", formula1=lowest or f"-{far}", formula2=highest or far)
    made.allow_blank = made.showErrorMessage = made.showInputMessage = True
    return made


def _apply(sheet: Worksheet, validation: DataValidation, places: Iterable[str]) -> None:
    for place in places:
        validation.add(place)
    sheet.add_data_validation(validation)


def _dress(sheet: Worksheet, rows: int) -> None:
    """Title, widths, frozen panes, print set-up, protection without a password; a figure without evidence lights up."""
    last = FIRST_ROW + rows - 1
    for row, text, height in ((1, _TITLE, 30), (2, _HINT, 46)):
        sheet.merge_cells(f"A{row}:M{row}")
        sheet[f"A{row}"].value, sheet[f"A{row}"].alignment = text, _WRAPPED
        sheet.row_dimensions[row].height = height
    sheet["A1"].font = Font(bold=True, size=15, color="1F5C4A")
    for column in COLUMNS:
        sheet.column_dimensions[column.letter].width = column.width
    sheet.column_dimensions[LETTER["mark"]].hidden = True
    sheet.freeze_panes = f"{LETTER['value']}{FIRST_ROW}"
    lacking = f'AND(COUNT($F{FIRST_ROW}:$H{FIRST_ROW})>0,I{FIRST_ROW}="")'
    sheet.conditional_formatting.add(
        f"I{FIRST_ROW}:K{last}", Rule("expression", formula=[lacking], dxf=DifferentialStyle(fill=_ALERT))
    )
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    _print(sheet, f"A1:M{last}", f"{HEADER_ROW}:{HEADER_ROW + 1}")


def _print(sheet: Worksheet, area: str, heads: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area, sheet.print_title_rows = area, heads
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    if sheet.oddFooter is not None and sheet.oddFooter.center is not None:
        sheet.oddFooter.center.text = "&P / &N"


def _write_guide(sheet: Worksheet, forms: Sequence[FigureForm]) -> None:
    for place, (head, width) in enumerate(_GUIDE, 1):
        cell = sheet.cell(1, place, head)
        cell.fill, cell.font, cell.border, cell.alignment = _HEAD, Font(color="FFFFFF", bold=True), _BOX, _CENTRED
        sheet.column_dimensions[cell.column_letter].width = width
    for number, form in enumerate(forms, 2):
        for place, text in enumerate(_explained(form), 1):
            cell = sheet.cell(number, place, text)
            cell.border, cell.alignment, cell.number_format = _BOX, _WRAPPED, "@"
        widths = [width for _, width in _GUIDE]
        _set_height(sheet, number, zip(_explained(form), widths, strict=True))
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes, sheet.protection.sheet = "C2", True
    _print(sheet, f"A1:J{len(forms) + 1}", "1:1")


def _explained(form: FigureForm) -> list[str]:
    kinds = [wording.PERIODS[kind] for kind in form.periods]
    return [
        form.key, _lines(form.label.zh, form.label.en), _lines(spoken(form.unit).zh, spoken(form.unit).en),
        _lines(wording.formula(form).zh, wording.formula(form).en), wording.bounds(form),
        _lines(wording.NATURES[form.nature].zh, wording.NATURES[form.nature].en),
        _lines("、".join(kind.zh for kind in kinds), ", ".join(kind.en for kind in kinds)), form.jump or "—",
        _lines(wording.example(form).zh, wording.example(form).en),
        _lines(form.note.zh, form.note.en) if form.note else "—",
    ]  # fmt: skip


def _lines(zh: str, en: str) -> str:
    return zh if zh == en else f"{zh}\n{en}"


def _write_lists(sheet: Worksheet, lists: Sequence[Sequence[str]]) -> None:
    for place, (head, texts) in enumerate(zip(_LISTS, lists, strict=True), 1):
        for row, text in enumerate([head, *texts], 1):
            sheet.cell(row, place, text).number_format = "@"
    sheet.protection.sheet, sheet.sheet_state = True, "hidden"
