"""The nouns ``warn`` and ``xray`` of the command line on an office."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from functools import partial

import msgspec
import pytest
from click.testing import CliRunner
from django.db import connection

from qingshan.cli import main, root
from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.evaluation.vocabulary import vocabulary
from qingshan.evaluation.warnings.gather import readings
from qingshan.observations.store.lake import Lake
from qingshan.operations.action import perform
from qingshan.operations.office import make_office
from qingshan.plans.loading import load_plan
from tests.evaluation.small_lake import days, make
from tests.operations.conftest import CHECKER, DEFINITIONS, HEAD, WORKER, call
from tests.operations.test_facts import SHUT, shut
from tests.operations.test_supervision import LEADER, REMINDER
from tests.operations.test_warnings import LIAISON, OFFICE

PLAN = """甲市2021年工作要点
一、主要目标
全市细颗粒物(PM2.5)年均浓度控制在34微克/立方米以内。
二、主要任务
(一)巡查。2月底前完成。(责任单位:城管局)
"""
TASK = "duty:K-二(一):1#1"
REBOUND = "rebound:smokes:s1#1"
FIRST, NEXT = ("--as-of", "2021-06-20"), ("--as-of", "2021-06-21")


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A city whose air was at 30 until May and at 90 from June on."""
    rows = days("a", date(2021, 1, 1), 151, pm25=30) + days("a", date(2021, 6, 1), 21, pm25=90)
    return make(tmp_path_factory.mktemp("office") / "lake", rows, [("a", "全市"), ("b", "全市")]).path


def ran(capsys, *arguments):
    """Run ``qingshan`` with arguments; gives exit status, stdout, stderr."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["qingshan", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
    out, err = capsys.readouterr()
    return stopped.value.code or 0, out, err


def by(actor, on=None):
    return ("--as", actor.name, "--unit", actor.unit, *(("--on", on) if on else ()))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, lake):
    """A folder with a plan and an office: its people, the plan adopted, an entry closed on the first of June, a run."""
    folder = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("QINGSHAN_DEFINITIONS", str(DEFINITIONS))
        make_office("office.sqlite3")
        perform("people.enter", {"name": HEAD.name, "unit": HEAD.unit, "roles": ["administrator"]}, call(HEAD))
        for one in (WORKER, CHECKER, OFFICE, LIAISON, LEADER):
            perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, call(HEAD))
        shut(folder, areas=["全市"])
        (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
        closing = evaluate(load_plan(folder / "plan.txt", vocabulary()), Lake.open(lake), Question(SHUT))
        given = {"alerts": [], "readings": msgspec.to_builtins(readings(closing))}
        perform("warning.detect", given, call(OFFICE, SHUT))
        for command in (("plan", "adopt", "plan.txt"), ("warn", "run", "--lake", lake, *FIRST)):
            done = CliRunner().invoke(root, [*map(str, command), *by(OFFICE)], catch_exceptions=False)
            assert done.exit_code == 0, done.output
    connection.close()
    return folder


@pytest.fixture
def run(monkeypatch, capsys, tmp_path, prepared):
    """Run ``qingshan`` in a copy of the prepared folder."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    yield partial(ran, capsys)
    connection.close()


def told(run, *arguments):
    status, out, err = run(*arguments, "--format", "json")
    assert status == 0, err
    return json.loads(out)


def test_a_run_keeps_what_it_finds_with_the_plan_tasks_and_ledgers_of_the_office(run, lake):
    found = {one["key"]: one for one in told(run, "warn", "list", *FIRST)}
    assert (found[TASK]["rule"], found[TASK]["alert"]["units"]) == ("task_overdue_30", ["城管局"])
    assert found[REBOUND]["rule"] == "entry_worse_since_closing"
    assert "销号时 air.pm25_mean 为 30，现为" in found[REBOUND]["alert"]["explanation"]["zh"]
    assert TASK in run("warn", "list", *FIRST)[1].replace("\n", "")
    assert told(run, "warn", "list", "--as-of", "2021-06-19") == []
    again = run("warn", "run", "--lake", lake, *FIRST, *by(OFFICE))
    assert (again[0], again[2][:6]) == (1, "OPS023")


def test_without_an_office_a_plan_is_looked_at_alone(run, lake):
    found = told(run, "warn", "detect", "--plan", "plan.txt", "--lake", lake, *FIRST)
    assert not [one for one in found["warnings"] if one["cause"].startswith("rebound:")]
    assert {one["rule"] for one in found["unwatched"]} >= {"entry_rebound", "entry_overdue"}


def test_a_decision_in_the_office_ends_a_warning(run, lake):
    claim = ("--document", "报告", *by(LIAISON, "2021-06-20"))
    assert run("task", "decide", "K-二(一)", "done", *claim)[0] == 0
    assert run("warn", "run", "--lake", lake, *NEXT, *by(OFFICE))[0] == 0
    (one,) = [one for one in told(run, "warn", "list", *NEXT) if one["key"] == TASK]
    assert (one["rule"], one["last_seen"]) == ("task_overdue_30", "2021-06-21"), "it awaits its proof"
    proof = ("--document", "验收", *by(OFFICE, "2021-06-21"))
    assert run("task", "decide", "K-二(一)", "accept_proof", *proof)[0] == 0
    assert run("warn", "run", "--lake", lake, "--as-of", "2021-06-22", *by(OFFICE))[0] == 0
    (one,) = [one for one in told(run, "warn", "list", "--as-of", "2021-06-22") if one["key"] == TASK]
    assert one["cleared_on"] == "2021-06-22"


def test_a_warning_is_answered_for_judged_and_counted(run):
    day = "2021-06-21"
    assert run("warn", "acknowledge", TASK, "--version", 1, *by(LIAISON, day))[0] == 0
    assert run("warn", "act", TASK, "--version", 1, "--reason", "已开工", *by(LIAISON, day))[2][:6] == "OPS011"
    assert run("warn", "act", TASK, "--reason", "已开工", *by(LIAISON, day))[0] == 0
    assert run("warn", "judge", TASK, "true", "--reason", "核实", *by(OFFICE, day))[0] == 0
    assert run("warn", "close", TASK, *by(OFFICE, day))[0] == 0
    shown = told(run, "warn", "show", TASK)
    assert (shown["state"], [line["version"] for line in shown["history"]]) == ("closed", [1, 2, 3, 4, 5])
    assert "已开工" in run("warn", "show", TASK)[1]
    assert TASK not in {one["key"] for one in told(run, "warn", "list", *NEXT)}
    assert TASK in {one["key"] for one in told(run, "warn", "list", "--all", *NEXT)}
    (share,) = [one for one in told(run, "warn", "precision", *NEXT) if one["rule"] == "task_overdue_30"]
    assert (share["share"], share["true"], share["raised"]) == ("100.0", 1, 1)
    assert "100.0%（属实 1 ／ 已判定 1，共 1 次）" in run("warn", "precision", *NEXT)[1]


def test_what_is_due_is_escalated_and_answered(run):
    asked = told(run, "warn", "due", "--as-of", "2021-06-23")
    assert {one["key"]: one["step"] for one in asked["escalations"]}[TASK] == "通报"
    matter, fields = f"warning {TASK}", [f"{name}={value}" for name, value in REMINDER.items()]
    remind = ("warn", "step", matter, "remind", "unit=城管局", *fields)
    assert run(*remind, *by(OFFICE, "2021-06-23"))[0] == 0
    (waiting,) = told(run, "warn", "due", "--as-of", "2021-07-16")["answers"]
    assert (waiting["matter"], waiting["place"], waiting["unit"], waiting["days_left"]) == (matter, 1, "城管局", -1)
    assert "待答复 1 件，其中逾期 1 件" in run("warn", "due", "--as-of", "2021-07-16")[1]
    assert run("warn", "answer", matter, 1, "--reason", "已开工", *by(LIAISON, "2021-07-16"))[0] == 0
    assert told(run, "warn", "due", "--as-of", "2021-07-16")["answers"] == []
    shown = run("warn", "show", TASK)[1]
    assert "回复期限：2021-07-15" in shown
    assert "2021-07-16 联络员 已开工" in shown
    assert told(run, "warn", "show", TASK)["supervision"]["answers"][0]["said"] == "已开工"


def test_the_x_ray_takes_ledgers_decisions_and_the_past_from_the_office(run, lake):
    alone = told(run, "xray", "--plan", "plan.txt", "--lake", lake, *FIRST)["findings"]
    with_office = told(run, "xray", "--lake", lake, *FIRST)["findings"]
    more = {(one["code"], one["place"]) for one in with_office} - {(one["code"], one["place"]) for one in alone}
    assert more == {("XR011", "smokes s1")}
    assert "未查办公库" in run("xray", "--plan", "plan.txt", "--lake", lake, *FIRST)[1]


def test_refusals_are_coded(run, lake):
    for arguments, code in (
        (("warn", "list", "--office", "nowhere.sqlite3"), "OPS001"),
        (("warn", "show", "duty:K-9:1#1"), "OPS013"),
        (("warn", "run", "--lake", lake, "--as-of", "2021-06-19", *by(OFFICE)), "OPS041"),
        (("warn", "step", f"warning {TASK}", "listed", *by(LIAISON)), "OPS006"),
    ):
        status, _, err = run(*arguments)
        assert (status, err[:6]) == (1, code)
    assert run("warn", "run", "--lake", lake, *NEXT, *by(OFFICE, "2021-06-20"))[0] == 2
    assert run("warn", "judge", TASK, "perhaps", *by(OFFICE))[0] == 2
    make_office("empty.sqlite3")
    assert run("warn", "detect", "--lake", lake, *NEXT, "--office", "empty.sqlite3")[2][:6] == "OPS013"
