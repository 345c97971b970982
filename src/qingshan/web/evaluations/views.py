"""The background jobs: what is queued, how far it has come, what failed and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from qingshan.kernel.clock import BEIJING
from qingshan.kernel.text import Text
from qingshan.web.evaluations import work
from qingshan.web.evaluations.models import Finished, Progress
from qingshan.web.evaluations.wanted import newest, wanted
from qingshan.web.pages import Page, Told, page
from qingshan.web.permissions import BACKGROUND_JOBS
from qingshan.web.visitor import Visit

TITLE = Text("后台作业", "Background jobs")
SHOWN = 30
SYNTHETIC = "synthetic"
"""How sources name themselves that measured nothing."""


@page(may=BACKGROUND_JOBS, told=Told(TITLE))
def jobs(request: Visit) -> Page:  # noqa: ARG001 (every view is asked alike)
    """The newest jobs; the list asks for itself anew while one is going on."""
    found = list(DBTaskResult.objects.order_by("-enqueued_at")[:SHOWN])
    told = Progress.objects.in_bulk([one.pk for one in found])
    rows = [said_of_job(one, told.get(one.pk)) for one in found]
    asked, last = wanted(), newest()
    data = {
        "rows": rows,
        "is_going_on": any(row["status"] in {"READY", "RUNNING"} for row in rows),
        "is_behind": asked is not None and not asked.is_finished(),
        "can_evaluate": asked is not None,
        "newest": None if last is None else said_of(last),
    }
    return Page("evaluations/jobs.html", TITLE, data, parts={"rows": "evaluations/rows.html"})


@page(may=BACKGROUND_JOBS, methods=("POST",))
def evaluate_now(request: Visit) -> HttpResponse:  # noqa: ARG001 (every view is asked alike)
    """Ask for an evaluation; the worker makes it."""
    work.ask()
    return HttpResponseRedirect(reverse("jobs"))


def said_of(finished: Finished) -> dict[str, Any]:
    """What pages say of the evaluation they rest on."""
    at = f"{finished.finished_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    said = {"as_of": finished.as_of, "finished_at": at, "identity": finished.identity}
    is_synthetic = any(SYNTHETIC in source for source in finished.summary["sources"])
    return {**said, "version": finished.plan_version, "is_synthetic": is_synthetic, **finished.summary}


def newest_job(name: str) -> dict[str, Any] | None:
    """The job of that function asked for last, as the list of jobs says it."""
    found = DBTaskResult.objects.filter(task_path__endswith=f".{name}").order_by("-enqueued_at").first()
    return None if found is None else said_of_job(found, Progress.objects.filter(pk=found.pk).first())


def said_of_job(one: DBTaskResult[Any, Any], told: Progress | None) -> dict[str, Any]:
    """A job with its state, how far it has come, and what went wrong."""
    name = one.task_path.rpartition(".")[2]
    times = {key: getattr(one, key) for key in ("enqueued_at", "started_at", "finished_at")}
    shown = {key: None if at is None else f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}" for key, at in times.items()}
    how_far = None if told is None else {"done": told.done, "of": told.of, "step": told.step}
    error = one.traceback.strip().rpartition("\n")[2]
    said = {"id": str(one.pk), "name": LABELS.get(name, name), "status": one.status}
    return {**said, "progress": how_far, "error": error, **shown}


LABELS = {
    "evaluate_plan": Text("评价工作要点", "evaluate the plan"),
    "compile_draft": Text("编译工作要点", "compile a plan"),
    "detect_warnings": Text("检测预警", "detect warnings"),
    "look_over": Text("体检", "x-ray"),
    "work_out_air": Text("计算空气", "work the air out"),
    "work_out_water": Text("计算水", "work the water out"),
    "verify_log": Text("核验日志", "verify the log"),
}
