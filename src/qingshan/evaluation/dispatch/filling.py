"""Whether a unit answered all it was asked: every mistake of a sheet by its place, all of them together.

Figures are checked by the code that checks the Excel returns (``observations.returns.checking``); no number passes
through a binary float.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from qingshan.evaluation.dispatch import problems
from qingshan.evaluation.reported import forms
from qingshan.kernel.exact import PERCENT
from qingshan.kernel.figures import FigureForm
from qingshan.kernel.problems import Problem
from qingshan.kernel.units import decimal_of, plain
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import JSON
from qingshan.ledgers.ledger import Field
from qingshan.ledgers.values import held
from qingshan.observations.returns.checking import Accepted, Rules, check
from qingshan.observations.returns.layout import COLUMNS, mark
from qingshan.observations.returns.reading import Cell, ReturnedRow
from qingshan.observations.returns.units import spoken

LEDGER = "dispatch_sheets"
TASK_KEY, FIGURE_KEY = ("task", "milestone"), ("indicator", "area", "period")
TASK_ANSWERS = ("progress", "percent", "claim", "problems", "next_step", "evidence")
NUMBERS = ("value", "numerator", "denominator")
FIGURE_ANSWERS = (*NUMBERS, "document", "dated", "why_not")
REVIEWED = 1
"""The stage of a figure whose document is not older than the end of its period."""
Row = Mapping[str, Cell]
"""What was written in one line, by column; where each cell stands is said in it."""
Asked = Mapping[str, JSON]
Filled = tuple[list[dict[str, JSON]], list[Problem]]


class Mistakes(Problem):
    """EVA060 with every mistake of the sheet."""

    def __init__(self, where: str, mistakes: Sequence[Problem]) -> None:
        said = "；".join(f"{one.code.key} {one.where}" for one in mistakes)
        super().__init__(problems.SHEET_WRONG, where, said, {"count": len(mistakes)})
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """By whom a sheet is handed in, on which day, with which evidence (keys)."""

    unit: str
    on: date
    evidence: tuple[str, ...] = ()


def columns(table: str) -> Mapping[str, Field]:
    """The columns of ``tasks`` or ``figures`` as the ledger declares them."""
    return ledger(LEDGER).fields[table].columns


def filled_tasks(asked: Sequence[Asked], rows: Iterable[Row], handed: HandedIn) -> Filled:
    """The lines asked for with their answers, and every mistake in these."""
    return _filled(asked, rows, TASK_KEY, handed, _task)


def filled_figures(asked: Sequence[Asked], rows: Iterable[Row], handed: HandedIn) -> Filled:
    """The same of the figures."""
    return _filled(asked, rows, FIGURE_KEY, handed, _figure)


_Answered = dict[str, JSON] | list[Problem]


def _filled(
    asked: Sequence[Asked],
    rows: Iterable[Row],
    key: Sequence[str],
    handed: HandedIn,
    answer: Callable[[Asked, Row, HandedIn], _Answered],
) -> Filled:
    known = {tuple(str(line[name]) for name in key): line for line in asked}
    given: dict[tuple[str, ...], Row] = {}
    mistakes = []
    for row in rows:
        found = tuple(row[name].text for name in key)
        if found not in known:
            mistakes.append(problems.NOT_ASKED.at(row[key[0]].where, " ".join(found)))
        elif found in given:
            mistakes.append(problems.ANSWERED_TWICE.at(row[key[0]].where, " ".join(found)))
        else:
            given[found] = row
    lines = []
    for found, line in known.items():
        answered = answer(line, given.get(found) or row_of({}, " ".join(found), ()), handed)
        if isinstance(answered, list):
            mistakes += answered
        else:
            lines.append(answered)
    return lines, mistakes


def row_of(answers: Mapping[str, Any], where: str, numbers: Sequence[str]) -> Row:
    """Answers that came as JSON: the columns among ``numbers`` as exact decimals where they write one."""
    known = {name: _exact(value) if name in numbers else value for name, value in answers.items()}
    return {
        name: Cell(f"{where} {name}", known.get(name), "General", None)
        for name in (*TASK_KEY, *FIGURE_KEY, *TASK_ANSWERS, *FIGURE_ANSWERS)
    }


def _exact(value: Any) -> Any:
    try:
        return decimal_of(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _task(line: Asked, row: Row, handed: HandedIn) -> _Answered:
    heading, mistakes = str(line["heading"]), list[Problem]()
    answers = {}
    for name in TASK_ANSWERS:
        if row[name].value not in (None, "", [], ()):
            try:
                answers[name] = held(columns("tasks")[name], _plain(row[name].value), row[name].where)
            except Problem as mistake:
                mistakes.append(mistake)
    if "progress" not in answers:
        mistakes.append(problems.NO_PROGRESS.at(row["progress"].where, heading=heading))
    if "percent" in answers and Decimal(str(answers["percent"])) > PERCENT:
        mistakes.append(problems.NO_PERCENT.at(row["percent"].where, answers["percent"]))
    proof = answers.get("evidence") or []
    unknown = [key for key in proof if key not in handed.evidence] if isinstance(proof, list) else []
    if unknown or (answers.get("claim") == "done" and not proof):
        known = "、".join(handed.evidence) or "—"
        found = "、".join(map(str, unknown))
        mistakes.append(problems.CLAIM_UNPROVEN.at(row["evidence"].where, found, heading=heading, known=known))
    asked = {name: value for name, value in line.items() if name not in TASK_ANSWERS}
    return mistakes or {**asked, "claim": "running", **answers}


def _plain(value: Any) -> Any:
    """A cell as a ledger takes it: a number by the shortest text that writes it, never a float."""
    if isinstance(value, float):
        return plain(Decimal(repr(value)).normalize())
    return value if isinstance(value, (list, tuple)) else str(value)


def _figure(line: Asked, row: Row, handed: HandedIn) -> _Answered:
    asked = {name: value for name, value in line.items() if name not in FIGURE_ANSWERS}
    is_empty = all(row[name].is_empty for name in NUMBERS)
    if is_empty and row["why_not"].is_empty:
        said = {"name": line.get("name") or line["indicator"], "area": line["area"], "period": line["period"]}
        return [problems.NO_FIGURE.at(row["value"].where, **said)]
    if is_empty:
        return {**asked, "why_not": row["why_not"].text}
    why = row["why_not"]
    also = [] if why.is_empty else [problems.FIGURE_AND_WHY_NOT.at(why.where, why.text)]
    found = checked(returned(handed.unit, 0, line, row), handed.on)
    if also or not isinstance(found, Accepted):
        return [*also, *([] if isinstance(found, Accepted) else found)]
    numbers = {name: getattr(found.figure, name) for name in NUMBERS}
    answers = {name: plain(value) for name, value in numbers.items() if value is not None}
    return {**asked, **answers, "document": found.figure.document, "dated": found.figure.dated.isoformat()}


def checked(row: ReturnedRow, day: date) -> Accepted | list[Problem]:
    """A figure as the Excel returns are checked; ``day`` is the last day its document may bear."""
    return check(row, Rules(forms(), (row["area"].text,), day, REVIEWED))


def returned(unit: str, number: int, line: Asked, row: Row, name: str = LEDGER) -> ReturnedRow:
    """A line of a sheet as a row of a return that the unit hands in; ``name`` stands for the file."""
    form = forms().get(str(line["indicator"]))
    written = {
        **{key: str(line[key]) for key in FIGURE_KEY}, "reporter": unit, "note": None, "last": None,
        **_identity(form, str(line["area"]), str(line["period"])),
    }  # fmt: skip
    cells = {
        column.name: row[column.name] if column.name in FIGURE_ANSWERS
        else Cell(f"{row['value'].where.rpartition(' ')[0]} {column.name}", written[column.name], "General", None)
        for column in COLUMNS
    }  # fmt: skip
    return ReturnedRow(name, number, cells)


def _identity(form: FigureForm | None, area: str, period: str) -> dict[str, str | None]:
    """What the template would have written in the row, so that the check knows it again."""
    if form is None:
        return {"label": None, "unit": None, "mark": None}
    return {"label": form.label.zh, "unit": spoken(form.unit).zh, "mark": mark(form, area, period)}


def figure_rows(lines: Iterable[Asked]) -> Iterator[tuple[int, Asked, Row]]:
    """The answered figures of a sheet, numbered by their line, as rows again."""
    for number, line in enumerate(lines, 1):
        if any(line.get(name) is not None for name in NUMBERS):
            where = " ".join(str(line[name]) for name in FIGURE_KEY)
            yield number, line, row_of(line, where, NUMBERS)
