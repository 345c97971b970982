"""The noun ``dispatch`` of the command line, where the page on the monthly dispatch does not walk it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.evaluation.city_plan import SEWAGE, SEWERS, TEXT

from qingshan.cli import main
from qingshan.observations.store.lake import Lake

ADMIN = ("--as", "王主任", "--unit", "市污防办")
DISPATCH = ("--as", "陈调度", "--unit", "市污防办", "--on", "2021-04-01")
HOUSING = ("--as", "刘联络", "--unit", "市住建局", "--on", "2021-04-08")
OPEN = ("dispatch", "open", "2021-03", "--lake", "lake", "--assign", f"{SEWAGE}=市住建局", *DISPATCH)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run ``qingshan`` with arguments in an empty folder; gives exit status, stdout, stderr."""
    for setting in ("QINGSHAN_OFFICE", "QINGSHAN_DATABASE", "QINGSHAN_EVIDENCE", "QINGSHAN_DEFINITIONS"):
        monkeypatch.delenv(setting, raising=False)
    monkeypatch.chdir(tmp_path)

    def ran(*arguments):
        monkeypatch.setattr(sys, "argv", ["qingshan", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return stopped.value.code or 0, out, err

    yield ran
    connection.close()


@pytest.fixture
def office(run):
    Path("plan.txt").write_text(TEXT)
    Lake.create("lake")
    assert run("ledger", "init", *ADMIN)[0] == 0
    for name, unit, role in (("陈调度", "市污防办", "coordinator"), ("刘联络", "市住建局", "liaison")):
        assert run("ledger", "perform", "people.enter", f"name={name}", f"unit={unit}", f"roles={role}", *ADMIN)[0] == 0
    assert run("plan", "adopt", "plan.txt", *DISPATCH)[0] == 0


def told(run, *arguments):
    status, out, err = run(*arguments, "--format", "json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_opening_says_what_nobody_reports_and_how_to_name_a_unit(run, office):
    status, out, _ = run(*OPEN)
    assert status == 0
    assert "尚无单位填报：秸秆综合利用率（waste.straw_use，全市 2021Q1）；用 --assign waste.straw_use=单位 指定" in out
    assert run(*OPEN)[2].startswith("OPS012")
    assert (
        run("dispatch", "open", "2021-03", "--lake", "lake", "--assign", "moon=市住建局", *DISPATCH)[2][:6] == "OBS032"
    )
    rows = told(run, "dispatch", "list", "2021-03", "--as-of", "2021-04-12")
    assert {row["unit"]: (row["tasks"], row["figures"], row["due_state"]) for row in rows} == {
        "市住建局": (1, 1, "逾期"), "市城管局": (1, 0, "逾期"), "市林业局": (1, 0, "逾期"),
    }  # fmt: skip
    assert len(told(run, "dispatch", "list", "--as-of", "2021-04-12")) == 3
    assert told(run, "dispatch", "list", "--as-of", "2021-03-31") == []


def test_without_a_lake_tasks_alone_are_asked_for(run, office):
    assert run("dispatch", "open", "2021-03", *DISPATCH)[0] == 0
    fields = told(run, "dispatch", "show", "2021-03", "市住建局")["fields"]
    assert "figures" not in fields
    assert fields["tasks"][0]["task"] == SEWERS
    assert "任务名称: 修管网" in run("dispatch", "show", "2021-03", "市住建局")[1]


def test_a_locked_task_is_amended_by_one_line(run, office):
    run("dispatch", "open", "2021-03", *DISPATCH)
    Path("bulletin.txt").write_text("通报")
    bulletin = ("key=B", "kind=bulletin", "title=通报", "dated=2021-04-01", "file=bulletin.txt")
    assert run("ledger", "perform", "evidence.add", *bulletin, *DISPATCH)[0] == 0
    early = ("dispatch", "lock", "2021-03", "--evidence", "B", "--early", *DISPATCH)
    assert run(*early)[2][:6] == "OPS037"
    assert run(*early, "--reason", "提前上会")[0] == 0
    amend = ("dispatch", "amend", "2021-03", "市住建局", *DISPATCH, "--reason", "补报", "--document", "补报函")
    assert run(*amend, "progress=完成3公里")[0] == 2
    status, _, err = run(*amend, "--task", SEWERS, "percent=40")
    assert status == 1
    assert [line[:6] for line in err.splitlines() if line[:3] == "EVA"] == ["EVA061", "EVA060"]
    assert run(*amend, "--task", SEWERS, "progress=完成3公里")[0] == 0
    entry = told(run, "dispatch", "show", "2021-03", "市住建局")
    assert (entry["state"], entry["fields"]["tasks"][0]["amended"]) == ("missed", "补报函")


def test_a_delivery_tells_what_it_did(run, office):
    run(*OPEN)
    assert told(run, "dispatch", "deliver", "--lake", "lake")["kept"] == 0
    status, out, _ = run("dispatch", "deliver", "--lake", "lake", "--period", "2021-03")
    assert (status, out) == (0, "0 张单：新收 0，修订 0，未变 0，拒收 0；此前已入湖 0 张\n")


def test_the_ledger_commands_point_to_the_dispatch(run, office):
    run(*OPEN)
    status, _, err = run("ledger", "act", "dispatch_sheets", "2021-03 市住建局", "submit", *HOUSING)
    assert (status, err[:6]) == (1, "OPS030")
    assert "qingshan dispatch" in err
    assert run("dispatch", "submit", "2021-03", "市住建局", "nothing.xlsx", *HOUSING)[2][:6] == "OPS036"
