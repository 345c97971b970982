"""How the tasks of a plan stand, for pages of any room."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from qingshan.evaluation.duties.compose import duties
from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.duties.standing import Standing, most_pressing, standings
from qingshan.evaluation.duties.units import Renaming
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.task.decided import decisions
from qingshan.operations.unit.names import units
from qingshan.plans.ir import Plan


def standing_tasks(plan: str, day: date) -> list[tuple[Duty, tuple[Standing, ...]]]:
    """Every task of the plan of a year with its milestones, as decided by the end of a day; none without a plan."""
    found = PlanNow.stands(plan)
    if found is None:
        return []
    known = _duties(json.dumps(found[1]["plan"], sort_keys=True), tuple(units().renamings()), day)
    return list(standings(known, decisions(plan, day), day))


def said_of(duty: Duty, found: Sequence[Standing]) -> dict[str, Any]:
    """What a list says of a task: its heading, who leads, the state of its most pressing milestone."""
    most = most_pressing(found)
    said = {"state": most.state, "due": most.due, "days_left": most.days_left}
    return {"key": duty.key, "path": duty.path, "heading": duty.heading, "leads": list(duty.leads), **said}


@lru_cache(maxsize=8)
def _duties(plan: str, renamings: tuple[Renaming, ...], day: date) -> tuple[Duty, ...]:
    return duties(Plan.from_json(json.loads(plan)), renamings, day)
