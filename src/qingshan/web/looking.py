"""What a detection and an x-ray look at alike: the plan in force judged on the desk's lake, its tasks and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import Evaluation, evaluate
from qingshan.observations.store.lake import Lake
from qingshan.operations import problems as office
from qingshan.operations.plan.in_force import PLAN, period_of, plan_in_force
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.task.decided import decisions, duties_in_force
from qingshan.web import problems


@dataclass(frozen=True, slots=True)
class Looked:
    """A plan judged on a day, with its tasks and the decisions on them."""

    evaluation: Evaluation
    lake: Lake
    duties: tuple[Duty, ...]
    decisions: tuple[Decision, ...]


def found_to_look_at() -> tuple[Path, str]:
    """The lake of the desk and the year of the newest plan. WEB006 without a lake, OPS013 without a plan."""
    if settings.LAKE is None:
        raise problems.NO_LAKE.at("lake")
    year = PlanNow.objects.order_by("-key").values_list("key", flat=True).first()
    if year is None:
        raise office.NOT_THERE.at(PlanNow.KIND, "", what=PLAN)
    return settings.LAKE, year


def look(day: date) -> Looked:
    """The newest plan in force, evaluated as of the end of a day; errors as of :func:`found_to_look_at`."""
    place, year = found_to_look_at()
    plan, lake = plan_in_force(year), Lake.open(place)
    evaluation = evaluate(plan, lake, Question(day))
    return Looked(evaluation, lake, duties_in_force(year, day), decisions(period_of(plan), day))
