"""How the tasks of a plan stand, for pages of any room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from qingshan.evaluation.duties.compose import duties
from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.duties.standing import Standing, most_pressing, standings
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.task.decided import decisions
from qingshan.operations.task.models import TaskNow
from qingshan.operations.unit.models import Unit
from qingshan.operations.unit.names import units
from qingshan.plans.ir import Plan
from qingshan.web.remembered import Remembered

Tasks = list[tuple[Duty, tuple[Standing, ...]]]
_duties: Remembered[tuple[Duty, ...]] = Remembered((PlanNow.KIND, Unit.KIND))
_decided: Remembered[tuple[Decision, ...]] = Remembered((TaskNow.KIND,))
_standing: Remembered[Tasks] = Remembered((PlanNow.KIND, Unit.KIND, TaskNow.KIND))


def standing_tasks(plan: str, day: date) -> Tasks:
    """Every task of the plan of a year with its milestones, as decided by the end of a day; none without a plan.

    Pages read it and leave it as it is.
    """
    return _standing.get((plan, day), lambda: list(standings(_tasks(plan, day), decided(plan, day), day)))


def decided(plan: str, day: date) -> tuple[Decision, ...]:
    """Every decision on the tasks of a year by the end of a day."""
    return _decided.get((plan, day), lambda: decisions(plan, day))


def _tasks(plan: str, day: date) -> tuple[Duty, ...]:
    return _duties.get((plan, day), lambda: _compose(plan, day))


def _compose(plan: str, day: date) -> tuple[Duty, ...]:
    found = PlanNow.stands(plan)
    return () if found is None else duties(Plan.from_json(found[1]["plan"]), units().renamings(), day)


def said_of(duty: Duty, found: Sequence[Standing]) -> dict[str, Any]:
    """What a list says of a task: its heading, who leads, the state of its most pressing milestone."""
    most = most_pressing(found)
    said = {"state": most.state, "due": most.due, "days_left": most.days_left}
    return {"key": duty.key, "path": duty.path, "heading": duty.heading, "leads": list(duty.leads), **said}
