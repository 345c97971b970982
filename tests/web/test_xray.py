"""The x-ray on the desk: run as a job, what it found by severity, its rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from qingshan.web import worker
from qingshan.web.xray.models import Last
from tests.web.conftest import HEAD, LEADER, LIAISON, call, small_plan
from tests.web.test_warnings import data, queries


@pytest.fixture
def looked(desk, visit):
    visit(HEAD).post("/xray/run")
    worker.work_off()
    return desk


def test_it_runs_in_the_background_and_the_last_is_kept(desk, visit):
    client, count = visit(HEAD), Record.objects.count()
    before = data(client, "/xray/")
    assert (before["last"], before["rows"]) == (None, [])
    assert client.post("/xray/run")["Location"] == "/xray/"
    client.post("/xray/run")
    assert DBTaskResult.objects.ready().count() == 1, "the same is not queued twice"
    worker.work_off()
    said = data(client, "/xray/")
    assert (said["job"]["status"], said["last"]["as_of"], said["last"]["is_behind"]) == (
        "SUCCESSFUL",
        "2021-02-10",
        False,
    )
    client.post("/xray/run")
    worker.work_off()
    assert Last.objects.count() == 1
    assert Record.objects.count() == count, "it is no action"


def test_findings_stand_gravest_first_with_place_and_way_out(looked, visit):
    said = data(visit(LEADER), "/xray/")
    order = ["error", "warning", "hint"]
    assert [row["severity"] for row in said["rows"]] == sorted(
        (row["severity"] for row in said["rows"]), key=order.index
    )
    first = said["rows"][0]
    assert (first["code"], first["place"], first["address"]) == (
        "XR001",
        "T-4",
        "/targets/T-4/甲区".replace("甲区", "%E7%94%B2%E5%8C%BA"),
    )
    assert first["fix"]["zh"].startswith("在修正文件")
    assert sum(one["count"] for one in said["choices"]["severity"]) == said["total"] == len(Last.objects.get().found)
    assert {row["code"] for row in data(visit(LEADER), "/xray/?code=XR030")["rows"]} == {"XR030"}
    assert data(visit(LEADER), "/xray/?severity=error&q=zzz")["rows"] == []
    assert "没有符合条件的发现" in visit(LEADER).get("/xray/?q=zzz").content.decode()


def test_a_page_says_when_what_it_shows_is_no_longer_the_newest(looked, visit):
    fewer = replace(small_plan(), targets=small_plan().targets[:2])
    perform("plan.adopt", {"plan": fewer.as_json()}, call())
    assert data(visit(LEADER), "/xray/")["last"]["is_behind"] is True


def test_a_script_in_a_finding_is_shown_as_text(looked, visit):
    last = Last.objects.get()
    last.found[0]["place"] = "<script>alert(1)</script>"
    last.save()
    said = visit(LEADER).get("/xray/").content.decode()
    assert "&lt;script&gt;alert(1)" in said
    assert "<script>alert(1)" not in said


def test_who_may_not_look_or_run(looked, visit, monkeypatch):
    assert visit(LIAISON).get("/xray/").status_code == visit(LIAISON).get("/xray/rules").status_code == 404
    assert visit(LEADER).post("/xray/run").status_code == visit(LIAISON).post("/xray/run").status_code == 404
    assert "立即体检" not in visit(LEADER).get("/xray/").content.decode()
    monkeypatch.setattr(settings, "LAKE", None)
    assert "WEB006" in visit(HEAD).post("/xray/run").content.decode()


def test_the_rules_are_listed_and_pages_ask_little(looked, visit):
    assert len(data(visit(LEADER), "/xray/rules")["rules"]) >= 30
    assert queries(visit(LEADER), "/xray/") <= 9
    assert queries(visit(LEADER), "/xray/rules") <= 4
