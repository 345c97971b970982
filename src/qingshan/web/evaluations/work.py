"""Evaluating in the background: what is wanted and not finished is put on the queue, once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.kernel.text import Text
from qingshan.observations.store.lake import Lake
from qingshan.operations import problems as office
from qingshan.operations.plan.in_force import PLAN, plan_in_force
from qingshan.operations.plan.models import PlanNow
from qingshan.web import problems
from qingshan.web.evaluations.keeping import keep
from qingshan.web.evaluations.models import Progress
from qingshan.web.evaluations.wanted import Wanted, wanted

READING = Text("读取要点和数据", "reading plan and data")
JUDGING = Text("判定每个目标", "judging every target")
KEEPING = Text("存下结果", "keeping the results")
STEPS = (READING, JUDGING, KEEPING)
_GOING_ON = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@task(takes_context=True)
def evaluate_plan(context: TaskContext, *_: Any) -> dict[str, Any]:
    """Judge the plan in force on the lake as both stand when the work begins, and keep it for pages.

    What it was asked for is written in its arguments only so that the same is not asked for twice.
    """
    tell(context, 0, READING)
    asked, lake = _wanted()
    compiled = plan_in_force(asked.plan)
    tell(context, 1, JUDGING)
    evaluation = evaluate(compiled, Lake.open(lake), Question(asked.as_of))
    tell(context, 2, KEEPING)
    finished = keep(evaluation, asked)
    tell(context, len(STEPS), KEEPING)
    return {"evaluation": finished.pk, "targets": len(evaluation.judged)}


def tell(context: TaskContext, done: int, step: Text, of: int = len(STEPS)) -> None:
    """Say how far the work has come; pages show it."""
    said = {"done": done, "of": of, "step": {"zh": step.zh, "en": step.en}}
    Progress.objects.update_or_create(task=context.task_result.id, defaults=said)


def ask() -> None:
    """Put the evaluation that is wanted on the queue, finished or not. WEB006 without a lake, OPS013 without a plan."""
    _enqueue(_wanted()[0], _GOING_ON)


def catch_up() -> None:
    """Put what is wanted and not finished on the queue; what has failed already waits for a person to ask."""
    asked = wanted()
    if asked is not None and not asked.is_finished():
        _enqueue(asked, (*_GOING_ON, TaskResultStatus.FAILED))


def _enqueue(asked: Wanted, unless: tuple[TaskResultStatus, ...]) -> None:
    arguments = [asked.plan, asked.plan_version, asked.as_of.isoformat(), asked.data]
    same = DBTaskResult.objects.filter(args_kwargs={"args": arguments, "kwargs": {}})
    if not same.filter(status__in=unless).exists():
        evaluate_plan.enqueue(*arguments)


def _wanted() -> tuple[Wanted, Path]:
    lake = settings.LAKE
    if lake is None:
        raise problems.NO_LAKE.at("lake")
    asked = wanted()
    if asked is None:
        raise office.NOT_THERE.at(PlanNow.KIND, "", what=PLAN)
    return asked, lake
