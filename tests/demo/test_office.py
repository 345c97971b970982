"""The year in the office of the synthetic city: through actions alone, and what the log says of it adds up."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from django.db import connection

from qingshan.cli import main
from qingshan.demo import build as building
from qingshan.demo.build import build_year
from qingshan.demo.marker import is_demo
from qingshan.demo.model import HERE
from qingshan.demo.office.dispatch import dispatch, months
from qingshan.demo.office.problems import PROMISED, problems
from qingshan.demo.office.sign_ins import enter_sign_ins
from qingshan.demo.office.watch import warnings
from qingshan.evaluation.scoring.kept import again
from qingshan.evaluation.vocabulary import vocabulary
from qingshan.kernel.problems import Problem
from qingshan.ledgers.definitions import ledger
from qingshan.operations.dispatch.queries import counts, late
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import states, with_dues
from qingshan.operations.log.models import Record
from qingshan.operations.log.verify import verify
from qingshan.operations.office import open_office
from qingshan.operations.score.queries import course, table
from qingshan.operations.statements import update
from qingshan.operations.supervision.queries import supervised
from qingshan.operations.task.decided import decisions
from qingshan.operations.warning import queries
from qingshan.operations.warning.models import WarningNow
from qingshan.plans.loading import load_plan
from qingshan.web.desk import make_desk
from qingshan.web.files import missing_files

ROOT = Path(__file__).resolve().parents[2]
LOCAL = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
SHEETS = "dispatch_sheets"
END, LOCKED, YEAR = date(2022, 6, 30), date(2022, 7, 31), "2021"


@pytest.fixture(scope="module")
def place(folder):
    assert build_year(folder, load_plan(folder / "plan.txt", vocabulary()))
    yield folder / building.OFFICE
    connection.close()


@pytest.fixture
def office(place):
    open_office(str(place))
    yield place
    connection.close()


def actions(kind):
    return Counter(Record.objects.filter(kind=kind).values_list("action", flat=True))


def test_the_office_is_made_once_and_left_alone(place, folder):
    before = place.stat().st_mtime_ns
    assert not build_year(folder, load_plan(folder / "plan.txt", vocabulary()))
    assert place.stat().st_mtime_ns == before
    assert not [path for path in folder.iterdir() if path.name.startswith(".office")]


def test_there_are_sixty_problems_and_each_ends_where_its_way_leads(office):
    found = Counter((one.ledger, one.state) for one in states(END) if one.ledger != SHEETS)
    assert sum(found.values()) == 60
    expected = Counter()
    for group in problems().groups:
        declared = ledger(group.ledger)
        for one in group.problems:
            state = declared.actions["open"].to
            for _, do in problems().ways[group.ways][one.way].way:
                state = declared.actions[do].to or state
            expected[group.ledger, state] += 1
    for name in problems().promised:
        way = problems().ways["rectification"][name].way
        expected[PROMISED, ledger(PROMISED).actions[way[-1][1]].to or "rectifying"] += 1
    assert found == expected


def test_every_kind_of_end_is_there(office):
    due = {one.state for _, dues in with_dues(END) for one in dues if one.deadline == "rectification"}
    assert due >= {"met", "met_late", "met_after_hoped_for", "overdue", "suspended"}
    assert {one.state for one in states(END)} >= {"closed", "withdrawn", "rectifying", "not_started", "monitored"}


def test_the_steps_of_problems_reconcile_with_the_log(office):
    ways = [problems().ways[group.ways][one.way].way for group in problems().groups for one in group.problems]
    ways += [problems().ways["rectification"][name].way for name in problems().promised]
    taken = Counter(f"ledger.act:{do}" for way in ways for _, do in way) + Counter({"ledger.open": 60})
    found = Counter({name: count for name, count in actions(EntryNow.KIND).items() if name.startswith("ledger.")})
    assert found == taken


def test_twelve_months_of_dispatch_are_locked_and_add_up(office):
    total, odd = Counter(), dispatch().irregular
    for month in months():
        found = counts(str(month), LOCKED)
        missed = odd[str(month)].missed if str(month) in odd else ()
        assert set(found) <= {"locked", "missed"}
        assert found.get("missed", 0) == len(missed), month
        total += Counter(found)
    logged = actions(EntryNow.KIND)
    assert logged["dispatch.open"] == sum(total.values()) == sum(one.ledger == SHEETS for one in states(LOCKED))
    assert logged["dispatch.lock"] == logged["dispatch.accept"] == total["locked"]
    assert logged["dispatch.miss"] == total["missed"]
    assert logged["dispatch.submit"] == total["locked"]
    returned = sum(len(one.returned) for one in odd.values())
    assert logged["dispatch.return"] == logged["dispatch.resubmit"] == returned
    assert (logged["dispatch.extend"], logged["dispatch.amend"]) == (sum(len(one.extended) for one in odd.values()), 1)
    assert {entry.fields["unit"] for entry, _ in late("2021-07", END)} == set(odd["2021-07"].late)


def test_reports_and_proofs_of_tasks_are_those_of_accepted_sheets(office):
    kinds = Counter(one.kind for one in decisions(YEAR))
    done = {task for tasks in dispatch().done.values() for task in tasks}
    assert kinds["accept_proof"] >= len(done)
    assert kinds["return_proof"] == len(dispatch().returned_proofs)
    assert kinds["done"] == kinds["accept_proof"] + kinds["return_proof"]
    assert {one.document[:5] for one in decisions(YEAR) if one.kind == "report"} == {"调度填报单"}


def test_warnings_live_on_with_their_verdicts(office):
    found = list(queries.warnings(END))
    assert actions(WarningNow.KIND)["warning.judge"] == sum(one.life.finding is not None for one in found)
    findings = {one.life.finding for one in found}
    assert findings >= {"true", "false", "instrument", None}
    assert {one.rule: one.share for one in queries.precision(END)}["entry_due_30"] == "0.0"
    open_rules = {one.life.rule for one in queries.open_warnings(END)}
    assert open_rules == set(warnings().unanswered)
    taken = [len(one.taken) for one in supervised(END).values()]
    assert sorted(taken) == sorted(warnings().reached)


def test_the_year_is_scored_and_every_point_lost_says_why(office):
    quarters = [month.end for month in months() if month.end.month % 3 == 0]
    found = table("department_duties", YEAR, END)
    assert len(found) > 25
    assert [
        date.fromisoformat(one.document["as_of"]) for one in course("department_duties", "市住建局", YEAR)
    ] == quarters
    lost = Fraction(0)
    for point in found:
        assert again(point.document) == "same"
        for item in point.document["items"]:
            lines = [line for line in item["lines"] if line["change"] != "0"]
            assert sum(Fraction(line["change"]) for line in lines) == -Fraction(item["lost"])
            assert all(line["why"]["zh"] and line["source"] and line["inputs"] for line in lines)
            lost += Fraction(item["lost"])
    assert lost > 0


def test_the_x_ray_finds_what_is_declared_and_nothing_else(office, monkeypatch, capsys):
    said = yaml.safe_load((HERE / "office" / "xray.yaml").read_text())
    lake = office.parent / "lake"
    asked = ["xray", "--office", office, "--lake", lake, "--as-of", said["as_of"], "--format", "json"]
    monkeypatch.setattr(sys, "argv", ["qingshan", *map(str, asked)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert not stopped.value.code
    found = Counter((one["code"], one["place"]) for one in json.loads(capsys.readouterr().out)["findings"])
    assert found == Counter((one["code"], place) for one in said["found"] for place in one["places"])


def test_nothing_was_written_but_through_actions(office):
    assert [(len(one.faults), one.rows > 0) for one in verify()] == [(0, True)] * 3


def test_tampering_with_one_row_is_found_and_located(office, tmp_path):
    copied = tmp_path / building.OFFICE
    shutil.copy(office, copied)
    open_office(str(copied))
    number, key = Record.objects.filter(action="ledger.act:finish").values_list("number", "key")[3]
    assert update(Record, {"number": number}, {"reason": "一切正常"})
    (rows,) = [one for one in verify() if one.faults]
    ((fault),) = rows.faults
    assert (fault.number, fault.subject, fault.what.zh[:8]) == (number, f"entry {key}", "列 reason")
    assert update(EntryNow, {"key": "mines/K04"}, {"state": "closed"})
    assert {one.subject for found in verify() for one in found.faults} == {f"entry {key}", "entry mines/K04"}


CUT = ("unshare", "--map-root-user", "--net")
"""A network in which there is nothing but this machine, where this machine allows one."""


@pytest.mark.skipif(bool(missing_files()), reason="the pages' scripts are not installed: make setup")
def test_the_desk_opens_with_the_network_cut_and_one_of_each_role_signs_in(place, folder):
    connection.close()
    can_cut = shutil.which(CUT[0]) and subprocess.run([*CUT, "true"], check=False, capture_output=True).returncode == 0
    words = [*(CUT if can_cut else ()), sys.executable, "-m", "tests.demo.cut_off", str(folder)]
    ran = subprocess.run(words, cwd=ROOT, env=LOCAL, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout.rpartition("\n")[2])
    assert (said["cut"], said["ended"]) == (bool(can_cut), 0)
    assert said["people"].keys() == {"administrator", "analyst", "coordinator", "inspector", "leader", "liaison"}
    here = {"url": said["address"], "status": 200, "named": True, "links": []}
    assert all(one == here for one in said["people"].values())


def test_demo_passwords_are_for_the_marked_office_alone(place, tmp_path):
    assert is_demo(str(place))
    other = tmp_path / "office.sqlite3"
    make_desk(str(other))
    connection.close()
    with pytest.raises(Problem) as problem:
        enter_sign_ins(other)
    assert problem.value.code.key == "WEB004"
    shutil.copy(f"{place}.demo", f"{other}.demo")
    assert not is_demo(str(other)), "the mark of one office says nothing beside another"
    assert not is_demo("postgresql://office@db/q")
    connection.close()
