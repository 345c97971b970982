"""Evaluations are made in the background, once, and kept; what fails is shown and waits for a person."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from django.db import connection
from django.db.models import Max
from django_tasks_db.models import DBTaskResult

from qingshan.kernel.problems import Problem
from qingshan.operations.action import perform
from qingshan.web import worker
from qingshan.web.desk import open_desk
from qingshan.web.evaluations import keeping, work
from qingshan.web.evaluations.models import Finished, Progress, TargetRow
from qingshan.web.evaluations.rows import paired
from qingshan.web.evaluations.wanted import newest, wanted
from tests.evaluation.small_lake import NEW_YEAR, days, make
from tests.web.conftest import LEADER, call, small_plan


def test_an_evaluation_is_kept_once_with_a_row_for_every_target(desk):
    finished = Finished.objects.get()
    assert (finished.plan, finished.plan_version, str(finished.as_of)) == ("2021", 1, "2021-02-10")
    standings = list(finished.rows.values_list("target", "area", "standing"))
    assert standings == [
        ("T-1", "甲区", "inside"),
        ("T-2", "甲区", "off_track"),
        ("T-3", "甲区", "inside"),
        ("T-3", "无站区", "no_data"),
        ("T-4", "甲区", "no_data"),
    ]
    work.catch_up()
    assert DBTaskResult.objects.ready().count() == 0


def test_progress_is_told_step_by_step(desk):
    (task,) = DBTaskResult.objects.all()
    told = Progress.objects.get(pk=task.pk)
    assert (told.done, told.of, told.step["en"]) == (3, 3, "keeping the results")
    assert task.return_value["targets"] == 5


def test_a_new_version_of_the_plan_is_evaluated_and_the_pages_follow(desk):
    longer = replace(small_plan(), targets=small_plan().targets[:2])
    perform("plan.adopt", {"plan": longer.as_json()}, call())
    assert newest().plan_version == 1
    work.catch_up()
    work.catch_up()
    assert DBTaskResult.objects.ready().count() == 1, "the same is not queued twice"
    worker.work_off()
    assert (newest().plan_version, newest().rows.count()) == (2, 2)


def test_new_data_are_evaluated(city, tmp_path):
    own = make(tmp_path / "lake", days("s1", NEW_YEAR, 10), [("s1", "甲区")])
    open_desk(replace(city, lake=own.path).desk())
    before = wanted()
    work.catch_up()
    worker.work_off()
    assert newest().data == before.data
    own.append("memberships", own.all_rows(connect := _connection(), "memberships").to_arrow_table())
    connect.close()
    assert wanted().data != before.data
    assert not wanted().is_finished()


def _connection():
    from qingshan.observations.store.lake import connect

    return connect()


def test_what_fails_is_shown_and_is_not_tried_again_by_itself(visit, monkeypatch, desk):
    def broken(*_):
        raise ValueError("no such luck")

    monkeypatch.setattr(work, "evaluate", broken)
    work.ask()
    worker.work_off()
    assert newest().plan_version == 1, "pages keep what they have"
    Finished.objects.all().delete()
    work.catch_up()
    assert DBTaskResult.objects.ready().count() == 0
    said = visit().get("/jobs").content.decode()
    assert "ValueError: no such luck" in said
    assert "失败" in said
    monkeypatch.undo()
    assert visit().post("/jobs/evaluate")["Location"] == "/jobs"
    assert DBTaskResult.objects.ready().count() == 1


def test_asking_without_a_lake_or_a_plan_is_refused(city):
    open_desk(replace(city.desk(), lake=None))
    with pytest.raises(Problem, match="no lake") as problem:
        work.ask()
    assert problem.value.code.key == "WEB006"
    work.catch_up()
    assert DBTaskResult.objects.ready().count() == 0


def test_work_that_a_killed_process_had_begun_is_done_by_the_next(desk):
    work.ask()
    begun = DBTaskResult.objects.ready().get()
    begun.claim(worker.NAME)
    other = DBTaskResult.objects.exclude(pk=begun.pk).get()
    other.claim("somebody else")
    assert worker.take_up_again() == 1
    worker.work_off()
    begun.refresh_from_db()
    assert begun.status == "SUCCESSFUL"


def test_the_worker_wakes_when_something_is_queued_and_lives_on_when_a_look_fails(desk):
    looked, looks = Event(), []

    def look():
        looks.append(1)
        looked.set()
        if len(looks) == 1:
            raise RuntimeError("once")

    running = worker.Desk(look, every=60)
    running.start()
    try:
        assert looked.wait(10)
        looked.clear()
        work.ask()
        assert looked.wait(10), "it was woken long before the minute was over"
        assert running.is_alive()
    finally:
        running.stop(10)
    assert not running.is_alive()
    connection.close()


def test_the_oldest_are_let_go(desk, monkeypatch):
    monkeypatch.setattr(keeping, "KEPT", 2)
    first = Finished.objects.get()
    for version in (2, 3):
        perform("plan.adopt", {"plan": replace(small_plan(), targets=small_plan().targets[:version]).as_json()}, call())
        work.catch_up()
        worker.work_off()
    assert sorted(Finished.objects.values_list("plan_version", flat=True)) == [2, 3]
    assert not TargetRow.objects.filter(evaluation_id=first.pk).exists()
    assert TargetRow.objects.aggregate(most=Max("evaluation__plan_version"))["most"] == 3


def test_before_anything_is_evaluated_pages_say_what_to_do(city, visit):
    Finished.objects.all().delete()
    assert "还没有评价结果" in visit(LEADER).get("/").content.decode()
    assert visit(LEADER).get("/targets/T-1/甲区").status_code == 404


def test_what_is_said_twice_is_kept_as_one():
    zh, en = {"a": ["甲", "1"], "n": 3, "none": None}, {"a": ["A", "1"], "n": 3, "none": None}
    assert paired(zh, en) == {"a": [{"zh": "甲", "en": "A"}, "1"], "n": 3, "none": None}
