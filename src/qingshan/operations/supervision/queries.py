"""The matters under supervision at the end of a day, and the answers that were due or late then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qingshan.evaluation.warnings.ladder import LadderStep, Taken, ladder
from qingshan.operations.log.past import last_lines
from qingshan.operations.supervision.models import Supervision
from qingshan.operations.supervision.stored import Supervised


def supervised(day: date) -> dict[str, Supervised]:
    """Every matter on which a step was taken by the end of a day, by its key."""
    return {line.key: Supervised.from_json(line.after).by(day) for line in last_lines(Supervision.KIND, day)}


@dataclass(frozen=True, slots=True)
class Awaited:
    """An answer that is awaited: the step by its place, by when, how many days are left (negative: late)."""

    matter: str
    place: int
    step: LadderStep
    taken: Taken
    by: date
    days_left: int
    state: Literal["on_time", "due_soon", "overdue"]


def awaited(day: date) -> Iterator[Awaited]:
    """Every answer still awaited at the end of a day, in the order of matters and steps."""
    which = ladder()
    for matter, one in supervised(day).items():
        for place, taken in one.unanswered():
            step = which.step(taken.step)
            by = date.fromisoformat(taken.fields[step.answer_by])
            left = (by - day).days
            state: Literal["on_time", "due_soon", "overdue"] = "due_soon" if left <= which.soon_days else "on_time"
            yield Awaited(matter, place, step, taken, by, left, "overdue" if left < 0 else state)
