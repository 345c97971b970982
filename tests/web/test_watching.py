"""What watches the desk sees: counts and durations by pattern, a log in JSON; and no name, word or secret in either."""

from __future__ import annotations

import json
import logging
import re
import stat
from datetime import datetime

import pytest
from django.test import Client

from qingshan.kernel.problems import Problem
from qingshan.web.service import logs, views
from qingshan.web.service.counted import BOUNDS, Requests
from tests.web.conftest import HEAD, LEADER, PASSWORD

LOCAL = {"Host": "127.0.0.1:8000"}
SAMPLE = re.compile(r'^qingshan_\w+(\{(\w+="([^"\\]|\\.)*",?)+\})? [0-9.]+$')


def metrics(client, **headers):
    return client.get("/metrics", headers={**LOCAL, **headers})


def test_metrics_are_text_that_prometheus_reads(visit):
    client = visit(LEADER)
    client.get("/targets/T-1/甲区")
    said = metrics(client)
    assert said["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = said.content.decode().rstrip("\n").split("\n")
    assert not [line for line in lines if not line.startswith("# ") and not SAMPLE.match(line)]
    assert any('route="/targets/<str:target>/<path:area>",status="200"' in line for line in lines)
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert int(values["qingshan_log_records"]) > 3
    assert int(values['qingshan_jobs{status="SUCCESSFUL"}']) == 1
    assert not re.search("[\u4e00-\u9fff]|T-1", said.content.decode()), "no name and no address"


def test_metrics_are_for_this_machine_or_whoever_has_the_token(stranger, monkeypatch):
    assert metrics(stranger).status_code == 200
    assert metrics(stranger, Host="[::1]:8000").status_code == metrics(stranger, Host="localhost").status_code == 200
    assert metrics(Client(REMOTE_ADDR="10.0.0.9")).status_code == 404
    assert metrics(stranger, Host="testserver").status_code == 404, "a proxy on this machine passes that on"
    monkeypatch.setenv(views.TOKEN_SETTING, "geheim")
    assert metrics(stranger).status_code == 404
    assert metrics(stranger, Authorization="Bearer wrong").status_code == 404
    assert metrics(Client(REMOTE_ADDR="10.0.0.9"), Authorization="Bearer geheim").status_code == 200


def test_a_histogram_adds_up_and_a_label_is_escaped():
    requests = Requests()
    for seconds in (0.001, 0.02, 0.02, 99):
        requests.add(("GET", '/"\\\n', 200), seconds)
    lines = list(requests.lines())
    assert 'qingshan_requests_total{method="GET",route="/\\"\\\\\\n",status="200"} 4' in lines
    buckets = [int(line.rsplit(" ", 1)[1]) for line in lines if "_bucket" in line]
    assert buckets == [1, 3, 3, 3, 3, 3, 3, 4]
    assert len(buckets) == len(BOUNDS) + 1
    assert any(line.startswith("qingshan_request_seconds_sum") and line.endswith(" 99.041000") for line in lines)


@pytest.fixture
def log(desk, monkeypatch):
    """The log of the desk as a list of what its lines say."""
    before = {name: (logging.getLogger(name), list(logging.getLogger(name).handlers)) for name in KNOWN}
    folder = logs.open_logs(str(desk.office))
    yield lambda: [json.loads(line) for line in (folder / logs.FILE).read_text(encoding="utf-8").splitlines()]
    for logger, handlers in before.values():
        for one in logger.handlers:
            one.close()
        logger.handlers, logger.propagate = handlers, True
        logger.setLevel(logging.NOTSET)


KNOWN = ("qingshan", *logs.OTHERS)


def test_every_request_is_a_line_and_none_says_who_by_name_or_what(log, visit):
    client = visit(LEADER)
    client.get("/targets/T-1/甲区?q=秘密的词")
    client.get("/没有的地址")
    client.post("/sign-in", {"username": "把密码输在这里", "password": PASSWORD})
    client.post("/sign-in", {"username": HEAD.name, "password": PASSWORD})
    client.post("/sign-out")
    found = log()
    assert [one["event"] for one in found] == [
        "signed in", "request", "request", "sign-in failed", "request", "signed in", "request", "signed out", "request",
    ]  # fmt: skip
    first = found[1]
    assert (first["method"], first["route"], first["status"]) == ("GET", "/targets/<str:target>/<path:area>", 200)
    assert first["user"] == 2
    assert first["from"] == "127.0.0.1"
    assert datetime.fromisoformat(first["at"]).utcoffset().total_seconds() == 8 * 3600
    text = json.dumps(found, ensure_ascii=False)
    assert not re.search("[\u4e00-\u9fff]", text)
    assert PASSWORD not in text
    assert client.session.session_key not in text if client.session.session_key else True


def test_the_number_of_a_request_stands_in_answer_and_log(log, visit):
    said = visit(LEADER).get("/")
    assert said["X-Request-Id"] == log()[-1]["request"]


def test_an_error_is_logged_with_its_kind_and_place_and_without_its_words(log, visit, monkeypatch):
    from qingshan.web.front import views as front

    def broken(*_):
        raise ValueError(f"{LEADER.name} 的密码是 {PASSWORD}")

    monkeypatch.setattr(front, "newest", broken)
    said = visit(LEADER, raise_request_exception=False).get("/")
    error = next(one for one in log() if one["event"] == "error")
    assert (error["level"], error["error"], error["route"]) == ("error", "ValueError", "/")
    assert error["request"] == said["X-Request-Id"]
    assert error["frames"][-1].endswith(" broken")
    assert LEADER.name not in json.dumps(log(), ensure_ascii=False)


def test_the_log_is_kept_for_half_a_year_unless_a_setting_says_otherwise(log, desk, monkeypatch):
    handler = next(one for one in logging.getLogger("qingshan").handlers if isinstance(one, logs.OwnerOnly))
    assert (handler.when, handler.backupCount) == ("MIDNIGHT", 180)
    path = desk.folder / "office.logs" / logs.FILE
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    monkeypatch.setenv(logs.DAYS_SETTING, "400")
    assert logs.days() == 400


@pytest.mark.parametrize("said", ["0", "-1", "half a year", "１８０"])
def test_days_that_are_no_number_are_refused(desk, monkeypatch, said):
    monkeypatch.setenv(logs.DAYS_SETTING, said)
    with pytest.raises(Problem) as problem:
        logs.open_logs(str(desk.office))
    assert problem.value.code.key == "WEB010"


def test_a_folder_that_cannot_be_written_is_refused(desk, monkeypatch):
    (desk.folder / "a file").touch()
    monkeypatch.setenv(logs.FOLDER_SETTING, str(desk.folder / "a file" / "inside it"))
    with pytest.raises(Problem) as problem:
        logs.open_logs(str(desk.office))
    assert problem.value.code.key == "WEB011"
    assert str(logs.folder_of("postgresql://office@db/q")).endswith("inside it")
    monkeypatch.delenv(logs.FOLDER_SETTING)
    assert str(logs.folder_of("postgresql://office@db/q")) == "office.logs"
