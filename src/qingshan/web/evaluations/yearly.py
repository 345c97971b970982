"""What is worked out for a year by a job and kept for pages: asked for when it is missing or out of date."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qingshan.observations.store.lake import Lake
from qingshan.web import problems
from qingshan.web.evaluations.views import newest_job
from qingshan.web.evaluations.wanted import data_of, working_day

_GOING_ON = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


class Kept(Protocol):
    """A row that says of which data, as of which day it was worked out."""

    data: str
    as_of: date


def lake() -> Lake:
    """The lake of the desk. WEB006 without one."""
    if settings.LAKE is None:
        raise problems.NO_LAKE.at("lake")
    return Lake.open(settings.LAKE)


def is_current(kept: Kept | None) -> bool:
    """Whether it rests on the data and the day of now."""
    return kept is not None and (kept.data, kept.as_of) == (data_of(lake().path), working_day())


def ask(job: Any, year: int) -> None:
    """Queue a year, unless it is queued already."""
    path = f"{job.func.__module__}.{job.func.__name__}"
    same = DBTaskResult.objects.filter(task_path=path, args_kwargs={"args": [year], "kwargs": {}})
    if not same.filter(status__in=_GOING_ON).exists():
        job.enqueue(year)


def state(kept: Kept | None, job: Any, year: int) -> dict[str, Any]:
    """What a page says of how new it is; what is missing or out of date is asked for, and the job is shown."""
    current = is_current(kept)
    if not current:
        ask(job, year)
    return {
        "as_of": None if kept is None else min(kept.as_of, date(year, 12, 31)),
        "is_behind": not current,
        "job": None if current else newest_job(job.func.__name__),
    }
