"""Tasks as duties: units over time, milestones, derived states, refused decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qingshan.demo.model import PLAN
from qingshan.evaluation.duties.compose import duties, rhythm_of
from qingshan.evaluation.duties.decisions import Decision, decide
from qingshan.evaluation.duties.duty import Duty, Milestone
from qingshan.evaluation.duties.rectification import problem_entries
from qingshan.evaluation.duties.standing import most_pressing, standing, standings, unreported
from qingshan.evaluation.duties.units import Renaming, name_on
from qingshan.evaluation.vocabulary import vocabulary
from qingshan.kernel.problems import Problem
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.due import due
from qingshan.ledgers.entry import Actor
from qingshan.ledgers.machine import open_entry
from qingshan.ledgers.workdays import Nothing
from qingshan.plans.loading import load_plan

ISSUED = date(2021, 7, 5)
REAL = Path(__file__).resolve().parents[3] / "shared" / "plans" / "yingtan-2021.txt"
HARD = Milestone("1", "hard", "6月底前", date(2021, 6, 30))
SOFT = replace(HARD, kind="soft", text="力争6月底前")
OPEN = Milestone("open", "open", "")


@pytest.fixture(scope="module")
def demo():
    return load_plan(PLAN, vocabulary())


def duty(*milestones: Milestone) -> Duty:
    return Duty("K", "三", "任务", (), (), milestones, ())


def said(kind, on, **more):
    fields = {"by": "甲", "role": "liaison", "document": "文件"} | more
    if kind in ("accept_proof", "return_proof", "suspend", "resume", "extend"):
        fields = {"by": "乙", "role": "coordinator", "document": "文件"} | more
    return Decision("K", fields.pop("milestone", "1"), kind, on, **fields)


def after(milestone, *decisions):
    taken = ()
    for one in decisions:
        taken = decide(duty(milestone), taken, one)
    return taken


@pytest.mark.parametrize(
    ("milestone", "day", "state"),
    [
        (HARD, date(2021, 5, 30), "not_started"),
        (HARD, date(2021, 5, 31), "due_soon"),
        (HARD, date(2021, 6, 30), "due_soon"),
        (HARD, date(2021, 7, 1), "overdue"),
        (SOFT, date(2021, 6, 30), "due_soon"),
        (SOFT, date(2021, 7, 1), "past_hoped_for"),
        (OPEN, date(2030, 1, 1), "not_started"),
    ],
)
def test_without_decisions_the_day_alone_decides(milestone, day, state):
    assert standing("K", milestone, (), day).state == state


def test_a_soft_date_is_never_overdue_and_never_late():
    found = standing("K", SOFT, (), date(2022, 7, 1))
    assert (found.state, found.late_by) == ("past_hoped_for", None)


def test_a_task_walks_from_start_to_done():
    taken = after(
        HARD, said("start", date(2021, 3, 1)), said("done", date(2021, 6, 20)), said("accept_proof", date(2021, 7, 9))
    )
    days = [date(2021, 2, 28), date(2021, 3, 1), date(2021, 6, 20), date(2021, 7, 8), date(2021, 7, 9)]
    states = [standing("K", HARD, taken, day, lead=10).state for day in days]
    assert states == ["not_started", "on_time", "done_awaiting_proof", "done_awaiting_proof", "done"]
    assert standing("K", HARD, taken, date(2021, 8, 1)).late_by is None


def test_what_was_done_late_stays_late_and_what_is_returned_runs_again():
    late = after(HARD, said("done", date(2021, 7, 10)))
    assert standing("K", HARD, late, date(2021, 9, 1)).late_by == 10
    returned = after(HARD, said("done", date(2021, 6, 10)), said("return_proof", date(2021, 7, 10)))
    found = standing("K", HARD, returned, date(2021, 7, 12))
    assert (found.state, found.late_by) == ("overdue", 12)


def test_suspension_and_extension_are_dated():
    taken = after(
        HARD,
        said("suspend", date(2021, 6, 1)),
        said("resume", date(2021, 7, 1)),
        said("extend", date(2021, 7, 2), until=date(2021, 9, 30)),
    )
    days = [
        date(2021, 5, 1),
        date(2021, 6, 15),
        date(2021, 7, 1),
        date(2021, 7, 2),
        date(2021, 9, 1),
        date(2021, 10, 1),
    ]
    states = [standing("K", HARD, taken, day).state for day in days]
    assert states == ["not_started", "suspended", "overdue", "extended", "due_soon", "overdue"]


@pytest.mark.parametrize(
    ("code", "milestone", "decisions"),
    [
        ("EVA040", HARD, [said("start", ISSUED, milestone="9")]),
        ("EVA041", HARD, [said("accept_proof", ISSUED)]),
        ("EVA041", HARD, [said("done", ISSUED), said("done", ISSUED)]),
        ("EVA042", HARD, [said("extend", ISSUED, role="liaison", until=date(2022, 1, 1))]),
        ("EVA043", HARD, [said("done", ISSUED, document=" ")]),
        ("EVA044", HARD, [said("start", ISSUED), said("done", date(2021, 7, 4))]),
        ("EVA045", HARD, [said("done", ISSUED), said("accept_proof", ISSUED, by="甲")]),
        ("EVA046", HARD, [said("extend", ISSUED, until=date(2021, 6, 30))]),
        ("EVA046", OPEN, [said("extend", ISSUED, milestone="open", until=date(2021, 6, 30))]),
    ],
)
def test_a_decision_that_may_not_be_is_refused(code, milestone, decisions):
    with pytest.raises(Problem) as raised:
        after(milestone, *decisions)
    assert raised.value.code.key == code


def test_a_recurring_date_asks_for_a_report_of_each_period():
    monthly = Milestone("1", "recurring", "每月5日前", rhythm="month")
    taken = after(monthly, said("report", date(2021, 3, 4), period="2021-02"))
    assert unreported("K", monthly, taken, date(2021, 1, 1), date(2021, 4, 1)) == ("2021-01", "2021-03")
    assert unreported("K", monthly, taken, date(2021, 1, 1), date(2021, 3, 31)) == ("2021-01",)
    assert rhythm_of("每两周") == "week"
    assert unreported("K", replace(monthly, rhythm=None), taken, date(2021, 1, 1), date(2021, 4, 1)) == ()


def test_names_over_time_follow_renamings_and_mergers():
    moves = [
        Renaming("市环保局", "市生态环境局", date(2019, 1, 1), "甲"),
        Renaming("市农业局", "市农业农村局", date(2019, 1, 1), "甲"),
        Renaming("市农业农村局", "市农业农村粮食局", date(2020, 1, 1), "乙"),
        Renaming("市粮食局", "市农业农村粮食局", date(2020, 1, 1), "乙"),
    ]
    assert name_on("市农业局", date(2019, 12, 31), moves) == "市农业农村局"
    assert {name_on(name, date(2020, 1, 1), moves) for name in ("市农业局", "市粮食局")} == {"市农业农村粮食局"}
    assert name_on("市环保局", date(2018, 1, 1), moves) == "市环保局"


def test_units_merged_by_a_day_stand_once(demo):
    merger = [Renaming("市水利局", "市生态环境局", date(2021, 8, 1), "虚构")]
    before, later = (duties(demo, merger, day)[9].units for day in (date(2021, 7, 31), date(2021, 8, 1)))
    assert [one.unit for one in before] == ["市生态环境局", "市水利局", "各(区)市"]
    assert [one.unit for one in later] == ["市生态环境局", "各(区)市"]
    assert later[-1].by_rule


def test_the_demo_plan_becomes_duties(demo):
    found = {one.key: one for one in duties(demo)}
    assert len(found) == len(demo.tasks) == 30
    inspections = found["K-三(五)1"]
    assert [(one.kind, one.on) for one in inspections.milestones] == [
        ("soft", date(2021, 3, 31)),
        ("soft", date(2021, 12, 31)),
    ]
    assert inspections.leads == ("市生态环境局",)
    assert [(one.target, one.link) for one in inspections.serves] == [
        ("T-三(五)1-1", "embedded"),
        ("T-三(五)1-2", "embedded"),
    ]
    assert [one[:6] for one in found["K-三(二)1"].measures] == ["组建碳达峰领"]
    assert ("T-二(二)4-2", "words") in [(one.target, one.link) for one in found["K-三(三)1(1)"].serves]


def _on_issue(plan):
    entries = problem_entries(plan)
    return {one.key: (one, standing(one.key, one.milestone, (), ISSUED)) for one in entries}


def _check_rectification(plan):
    found = _on_issue(plan)
    sources = [(one.source, one.batch, one.count, one.letters) for one, _ in found.values()]
    assert sources == [
        ("central", "2016", None, True),
        ("province", "2017", None, True),
        ("central_review", "2018", None, True),
        ("province_review", "2019", None, False),
        ("film", "2020", 2, False),
        ("film", "2020", 3, False),
    ]
    past = [key for key, (_, at) in found.items() if at.state == "past_hoped_for"]
    assert past == ["T-三(五)1-1-1", "T-三(五)1-1-2", "T-三(五)1-1-3", "T-三(五)2-2-1"]
    assert {at.state for _, at in found.values()} == {"past_hoped_for", "not_started"}
    assert all(one.milestone.kind == "soft" and one.units for one, _ in found.values())
    states = {key: most_pressing(at).state for key, at in _by_key(plan).items()}
    assert "overdue" not in states.values()
    assert [states["K-三(五)1"], states["K-三(五)2"]] == ["past_hoped_for", "past_hoped_for"]


def _by_key(plan):
    return {duty.key: at for duty, at in standings(duties(plan), (), ISSUED)}


def test_rectification_is_past_the_hoped_for_date_and_never_overdue(demo):
    _check_rectification(demo)


def test_a_problem_entry_opens_the_ledger_and_stays_a_hope_there(demo):
    clerk = Actor("甲", "市污防办", frozenset({"coordinator"}))
    ledger, states = ledgers()["inspection_problems"], []
    for one in problem_entries(demo):
        entry, _ = open_entry(ledger, one.key, one.fields(), clerk, ISSUED)
        states += [found.state for found in due(ledger, entry, ISSUED, Nothing()) if found.deadline == "rectification"]
    assert states == ["past_hoped_for"] * 3 + ["on_time", "on_time", "past_hoped_for"]


@pytest.mark.skipif(not REAL.is_file(), reason="../shared is not beside the checkout")
def test_rectification_in_the_real_plan():
    _check_rectification(load_plan(REAL, vocabulary()))
