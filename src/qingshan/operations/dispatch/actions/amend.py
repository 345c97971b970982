"""Amend one line of a locked sheet, by a document; what it said before stays in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from qingshan.evaluation.dispatch.filling import FIGURE_KEY, TASK_KEY, HandedIn
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.dispatch.answers import FigureAnswer, TaskAnswer, refilled
from qingshan.operations.dispatch.problems import NO_LINE
from qingshan.operations.dispatch.sheets import COORDINATOR, Sheet, acted, sheet

LABEL = Text("锁定后更正", "amend a locked sheet")
_ONE = "task | figure"


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line answered anew and whole, as it should have been: of a task or of a figure.

    What was claimed of a task is not amended here: by now it has been decided on.
    """

    period: str
    unit: str
    task: TaskAnswer | None = None
    figure: FigureAnswer | None = None
    evidence: tuple[str, ...] = ()
    version: int | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    if (given.task is None) == (given.figure is None):
        raise problems.NOT_AS_ASKED.at("dispatch.amend", "", action=LABEL, expected=_ONE)
    found = sheet(given.period, given.unit, call.day, given.version)
    answer = _of_milestone(found, given.task) if given.task else given.figure
    assert answer is not None
    table, key = ("tasks", TASK_KEY) if given.task else ("figures", FIGURE_KEY)
    number, line = _line(found, table, key, answer)
    handed = HandedIn(found.unit, call.day, (*given.evidence, *(line.get("evidence") or ())))
    claim = {"claim": line["claim"]} if "claim" in line else {}
    new = {**refilled(found, answer, line, handed), **claim, "amended": call.document}
    lines = [new if place == number else one for place, one in enumerate(found.lines(table))]
    return [acted(found, "amend", {table: lines}, call, given.evidence)]


def _of_milestone(found: Sheet, answer: TaskAnswer) -> TaskAnswer:
    own = [line["milestone"] for line in found.lines("tasks") if line["task"] == answer.task]
    return msgspec.structs.replace(answer, milestone=own[0]) if not answer.milestone and len(own) == 1 else answer


def _line(
    found: Sheet, table: str, key: Sequence[str], answer: TaskAnswer | FigureAnswer
) -> tuple[int, Mapping[str, Any]]:
    asked = tuple(getattr(answer, name) for name in key)
    known = [tuple(line[name] for name in key) for line in found.lines(table)]
    if asked not in known:
        listed = "、".join(" ".join(one) for one in known) or "—"
        raise NO_LINE.at(found.entry.key, " ".join(asked), known=listed)
    return known.index(asked), found.lines(table)[known.index(asked)]


ACTION = Action("dispatch.amend", LABEL, Given, COORDINATOR, decide)
