"""Detecting the warnings of a day in the background: evaluated, watched, and kept by the action in somebody's name."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from qingshan.evaluation.warnings.detect import detect, unwatched
from qingshan.evaluation.warnings.gather import facts, readings
from qingshan.evaluation.warnings.rule import rules
from qingshan.kernel.clock import known_now
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import Call, perform
from qingshan.operations.facts import of_office
from qingshan.operations.people.identity import actor
from qingshan.operations.problems import AS_IT_STANDS
from qingshan.web.evaluations.wanted import working_day
from qingshan.web.evaluations.work import JUDGING, READING, tell
from qingshan.web.looking import Looked, found_to_look_at, look

WATCHING, KEEPING = Text("逐条规则检测", "watching by every rule"), Text("登记预警", "keeping the warnings")
OF = 4
_GOING_ON = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@task(takes_context=True)
def detect_warnings(context: TaskContext, name: str, unit: str, as_of: str) -> dict[str, Any]:
    """What ``qingshan warn run`` does, without forecasts. Found twice the same, nothing is written."""
    day = date.fromisoformat(as_of)
    tell(context, 0, READING, OF)
    tell(context, 1, JUDGING, OF)
    looked = look(day)
    tell(context, 2, WATCHING, OF)
    given = detected(looked, day)
    tell(context, 3, KEEPING, OF)
    try:
        lines = perform("warning.detect", given, Call(actor(name, unit), known_now(), day))
    except Problem as problem:
        if problem.code is not AS_IT_STANDS:
            raise
        lines = []
    tell(context, OF, KEEPING, OF)
    return {"found": len(given["alerts"]), "record": lines[-1].number if lines else None, "changed": len(lines)}


def detected(looked: Looked, day: date) -> dict[str, Any]:
    """What the action asks for: warnings, rules that had nothing to look at, how targets stood."""
    known = list(rules().values())
    seen = of_office(facts(looked.evaluation, looked.lake, looked.duties, looked.decisions, known), day)
    unjudged = [{"rule": rule.key, "why": why} for rule, why in unwatched(known, seen)]
    given = {"alerts": detect(known, seen, day), "unjudged": unjudged, "readings": readings(looked.evaluation)}
    plain: dict[str, Any] = msgspec.to_builtins(given)
    return plain


def ask(who: Actor) -> None:
    """Queue a detection of the day the desk works on, unless one is going on. WEB006 without a lake, OPS013 a plan."""
    found_to_look_at()
    path = f"{detect_warnings.func.__module__}.{detect_warnings.func.__name__}"
    if not DBTaskResult.objects.filter(task_path=path, status__in=_GOING_ON).exists():
        detect_warnings.enqueue(who.name, who.unit, working_day().isoformat())
