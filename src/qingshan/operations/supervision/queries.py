"""The matters under supervision at the end of a day, and the answers that were due or late then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qingshan.evaluation.warnings.ladder import LadderStep, Taken, height, ladder
from qingshan.ledgers.entry import Actor
from qingshan.operations.log.past import last_lines
from qingshan.operations.people.acting import may_act
from qingshan.operations.supervision.models import Supervision
from qingshan.operations.supervision.stored import Supervised


def supervised(day: date) -> dict[str, Supervised]:
    """Every matter on which a step was taken by the end of a day, by its key."""
    return {line.key: Supervised.from_json(line.after).by(day) for line in last_lines(Supervision.KIND, day)}


def steps_open_to(matter: Supervised, who: Actor) -> list[LadderStep]:
    """The steps somebody may take on a matter: the rung reached once more, every one above, those of any time."""
    which = ladder()
    rungs = which.steps[max(0, height(which, matter.taken) - 1) :]
    return [one for one in (*rungs, *which.any_time) if not who.roles.isdisjoint(one.roles)]


def answerable(matter: Supervised, who: Actor, day: date) -> set[int]:
    """The places of the steps that await an answer which somebody may give."""
    roles = {place: ladder().step(one.step).answered_by for place, one in matter.unanswered()}
    return {place for place, one in matter.unanswered() if may_act(roles[place], one.units, who, day)}


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
