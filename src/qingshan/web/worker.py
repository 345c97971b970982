"""The worker: one thread of this process that does what is queued, and looks now and then whether pages are behind."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from django.db import close_old_connections
from django_tasks import TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

NAME = "desk"
EVERY = 20.0
"""Seconds between two looks at plan, lake and day, when nothing is queued meanwhile."""
_log = logging.getLogger(__name__)
_running: list[Desk] = []


class Desk(Thread):
    """Runs until :meth:`stop`; a piece of work under way is finished first. ``look`` is called before each round."""

    def __init__(self, look: Callable[[], None], every: float = EVERY) -> None:
        super().__init__(name="qingshan-worker", daemon=True)
        self.look, self.every = look, every
        self.wake, self.ends = Event(), False

    def run(self) -> None:
        take_up_again()
        task_enqueued.connect(self._woken, dispatch_uid=NAME)
        while not self.ends:
            self.wake.clear()
            self._round()
            self.wake.wait(self.every)
        close_old_connections()

    def stop(self, patience: float = EVERY) -> None:
        self.ends = True
        self.wake.set()
        self.join(patience)

    def _round(self) -> None:
        """Whatever goes wrong is logged and shown among the work; the worker lives on."""
        try:
            self.look()
            work_off()
        except Exception:  # noqa: BLE001 (what a round does is not ours)
            _log.exception("the worker's round failed")

    def _woken(self, **_: object) -> None:
        self.wake.set()


def start(look: Callable[[], None]) -> Desk:
    """Start the one worker of this process."""
    made = Desk(look)
    _running[:] = [made]
    made.start()
    return made


def is_well() -> bool:
    """False when this process started a worker that no longer lives."""
    return all(one.is_alive() or one.ends for one in _running)


def work_off() -> None:
    """Do everything that is queued, here and now."""
    Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=NAME, excluded_queue_names=[],
    ).run()  # fmt: skip


def take_up_again() -> int:
    """Queue anew what a worker of this name had begun when its process ended; gives how many."""
    begun = [one.pk for one in DBTaskResult.objects.running() if one.worker_ids[-1:] == [NAME]]
    return DBTaskResult.objects.filter(pk__in=begun).update(status=TaskResultStatus.READY, started_at=None)
