"""Inputs that no plan's year holds: the values of the year before, and the counts of an office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Assignment, Duty, Milestone
from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.evaluation.scoring import year_before
from qingshan.evaluation.scoring.from_office import SHEETS, EntryFact, Work, department_inputs, entry_fact
from qingshan.evaluation.scoring.scheme import scheme
from qingshan.evaluation.scoring.score import score
from qingshan.evaluation.scoring.year_before import last_year_inputs
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.ledgers import stories
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.due import Due, due
from qingshan.ledgers.holidays import CHINA
from tests.evaluation.small_lake import NEW_YEAR, days, make, plan, target

# The year before

PM10, PM25 = target("air.pm10_mean", "<=", "48", None), target("air.pm25_mean", "<=", "34", None, number=2)
ASKED = ("air.pm10_mean", "air.pm10_mean:last_year")


@pytest.fixture
def lake(tmp_path):
    before = days("a", date(2020, 1, 1), 366, hours=(1, *range(3, 25)), pm10=60, pm25=None)
    return make(tmp_path / "lake", [*before, *days("a", NEW_YEAR, 181)], [("a", "甲区")])


def evaluated(lake, *targets):
    return evaluate(plan(*(targets or (PM10, PM25))), lake, Question(date(2021, 6, 30)))


def test_the_year_before_is_read_to_its_end_and_says_so(lake):
    found = last_year_inputs(evaluated(lake), lake, "甲区", ASKED)
    assert list(found) == ["air.pm10_mean:last_year"]
    one = found["air.pm10_mean:last_year"]
    assert one.value == 60
    assert one.provenance.zh.startswith("2020年全年")


def test_a_value_of_the_year_before_that_is_not_there_stays_unknown_with_its_reason(lake):
    one = last_year_inputs(evaluated(lake), lake, "甲区", ["air.pm25_mean:last_year"])["air.pm25_mean:last_year"]
    assert one.value is None
    assert one.provenance.zh
    assert one.provenance.en


def test_nothing_is_read_when_no_name_asks_for_the_year_before(lake, monkeypatch):
    done = evaluated(lake)
    monkeypatch.setattr(year_before, "read", None)
    assert last_year_inputs(done, lake, "甲区", ("air.pm10_mean", "air.pm10_mean:target")) == {}
    assert last_year_inputs(done, lake, "甲区", ("air.mean:last_year", "air.so2_mean:last_year")) == {}
    assert last_year_inputs(done, lake, "乙区", ASKED) == {}


# The office

UNIT, DAY, YEAR = "市住建局", date(2021, 9, 30), Period.year(2021)
HARD = Milestone("1", "hard", "8月底前", date(2021, 8, 31))
SOFT = Milestone("2", "soft", "力争6月底前", date(2021, 6, 30))
MONTHLY = Milestone("3", "recurring", "每月", rhythm="month")
LEAD, SUPPORT = (Assignment(UNIT, UNIT, role) for role in ("lead", "support"))


def duty(*milestones, key="K1", units=(LEAD,)):
    return Duty(key, "三(一)1", "修管网", (), units, milestones, ())


def decided(kind, on, milestone="1", **more):
    return Decision("K1", milestone, kind, date.fromisoformat(on), "某人", "liaison", "文件", **more)


def entry(state="work", *dues, ledger="mines", since=date(2021, 3, 1), **more):
    return EntryFact(ledger, f"{ledger} 1", state, since, (UNIT,), dues, **more)


def one_due(state, done=None):
    return Due("d", Text("期限", "due"), state, date(2021, 5, 1), None, soft=False, source="", done_on=done)


def counted(*duties, decisions=(), entries=(), day=DAY, unit=UNIT):
    found = department_inputs(unit, Work(YEAR, day, duties, decisions, entries))
    return {name: one.value for name, one in found.items() if one.value}, found


def test_an_overdue_milestone_counts_from_the_day_after_its_last_day():
    assert counted(duty(HARD), day=date(2021, 8, 31))[0] == {}
    some, found = counted(duty(HARD), day=date(2021, 9, 1))
    assert some == {"tasks.overdue": 1}
    assert found["tasks.overdue"].provenance.zh == "青山办公库，截至 2021-09-01：三(一)1 修管网（8月底前）"


def test_a_hoped_for_date_costs_nothing_before_or_after_it():
    assert counted(duty(SOFT))[0] == {}
    late = [decided("done", "2021-09-01", "2")]
    assert counted(duty(SOFT), decisions=late)[0] == {}


def test_done_late_is_less_than_overdue_and_in_time_is_nothing():
    assert counted(duty(HARD), decisions=[decided("done", "2021-08-31")])[0] == {}
    assert counted(duty(HARD), decisions=[decided("done", "2021-09-01")])[0] == {"tasks.done_late": 1}


def test_an_extended_or_suspended_milestone_is_not_overdue():
    assert counted(duty(HARD), decisions=[decided("extend", "2021-08-01", until=date(2021, 12, 31))])[0] == {}
    assert counted(duty(HARD), decisions=[decided("suspend", "2021-08-01")])[0] == {}


def test_a_claim_that_was_returned_counts_on_its_day():
    made = [decided("done", "2021-08-01"), decided("return_proof", "2021-08-05"), decided("done", "2021-08-20")]
    assert counted(duty(HARD), decisions=made)[0] == {"tasks.returned": 1}
    assert counted(duty(HARD), decisions=made, day=date(2021, 8, 4))[0] == {}


def test_months_without_a_report_count():
    made = [decided("report", f"2021-{month:02d}-28", "3", period=f"2021-{month:02d}") for month in range(1, 8)]
    assert counted(duty(MONTHLY), decisions=made)[0] == {"tasks.unreported": 1}


def test_a_task_counts_for_the_units_that_lead_it():
    assert counted(duty(HARD, units=(Assignment("市城管局", "市城管局", "lead"), SUPPORT)))[0] == {}
    assert counted(duty(HARD, units=(Assignment(UNIT, UNIT, "responsible"),)))[0] == {"tasks.overdue": 1}


def test_sheets_are_late_or_missed_and_other_entries_are_problems():
    late, kept, running = one_due("met_late", date(2021, 5, 9)), one_due("met", date(2021, 4, 9)), one_due("overdue")
    sheets = [("locked", kept), ("locked", late), ("asked", running), ("missed",)]
    problems = [("work", running, late), ("closed", late), ("closed", kept), ("work", one_due("past_hoped_for"))]
    entries = [
        *(entry(*one, ledger=SHEETS) for one in sheets),
        *(entry(*one) for one in problems),
        entry("work", reopened_on=date(2021, 6, 1)),
    ]
    assert counted(entries=entries)[0] == {
        "sheets.late": 2, "sheets.missed": 1, "problems.overdue": 1, "problems.late": 1, "problems.reopened": 1,
    }  # fmt: skip


def test_what_was_late_in_another_year_is_not_counted_again():
    last = one_due("met_late", date(2020, 12, 31))
    entries = [
        entry("closed", last),
        entry("locked", last, ledger=SHEETS),
        entry("missed", ledger=SHEETS, since=date(2020, 12, 8)),
        entry(reopened_on=date(2020, 6, 1)),
    ]
    assert counted(entries=entries)[0] == {}


def test_a_kind_of_work_a_unit_has_none_of_is_unknown_and_says_so():
    found = counted(duty(HARD))[1]
    assert found["tasks.overdue"].value == 1
    assert {found[name].value for name in ("sheets.late", "problems.overdue")} == {None}
    assert found["problems.late"].provenance.zh == "台账中没有由该单位承担的条目"
    assert {one.value for one in counted(duty(HARD), unit="城管菊")[1].values()} == {None}


def test_counts_are_provisional_until_the_period_is_over():
    assert counted(duty(HARD), day=date(2021, 12, 30))[1]["tasks.overdue"].provisional
    assert not counted(duty(HARD), day=date(2021, 12, 31))[1]["tasks.overdue"].provisional


def test_every_input_of_the_scheme_is_counted_and_one_less_overdue_is_worth_three_points():
    own, other = entry("work", one_due("overdue")), entry("asked", ledger=SHEETS)
    found = counted(duty(HARD), entries=[own, other])[1]
    assert set(found) == set(scheme("department_duties").reads())
    items = {item.key: item for item in score(scheme("department_duties"), found, UNIT).items}
    assert (items["milestones"].got, items["rectified"].got) == (27, 15)
    (one,) = [one for one in items["milestones"].marginals if one.name == "tasks.overdue"]
    assert (one.per_unit, one.to, one.gain) == (Fraction(3), 0, 3)


def test_an_entry_of_any_ledger_is_such_a_fact():
    told = next(told for told in stories.load() if told.ledger == "inspection_problems" and told.story.kind == "late")
    made, (found, _) = ledger(told.ledger), stories.run(told, CHINA)
    day = found.last_on
    fact = entry_fact(made, found, due(made, found, day, CHINA))
    assert (fact.ledger, fact.state, fact.since) == (told.ledger, found.state, found.entered(found.state))
    assert fact.units
    work = Work(Period.year(day.year), day, (), (), (replace(fact, units=(UNIT,)),))
    assert department_inputs(UNIT, work)["problems.late"].value == 1
