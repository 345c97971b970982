"""The plan in force, the decisions on its tasks, and the entries its sentences promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qingshan.evaluation.duties.standing import most_pressing, standings
from qingshan.evaluation.vocabulary import vocabulary
from qingshan.kernel.problems import Problem
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import perform
from qingshan.operations.ledger.queries import with_dues
from qingshan.operations.log.verify import verify
from qingshan.operations.plan.in_force import plan_in_force
from qingshan.operations.task.decided import decisions, duties_in_force
from qingshan.plans.compiler import compile_document
from qingshan.plans.document import Document
from qingshan.plans.ir import Plan
from tests.operations.conftest import HEAD, call

OFFICE = Actor("调度员", "市生态环境局", frozenset({"coordinator"}))
HOUSING = Actor("联络员甲", "市住建局", frozenset({"liaison"}))
FORESTRY = Actor("联络员乙", "市林业局", frozenset({"liaison"}))
ISSUED, SEWERS = date(2021, 7, 5), "K-三(一)1"
TEXT = """某市2021年生态环境保护工作要点

二、主要目标

1、全市PM2.5年均浓度控制在34μg/m3以内。

三、主要任务

(一)治污

1、修管网。污水管网2021年8月底前修好。(责任单位:市住建局、市城管局)

2、造林。(责任单位:市林业局)

(二)整改

1、整改中央环保督察问题。2016中央环保督察、2017年省环保督察交办的限期问题,力争2021年1季度基本整改到位;2019年省环保督察“回头看”交办的限期问题,力争年度整改任务如期完成。(责任单位:市生态环境局)

2、整改警示片问题。2020年长江经济带警示片点到的2个问题,力争2021年底前基本整改到位;2020年省警示片点到的3个问题,力争2021年6月底前基本整改到位。(责任单位:市生态环境局)
"""


def plan(text=TEXT):
    return compile_document(Document(text=text, name="plan.txt", format="txt", sha256=""), vocabulary())


@pytest.fixture
def adopted(office):
    adopt(plan())
    return office


def adopt(made, dropping=(), actor=OFFICE, day=ISSUED):
    return perform("plan.adopt", {"plan": made.as_json(), "dropping": list(dropping)}, call(actor, day))


def decide(kind, actor=HOUSING, day=ISSUED, document="函", task=SEWERS, reason="", **given):
    return perform("task.decide", {"task": task, "kind": kind, **given}, call(actor, day, reason, document))


def state(day, task=SEWERS):
    found = {
        duty.key: standing for duty, standing in standings(duties_in_force("2021", day), decisions("2021", day), day)
    }
    return most_pressing(found[task]).state


def refused(run, *given, **named):
    with pytest.raises(Problem) as problem:
        run(*given, **named)
    return problem.value.code.key


def test_an_adopted_plan_is_the_one_in_force_and_a_correction_is_its_next_version(adopted):
    made = plan_in_force()
    assert made == plan()
    assert isinstance(made, Plan)
    assert plan_in_force("2021") == made
    (line,) = adopt(plan(TEXT.replace("造林", "植树")))
    assert (line.version, line.key) == (2, "2021")
    assert "植树" in plan_in_force().tasks[1].text


def test_who_may_not_and_what_is_no_plan_in_force(office):
    assert refused(plan_in_force) == "OPS013"
    assert refused(adopt, plan(), actor=HOUSING) == "OPS006"
    assert refused(adopt, replace(plan(), document=replace(plan().document, period=None))) == "OPS022"
    assert refused(perform, "plan.adopt", {"plan": {"tasks": 3}}, call(OFFICE)) == "OPS008"
    adopt(plan())
    assert refused(adopt, plan()) == "OPS023"


def test_a_version_without_a_decided_task_is_refused_until_the_task_is_named(adopted):
    decide("start")
    smaller = replace(plan(), tasks=plan().tasks[1:])
    assert refused(adopt, smaller) == "OPS024"
    adopt(smaller, dropping=[SEWERS])
    assert next(duty.key for duty in duties_in_force(None, ISSUED)) != SEWERS


def test_a_task_goes_from_its_start_to_the_accepted_proof(adopted):
    assert state(date(2021, 7, 6)) == "not_started"
    decide("start", day=date(2021, 7, 7))
    decide("report", day=date(2021, 8, 1), period="2021-07")
    assert state(date(2021, 7, 31)) == "on_time"
    assert state(date(2021, 8, 2)) == "due_soon"
    assert state(date(2021, 9, 1)) == "overdue"
    decide("extend", OFFICE, date(2021, 9, 2), until="2021-10-31", reason="汛期")
    assert state(date(2021, 9, 2)) == "extended"
    decide("done", day=date(2021, 10, 8))
    assert state(date(2021, 10, 9)) == "done_awaiting_proof"
    (line,) = decide("accept_proof", OFFICE, date(2021, 10, 12))
    assert (line.kind, line.key, line.version, line.state) == ("task", f"2021/{SEWERS}", 5, "closed")
    assert state(date(2021, 10, 13)) == "done"
    assert state(date(2021, 9, 1)) == "overdue"
    assert not any(one.faults for one in verify())


def test_who_may_decide_what_on_a_task(adopted):
    assert refused(decide, "start", FORESTRY) == "OPS025"
    assert refused(decide, "extend", until="2021-12-31") == "EVA042"
    assert refused(decide, "start", HEAD) == "EVA042"
    assert refused(decide, "start", task="K-九") == "OPS013"
    assert refused(decide, "report", document="") == "EVA043"
    assert refused(decide, "accept_proof", OFFICE) == "EVA041"
    assert refused(decide, "start", milestone="7") == "EVA040"
    decide("start", day=date(2021, 7, 9))
    assert refused(decide, "report", day=date(2021, 7, 8)) == "EVA044"


def test_a_unit_owes_a_task_under_its_new_name_and_after_a_merger(adopted):
    def unit(action, day, **given):
        perform(f"unit.{action}", given, call(HEAD, day))

    for name in ("市住建局", "市城管局", "市林业局"):
        unit("enter", date(2021, 1, 1), name=name)
    unit("rename", date(2021, 8, 1), unit="市住建局", to="市住建委")
    unit("merge", date(2021, 9, 1), unit="市城管局", into="市住建委")
    owe = {
        day: [one.unit for one in duties_in_force(None, date(2021, *day))[0].units] for day in ((7, 31), (8, 1), (9, 1))
    }
    assert owe == {(7, 31): ["市住建局", "市城管局"], (8, 1): ["市住建委", "市城管局"], (9, 1): ["市住建委"]}
    assert decide("start", Actor("联络员丙", "市住建委", frozenset({"liaison"})), date(2021, 9, 2))


def test_the_plans_promises_are_hopes_that_pass_and_are_never_overdue(adopted):
    lines = perform("ledger.promised", {}, call(OFFICE, ISSUED))
    assert [line.key.partition("/")[2] for line in lines] == [
        "2021 T-三(二)1-1-1", "2021 T-三(二)1-1-2", "2021 T-三(二)1-2-1", "2021 T-三(二)2-1-1", "2021 T-三(二)2-2-1",
    ]  # fmt: skip
    stands = {entry.key: one for entry, dues in with_dues(ISSUED, "inspection_problems") for one in dues}
    assert {key: (str(one.last_day), one.state) for key, one in stands.items()} == {
        "2021 T-三(二)1-1-1": ("2021-03-31", "past_hoped_for"),
        "2021 T-三(二)1-1-2": ("2021-03-31", "past_hoped_for"),
        "2021 T-三(二)1-2-1": ("2021-12-31", "on_time"),
        "2021 T-三(二)2-1-1": ("2021-12-31", "on_time"),
        "2021 T-三(二)2-2-1": ("2021-06-30", "past_hoped_for"),
    }
    assert refused(perform, "ledger.promised", {}, call(OFFICE)) == "OPS012"
    later = [one.state for _, dues in with_dues(date(2022, 6, 30), "inspection_problems") for one in dues]
    assert later == ["past_hoped_for"] * 5
