"""Adopting a plan and deciding on its tasks from the command line."""

from __future__ import annotations

import json
import sys

import pytest

from qingshan.cli import main
from tests.operations.test_tasks import SEWERS, TEXT

HEAD = ("--as", "王主任", "--unit", "环委办")
OFFICE = ("--as", "调度员", "--unit", "市生态环境局", "--on", "2021-07-05")
HOUSING = ("--as", "联络员", "--unit", "市住建局", "--on", "2021-07-06")


@pytest.fixture
def run(monkeypatch, capsys, tmp_path, place):
    """Run ``qingshan`` in a folder with a plan and an office of three people; gives exit status, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")

    def ran(*arguments):
        monkeypatch.setattr(sys, "argv", ["qingshan", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return stopped.value.code or 0, out, err

    assert ran("ledger", "init", *HEAD)[0] == 0
    for name, unit, role in (("调度员", "市生态环境局", "coordinator"), ("联络员", "市住建局", "liaison")):
        assert ran("ledger", "perform", "people.enter", f"name={name}", f"unit={unit}", f"roles={role}", *HEAD)[0] == 0
    return ran


def told(run, *arguments):
    status, out, err = run(*arguments, "--format", "json")
    assert status == 0, err
    return json.loads(out)


def test_a_plan_is_adopted_and_its_tasks_are_decided_on(run):
    assert run("task", "list", "--on", "2021-07-05")[2].startswith("OPS013")
    assert "plan.adopt plan 2021，第 1 版" in run("plan", "adopt", "plan.txt", *OFFICE)[1]
    assert run("task", "decide", SEWERS, "start", *HOUSING)[0] == 0
    assert run("task", "decide", SEWERS, "extend", "--until", "2021-12-31", *HOUSING)[2].startswith("EVA042")
    by_unit = told(run, "task", "list", "--on", "2021-08-15", "--unit", "市林业局")["tasks"]
    assert [(task["key"], task["state"]) for task in by_unit] == [("K-三(一)2", "not_started")]
    known = {task["key"]: task["state"] for task in told(run, "task", "list", "--on", "2021-07-15")["tasks"]}
    assert known[SEWERS] == "on_time"
    alone = told(run, "task", "list", "--plan", "plan.txt", "--on", "2021-07-15")["tasks"]
    assert {task["key"]: task["state"] for task in alone}[SEWERS] == "not_started"
    shown = told(run, "task", "show", SEWERS)
    assert [(one["kind"], one["by"]) for one in shown["decisions"]] == [("start", "联络员")]
    assert "启动" in run("task", "show", SEWERS)[1]
    assert "1 项决定" in run("task", "list", "--on", "2021-07-15")[1]


def test_what_the_plan_promises_becomes_entries(run):
    run("plan", "adopt", "plan.txt", *OFFICE)
    assert run("ledger", "promised", *OFFICE)[1].count("ledger.open entry inspection_problems/2021 ") == 5
    rows = told(run, "ledger", "due", "inspection_problems", "--as-of", "2021-07-05")
    assert [(row["last_day"], row["due_state"]) for row in rows] == [
        ("2021-03-31", "已过力争时间"), ("2021-03-31", "已过力争时间"), ("2021-06-30", "已过力争时间"),
    ]  # fmt: skip
    assert run("ledger", "promised", *OFFICE)[2].startswith("OPS012")
