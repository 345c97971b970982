"""Supervision: steps of the ladder on something the office has, and the answers to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingshan.ledgers.entry import Actor
from qingshan.operations.action import perform
from qingshan.operations.log.verify import verify
from qingshan.operations.supervision.models import Supervision
from qingshan.operations.supervision.queries import answerable, awaited, steps_open_to, supervised
from qingshan.operations.supervision.stored import standing
from tests.operations.conftest import HEAD, call, opened
from tests.operations.test_tasks import OFFICE, SEWERS, adopt, plan
from tests.operations.test_warnings import STRANGER, TASK, detected, refused

LEADER = Actor("副市长", "市政府", frozenset({"leader"}))
LIAISON = Actor("联络员", "城管局", frozenset({"liaison"}))
DAY = date(2021, 7, 5)
MATTER = "entry ponds/p1"
REMINDER = {"matter": "未开工", "reply_by": "2021-07-15"}
LETTER = {"number": "函〔2021〕1号", "matter": "未开工", "demands": "限期开工", "reply_by": "2021-07-25"}
ORDER = {"number": "督〔2021〕1号", "matter": "未开工", "demands": "限期完成", "finish_by": "2021-08-31"}
LISTING = {**ORDER, "released_when": "验收通过"}


def later(days):
    return DAY + timedelta(days=days)


@pytest.fixture
def pond(office):
    opened()
    return office


def take(step, fields, actor=OFFICE, matter=MATTER, day=DAY, reason="", unit="城管局", **given):
    asked = {"matter": matter, "step": step, "fields": fields, "unit": unit, **given}
    return perform("supervision.take", asked, call(actor, day, reason))


def answer(place, actor=LIAISON, day=DAY, reason="已开工", document="", **given):
    return perform(
        "supervision.answer", {"matter": MATTER, "place": place, **given}, call(actor, day, reason, document)
    )


def due(day):
    return [(one.place, one.step.key, one.days_left, one.state) for one in awaited(day)]


def test_the_ladder_is_climbed_by_those_who_may_and_every_step_is_logged(pond):
    (line,) = take("remind", REMINDER)
    assert (line.kind, line.key, line.state, line.role) == ("supervision", MATTER, "remind", "coordinator")
    assert refused(take, "letter", LETTER) == "OPS006"
    (line,) = take("letter", LETTER, LEADER, day=later(12))
    assert (line.version, line.role, line.before["taken"][0]["step"]) == (2, "leader", "remind")
    take("order", ORDER, day=later(13))
    (stands,) = supervised(later(13)).values()
    assert [one.step for one in stands.taken] == ["remind", "letter", "order"]
    assert stands.taken[0].fields["unit"] == "城管局"
    assert [one.step for one in supervised(later(12))[MATTER].taken] == ["remind", "letter"]
    assert not any(one.faults for one in verify())


def test_a_step_that_may_not_be_taken_is_refused(pond):
    assert refused(take, "remind", REMINDER, LIAISON) == "OPS006"
    assert refused(take, "scold", REMINDER) == "EVA051"
    assert refused(take, "listed", LISTING, LEADER) == "EVA052"
    assert take("listed", LISTING, LEADER, reason="省级直接挂牌")
    assert refused(take, "remind", REMINDER) == "EVA052"
    assert refused(take, "order", {**ORDER, "number": " "}) == "EVA049"
    assert refused(take, "order", {**ORDER, "colour": "red"}) == "OPS008"
    assert refused(take, "order", ORDER, day=later(-1)) == "EVA050"
    assert refused(take, "order", {**ORDER, "finish_by": "八月底"}) == "OPS042"
    assert refused(take, "order", {**ORDER, "finish_by": "2021-07-04"}) == "OPS042"


def test_the_same_step_twice_and_an_old_version_are_refused(pond):
    take("remind", REMINDER, version=0)
    assert refused(take, "remind", REMINDER) == "OPS023"
    assert refused(take, "order", ORDER, version=0) == "OPS011"
    take("remind", REMINDER, unit="住建局", version=1)


def test_what_is_supervised_must_be_there(office):
    adopt(plan(), day=DAY)
    detected()
    perform("unit.enter", {"name": "林业局"}, call(HEAD, date(2021, 1, 1)))
    for matter in (f"warning {TASK}", f"task 2021/{SEWERS}", "unit 林业局"):
        assert take("remind", REMINDER, matter=matter)[0].key == matter
    perform("unit.rename", {"unit": "林业局", "to": "自然资源局"}, call(HEAD, DAY))
    assert take("letter", LETTER, LEADER, "unit 自然资源局")[0].key == "unit 林业局"
    for matter in (MATTER, "warning x#1", "task 2021/K-九", "task 2020/K-1", "unit 畜牧局", "weather rain", ""):
        assert refused(take, "remind", REMINDER, matter=matter) == "OPS013"


def test_answers_are_awaited_and_late_until_they_are_given(pond):
    take("remind", REMINDER)
    assert due(later(2)) == [(1, "remind", 8, "on_time")]
    assert due(later(3)) == [(1, "remind", 7, "due_soon")]
    assert due(later(10)) == [(1, "remind", 0, "due_soon")]
    assert due(later(11)) == [(1, "remind", -1, "overdue")]
    assert (answer(1, day=later(11))[0].role, due(later(11))) == ("liaison", [])
    assert due(later(10)) == [(1, "remind", 0, "due_soon")], "the past stays as it was"


def test_what_is_entered_late_counts_from_its_own_day(pond):
    take("remind", REMINDER)
    answer(1, day=later(11))
    take("order", ORDER, day=later(9))
    assert due(later(9)) == [(1, "remind", 1, "due_soon"), (2, "order", 48, "on_time")]


def test_a_higher_step_to_the_same_unit_takes_the_place_of_one_unanswered_an_order_stays(pond):
    take("remind", REMINDER)
    take("remind", REMINDER, unit="住建局")
    take("order", ORDER)
    take("letter", LETTER, LEADER, day=later(11))
    assert [place for place, *_ in due(later(11))] == [2, 3, 4]


def test_who_may_answer_what(pond):
    take("remind", REMINDER)
    take("order", ORDER)
    assert refused(answer, 1, STRANGER) == "OPS040"
    assert refused(answer, 2) == "OPS006", "that an order is carried out, the office notes"
    assert refused(answer, 3) == "OPS043"
    assert refused(answer, 1, reason=" ") == "EVA049"
    assert refused(answer, 1, day=later(-1)) == "EVA050"
    assert refused(answer, 1, version=1) == "OPS011"
    assert refused(answer, 1, evidence=["E9"]) == "OPS013"
    answer(1, reason="", document="复函1号", version=2)
    assert refused(answer, 1) == "OPS043", "answered once"
    answer(2, OFFICE, later(30))
    assert due(later(40)) == []
    assert Supervision.objects.get().version == 4


def test_which_steps_are_open_to_whom_follows_from_the_rung_reached(pond):
    def open_to(actor):
        return [one.key for one in steps_open_to(standing(MATTER, None)[1], actor)]

    assert (open_to(OFFICE), open_to(LIAISON)) == (["remind", "order"], [])
    assert open_to(LEADER) == ["letter", "circular", "interview", "listed"]
    take("letter", LETTER, LEADER, reason="情况紧急")
    assert (open_to(OFFICE), open_to(LEADER)[0]) == (["order"], "letter")
    stands = standing(MATTER, None)[1]
    assert (answerable(stands, LIAISON, DAY), answerable(stands, STRANGER, DAY)) == ({1}, set())
    answer(1)
    assert answerable(standing(MATTER, None)[1], LIAISON, DAY) == set()
