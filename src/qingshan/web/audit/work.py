"""Verifying the log in the background, pass by pass, and keeping what was found."""

from __future__ import annotations

from typing import Any

from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from qingshan.kernel.clock import known_now
from qingshan.kernel.text import Text
from qingshan.operations.log.chain import anchor
from qingshan.operations.log.verify import Pass, verify
from qingshan.web.audit.models import Verified
from qingshan.web.evaluations.work import tell
from qingshan.web.pages import plain

READING = Text("逐条核验", "going through the records")
_GOING_ON = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@task(takes_context=True)
def verify_log(context: TaskContext) -> dict[str, Any]:
    """The three passes over the log as they find it; only the last verification is kept."""
    tell(context, 0, READING, 1)
    ends, passes = str(anchor() or ""), [said_of(one) for one in verify()]
    made = Verified.objects.create(finished_at=known_now(), anchor=ends, passes=plain(passes))
    Verified.objects.exclude(pk=made.pk).delete()
    tell(context, 1, READING, 1)
    return {"faults": sum(len(one["faults"]) for one in passes)}


def said_of(one: Pass) -> dict[str, Any]:
    """A pass with each fault by its record and subject."""
    faults = [{"number": fault.number, "what": fault.what, "subject": fault.subject} for fault in one.faults]
    return {"label": one.label, "rows": one.rows, "speed": one.speed, "faults": faults}


def ask() -> None:
    """Queue a verification, unless one is going on."""
    path = f"{verify_log.func.__module__}.{verify_log.func.__name__}"
    if not DBTaskResult.objects.filter(task_path=path, status__in=_GOING_ON).exists():
        verify_log.enqueue()
