"""Where things stand in the template, and the marks by which an import knows its rows again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from qingshan.kernel.figures import FigureForm, Operand
from qingshan.kernel.text import Text

SHEET, GUIDE, LISTS = "填报", "说明", "选项"
STAMP = "qingshan-returns/1"
"""The version of this layout; it stands in the header of the hidden last column."""
HEADER_ROW, FIRST_ROW = 3, 5
"""The Chinese header; the English one stands below it, the rows to fill below that."""
AREAS, PERIODS, UNITS = "A", "B", "C"
"""The columns of the sheet of lists, each under a heading."""


@dataclass(frozen=True, slots=True)
class Column:
    letter: str
    name: str
    label: Text
    width: int
    is_input: bool = False


COLUMNS = (
    Column("A", "indicator", Text("指标代码", "key"), 17),
    Column("B", "label", Text("指标", "indicator"), 36),
    Column("C", "unit", Text("单位", "unit"), 9),
    Column("D", "area", Text("区域", "area"), 12),
    Column("E", "period", Text("时段", "period"), 10),
    Column("F", "value", Text("数值", "value"), 12, is_input=True),
    Column("G", "numerator", Text("分子", "numerator"), 13, is_input=True),
    Column("H", "denominator", Text("分母", "denominator"), 13, is_input=True),
    Column("I", "document", Text("依据文件", "document"), 30, is_input=True),
    Column("J", "dated", Text("文件日期", "date of the document"), 13, is_input=True),
    Column("K", "reporter", Text("填报单位", "reporter"), 18, is_input=True),
    Column("L", "note", Text("备注", "note"), 20, is_input=True),
    Column("M", "last", Text("上一时段", "period before"), 20),
    Column("N", "mark", Text("校验码", STAMP), 12),
)
LETTER = {column.name: column.letter for column in COLUMNS}
LABEL = {column.name: column.label for column in COLUMNS}


def mark(form: FigureForm, area: str, period: str) -> str:
    """The mark of a row: it changes with indicator, area and period, and with what the form asks for."""
    asked = [form.key, form.unit, form.nature, form.factor, _said(form.numerator), _said(form.denominator)]
    text = json.dumps([STAMP, asked, area, period], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def is_computed(form: FigureForm) -> bool:
    """Whether the value follows from numerator and denominator."""
    return form.numerator is not None and form.denominator is not None


def _said(operand: Operand | None) -> list[str] | None:
    return [operand.label.zh, operand.unit] if operand else None
