"""What a unit writes in its sheet, as it comes with an action."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.evaluation.dispatch.filling import (
    FIGURE_KEY,
    NUMBERS,
    TASK_KEY,
    Asked,
    HandedIn,
    Mistakes,
    Row,
    filled_figures,
    filled_tasks,
    row_of,
)
from qingshan.ledgers.entry import JSON
from qingshan.operations.dispatch.sheets import Sheet


class TaskAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line on a task; ``evidence`` are keys of evidence that comes with the sheet.

    ``milestone`` may be left out of an amendment where the task has one.
    """

    task: str
    milestone: str = ""
    progress: str = ""
    percent: str = ""
    claim: str = ""
    problems: str = ""
    next_step: str = ""
    evidence: tuple[str, ...] = ()


class FigureAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One figure: numbers as decimal text with document and date, or why there is none."""

    indicator: str
    area: str
    period: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    document: str = ""
    dated: str = ""
    why_not: str = ""


Tables = dict[str, list[dict[str, JSON]]]
"""The rows of ``tasks`` and of ``figures``; a table without rows is left out."""


def rows(answers: Sequence[TaskAnswer | FigureAnswer]) -> list[Row]:
    """The answers as lines whose cells say where they stand."""
    found = []
    for one in answers:
        key = TASK_KEY if isinstance(one, TaskAnswer) else FIGURE_KEY
        where = " ".join(str(getattr(one, name)) for name in key)
        found.append(row_of(msgspec.to_builtins(one), where, NUMBERS))
    return found


def filled(sheet: Sheet, tasks: Sequence[Row], figures: Sequence[Row], handed: HandedIn) -> Tables:
    """The tables of the sheet with the answers in place. EVA060 with every mistake."""
    return _taken(sheet, (sheet.lines("tasks"), tasks), (sheet.lines("figures"), figures), handed)


def refilled(sheet: Sheet, answer: TaskAnswer | FigureAnswer, line: Asked, handed: HandedIn) -> dict[str, JSON]:
    """One line of the sheet answered anew. EVA060 with every mistake."""
    own, none = ([line], rows([answer])), (list[Asked](), list[Row]())
    is_task = isinstance(answer, TaskAnswer)
    found = _taken(sheet, own if is_task else none, none if is_task else own, handed)
    return found["tasks" if is_task else "figures"][0]


_Pair = tuple[Sequence[Asked], Sequence[Row]]


def _taken(sheet: Sheet, tasks: _Pair, figures: _Pair, handed: HandedIn) -> Tables:
    on_tasks, wrong_tasks = filled_tasks(*tasks, handed)
    in_figures, wrong_figures = filled_figures(*figures, handed)
    if mistakes := [*wrong_tasks, *wrong_figures]:
        raise Mistakes(sheet.entry.key, mistakes)
    return {name: lines for name, lines in (("tasks", on_tasks), ("figures", in_figures)) if lines}
