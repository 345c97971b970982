"""The tasks in force on a day, and the decisions taken on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from qingshan.evaluation.duties.compose import duties
from qingshan.evaluation.duties.decisions import Decision, decide, of_milestone, stage
from qingshan.evaluation.duties.duty import Duty
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Change
from qingshan.operations.plan.in_force import plan_in_force
from qingshan.operations.task.models import TaskNow
from qingshan.operations.unit.names import units

TASK = Text("任务", "task")


def duties_in_force(period: str | None, day: date) -> tuple[Duty, ...]:
    """The tasks of the plan in force, their units under the names they bear that day. OPS013 without a plan."""
    return duties(plan_in_force(period), units().renamings(), day)


def duty_in_force(period: str | None, key: str, day: date) -> Duty:
    """One of them; OPS013 when the plan has no such task."""
    found = {duty.key: duty for duty in duties_in_force(period, day)}
    if key not in found:
        raise problems.NOT_THERE.at(key, key, what=TASK)
    return found[key]


def decisions(period: str, day: date | None = None) -> tuple[Decision, ...]:
    """Every decision on the tasks of a year, by the end of a day, in the order of tasks and days."""
    own = TaskNow.objects.filter(key__startswith=TaskNow.key_of(period, "")).order_by("key")
    made = (one for document in own.values_list("document", flat=True) for one in read(document))
    return tuple(one for one in made if day is None or one.on <= day)


def read(document: Any) -> tuple[Decision, ...]:
    """The decisions of one task as they are stored."""
    return msgspec.convert(document["decisions"], tuple[Decision, ...])


def change(period: str, duty: Duty, made: Iterable[Decision], evidence: Sequence[str] = ()) -> Change:
    """The task after further decisions; EVA040 to EVA046 when one of them may not be taken."""
    key = TaskNow.key_of(period, duty.key)
    version, before = TaskNow.stands(key) or (0, None)
    taken = () if before is None else read(before)
    for one in made:
        taken = decide(duty, taken, one)
    after = {"duty": duty.key, "decisions": msgspec.to_builtins(taken), "state": _state(duty, taken)}
    return Change(TaskNow, key, version + 1, before, after, evidence=tuple(evidence))


def _state(duty: Duty, taken: Sequence[Decision]) -> str:
    """Where its milestones have been led; those of a task with several are named."""
    reached = {one.key: stage(of_milestone(taken, duty.key, one.key)) for one in duty.milestones}
    return " ".join(f"{key}:{at}" for key, at in reached.items()) if len(reached) > 1 else next(iter(reached.values()))
