"""The figures of accepted sheets on their way into the lake, by the same settling as the Excel returns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from qingshan.evaluation.dispatch.asking import month_of
from qingshan.evaluation.dispatch.filling import figure_rows, returned
from qingshan.evaluation.reported import forms
from qingshan.observations.returns.importing import ReturnsAccount, import_rows
from qingshan.observations.returns.reading import ReturnedRow
from qingshan.observations.store.lake import Lake
from qingshan.operations.dispatch.sheets import ACCEPTED, LOCKED, MISSED, Sheet, sheets

AMENDED = "{document}（{cited}；更正依据 {amended}）"
FIRST = "{document}（{cited}）"


def deliver(lake: Lake, known_from: datetime, period: str = "") -> ReturnsAccount:
    """Bring what accepted sheets say into a lake, of one month or of all; ``known_from`` is UTC.

    A sheet whose figures were brought before writes nothing; an amended figure is a revision by its own document.
    """
    own = sheets(f"{month_of(period)} " if period else "")
    return import_rows(lake, {one.cited: rows for one in own if (rows := returned_rows(one))}, forms(), known_from)


def returned_rows(sheet: Sheet) -> list[ReturnedRow]:
    """The figures of one sheet as a return: all that were accepted; of a missed sheet those amended since."""
    lines = [_documented(sheet, one) for one in sheet.lines("figures")]
    return [
        returned(sheet.unit, number, line, row, sheet.cited)
        for number, line, row in figure_rows(lines)
        if sheet.entry.state in {ACCEPTED, LOCKED} or (sheet.entry.state == MISSED and "amended" in line)
    ]


def _documented(sheet: Sheet, line: Mapping[str, Any]) -> dict[str, Any]:
    """The line under a document that names the sheet beside the unit's own."""
    if "document" not in line:
        return dict(line)
    words = AMENDED if "amended" in line else FIRST
    return {**line, "document": words.format(cited=sheet.cited, **{"amended": "", **line})}
