"""Looking plan, tasks, ledgers, figures and registers over in the background, and keeping what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from qingshan.evaluation.xray.gather import world
from qingshan.evaluation.xray.rule import xray
from qingshan.evaluation.xray.weights import weights
from qingshan.evaluation.xray.world import World
from qingshan.kernel.clock import known_now
from qingshan.kernel.text import Text
from qingshan.operations.facts import items, readings_at_closing
from qingshan.web.evaluations.wanted import wanted
from qingshan.web.evaluations.work import JUDGING, READING, tell
from qingshan.web.looking import Looked, found_to_look_at, look
from qingshan.web.xray.models import Last

CHECKING = Text("逐条规则检查", "checking by every rule")
OF = 3
_GOING_ON = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@task(takes_context=True)
def look_over(context: TaskContext) -> dict[str, Any]:
    """What ``qingshan xray`` does with an office, of the plan in force and the day of the desk; the last is kept."""
    found_to_look_at()
    asked = wanted()
    assert asked is not None
    tell(context, 0, READING, OF)
    tell(context, 1, JUDGING, OF)
    looked = look(asked.as_of)
    tell(context, 2, CHECKING, OF)
    found = [one.as_json() for one in xray(seen(looked, asked.as_of))]
    said = {"plan_version": asked.plan_version, "as_of": asked.as_of, "data": asked.data}
    Last.objects.update_or_create(plan=asked.plan, defaults={**said, "finished_at": known_now(), "found": found})
    tell(context, OF, CHECKING, OF)
    return {"findings": len(found)}


def seen(looked: Looked, day: date) -> World:
    """All that the rules look at; entries and their past are the office's."""
    made = world(looked.evaluation, looked.lake, looked.duties, looked.decisions)
    entries = items(day, looked.evaluation.plan)
    return replace(made, weights=weights(), items=entries, earlier=readings_at_closing(day))


def ask() -> None:
    """Queue an x-ray, unless one is going on. WEB006 without a lake, OPS013 without a plan."""
    found_to_look_at()
    path = f"{look_over.func.__module__}.{look_over.func.__name__}"
    if not DBTaskResult.objects.filter(task_path=path, status__in=_GOING_ON).exists():
        look_over.enqueue()
