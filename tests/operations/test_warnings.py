"""Warnings as the office keeps them: one a cause, followed from day to day, answered for by those it names."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from qingshan.evaluation.duties.duty import Assignment, Duty, Milestone
from qingshan.evaluation.duties.standing import standing
from qingshan.evaluation.warnings.detect import detect
from qingshan.evaluation.warnings.facts import DutyFact, Facts, Freshness
from qingshan.evaluation.warnings.life import verdicts
from qingshan.evaluation.warnings.rule import rules
from qingshan.kernel.problems import Problem
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import actions, perform
from qingshan.operations.log.models import Record
from qingshan.operations.log.verify import verify
from qingshan.operations.warning import queries
from qingshan.operations.warning.models import Detection, WarningNow
from qingshan.operations.warning.stored import standing as standing_warning
from tests.operations.conftest import HEAD, WORKER, call

OFFICE = Actor("调度员", "市生态环境局", frozenset({"coordinator"}))
ANALYST = Actor("分析员", "市监测站", frozenset({"analyst"}))
LIAISON = Actor("联络员", "城管局", frozenset({"liaison"}))
STRANGER = Actor("外单位联络员", "林业局", frozenset({"liaison"}))
DAY = date(2021, 7, 5)
TASK, SILENT = "duty:K-1:1#1", "data:air:2360A#1"


def later(days):
    return DAY + timedelta(days=days)


def facts(day, *, task=True, silent=True):
    """A task overdue since June, owed by one unit, and a site without data since the second of July."""
    milestone = Milestone("1", "hard", "6月底前", date(2021, 6, 30))
    duty = Duty("K-1", "三(一)1", "任务", (), (Assignment("城管局", "城管局", "lead"),), (milestone,), ())
    due = (DutyFact(duty, standing(duty.key, milestone, (), day)),) if task else ()
    return Facts(duties=due, freshness=(Freshness("air", "2360A", date(2021, 7, 2)),) if silent else ())


def detected(day=DAY, actor=OFFICE, alerts=None, **found):
    known = detect(rules().values(), facts(day, **found), day) if alerts is None else alerts
    given = {"alerts": [one.as_json() for one in known]}
    given["unjudged"] = [{"rule": "heavy_red", "why": {"zh": "没有预报", "en": "no forecast"}}]
    return perform("warning.detect", given, call(actor, day))


def step(action, key=TASK, actor=OFFICE, day=DAY, reason="", **given):
    return perform(f"warning.{action}", {"key": key, **given}, call(actor, day, reason))


def refused(run, *given, **named):
    """The code of the refusal; nothing may have been logged by it."""
    count = Record.objects.count()
    with pytest.raises(Problem) as problem:
        run(*given, **named)
    assert Record.objects.count() == count
    return problem.value.code.key


def lives(day=DAY):
    return {one.life.key: one.life for one in queries.warnings(day)}


def test_a_detection_raises_one_warning_a_cause_and_says_what_it_could_not_judge(office):
    lines = detected(actor=ANALYST)
    assert [(line.kind, line.key, line.state) for line in lines] == [
        ("detection", "warnings", ""), ("warning", TASK, "raised"), ("warning", SILENT, "raised"),
    ]  # fmt: skip
    one = WarningNow.objects.get(key=TASK)
    assert (one.state, one.level, one.document["rule"]) == ("raised", "orange", "task_overdue")
    alert = one.document["alert"]
    assert (alert["units"], alert["due"], alert["value"]) == (["城管局"], "2021-06-30", "-5")
    assert "overdue by 5 days" in alert["explanation"]["en"]
    stands = Detection.objects.get().document
    assert (stands["day"], stands["found"], stands["unjudged"][0]["rule"]) == ("2021-07-05", 2, "heavy_red")
    assert not any(one.faults for one in verify())


def test_the_same_detection_again_writes_nothing(office):
    detected()
    assert refused(detected) == "OPS023"
    assert WarningNow.objects.count() == 2


def test_a_second_detection_of_a_day_writes_what_is_new_alone(office):
    detected(silent=False)
    assert [line.key for line in detected()] == ["warnings", SILENT]


def test_the_days_of_detection_never_go_back(office):
    detected()
    assert refused(detected, later(-1)) == "OPS041"


def test_alerts_of_another_day_are_refused(office):
    assert refused(detected, alerts=detect(rules().values(), facts(later(1)), later(1))) == "OPS008"
    assert refused(perform, "warning.detect", {"alerts": [{"rule": "x"}]}, call(OFFICE)) == "OPS008"


def test_the_next_day_the_same_cause_is_the_same_warning_and_one_that_is_gone_changes_once(office):
    detected()
    detected(later(1), silent=False)
    seen = lives(later(1))
    assert (seen[TASK].raised_on, seen[TASK].last_seen) == (DAY, later(1))
    assert (seen[SILENT].state, seen[SILENT].cleared_on) == ("raised", later(1))
    assert [line.key for line in detected(later(2), silent=False)] == ["warnings", TASK]
    assert lives()[TASK].last_seen == DAY, "the past stays as it was known"
    (line,) = [line for line in queries.history(TASK) if line.version == 2]
    assert line.before["last_seen"] == "2021-07-05"
    assert "steps" not in line.before


def test_a_graver_warning_is_the_same_one_with_a_higher_level(office):
    detected()
    detected(later(25))
    (one,) = WarningNow.objects.filter(key=TASK)
    assert (one.level, one.document["rule"], one.document["episode"]) == ("red", "task_overdue_30", 1)


def closed(key=TASK, day=DAY):
    step("acknowledge", key, day=day)
    step("act", key, day=day, reason="已督促")
    step("judge", key, day=day, reason="现场核实", finding="true")
    return step("close", key, day=day)


def test_a_warning_goes_its_way_and_every_step_is_logged(office):
    detected()
    (line,) = closed()
    assert (line.state, line.version, line.role, line.before["state"]) == ("closed", 5, "coordinator", "judged")
    assert [one.action for one in queries.history(TASK)] == [
        "warning.detect", "warning.acknowledge", "warning.act", "warning.judge", "warning.close",
    ]  # fmt: skip
    assert [one.life.key for one in queries.open_warnings(DAY)] == [SILENT]
    assert lives()[TASK].finding == "true"
    assert not any(one.faults for one in verify())


def test_a_closed_cause_is_raised_again_after_a_detection_that_did_not_find_it(office):
    detected()
    closed()
    detected(later(1))
    assert set(lives(later(1))) == {TASK, SILENT}, "found without a break it stays closed"
    detected(later(2), task=False, silent=False)
    detected(later(3))
    assert lives(later(3))["duty:K-1:1#2"].state == "raised"
    assert lives(later(3))[TASK].state == "closed"


def test_who_may_answer_for_a_warning(office):
    detected()
    assert refused(detected, later(1), LIAISON) == "OPS006"
    assert refused(step, "acknowledge", actor=STRANGER) == "OPS040"
    assert refused(step, "acknowledge", actor=HEAD) == "OPS006"
    assert refused(step, "acknowledge", SILENT, LIAISON) == "OPS006", "it names no unit"
    assert refused(step, "acknowledge", actor=ANALYST) == "OPS006", "its rule names the coordinator alone"
    assert step("acknowledge", actor=LIAISON)[0].role == "liaison"
    assert step("acknowledge", SILENT, ANALYST)[0].role == "analyst"
    assert refused(step, "acknowledge", "duty:K-9:1#1") == "OPS013"
    assert refused(queries.history, "duty:K-9:1#1") == "OPS013"


def test_a_unit_answers_under_its_new_name(office):
    detected()
    perform("unit.enter", {"name": "城管局"}, call(HEAD, date(2021, 1, 1)))
    perform("unit.rename", {"unit": "城管局", "to": "城市综合执法局"}, call(HEAD, DAY))
    renamed = Actor("联络员", "城市综合执法局", frozenset({"liaison"}))
    assert step("acknowledge", actor=renamed)[0].unit == "城市综合执法局"


def test_steps_twice_out_of_turn_backdated_or_incomplete_are_refused(office):
    detected()
    assert refused(step, "close") == "EVA048"
    assert refused(step, "acknowledge", day=later(-1)) == "EVA050"
    step("acknowledge", day=later(1))
    assert refused(step, "acknowledge", actor=LIAISON, day=later(1)) == "EVA048"
    assert refused(step, "act", day=DAY, reason="已督促") == "EVA050"
    assert refused(step, "act", day=later(1)) == "EVA049"
    step("act", day=later(1), reason="已督促")
    assert refused(step, "act", day=later(1), reason="已督促") == "OPS023"
    step("act", day=later(2), reason="已督促")
    assert refused(step, "judge", day=later(2), reason="看过", finding="maybe") == "OPS008"


def test_somebody_who_looked_at_an_older_version_is_refused(office):
    detected()
    step("acknowledge", version=1)
    assert refused(step, "act", reason="已督促", version=1) == "OPS011"


def test_of_two_who_decide_at_once_the_second_is_refused(office):
    detected()
    acknowledge = actions()["warning.acknowledge"]
    (stale,) = acknowledge.decide(acknowledge.given(TASK), call(LIAISON, DAY))
    detected(later(1))
    assert refused(stale.subject.write, stale.key, stale.version, stale.after) == "OPS011"


def test_a_step_dated_before_the_last_detection_counts_from_its_own_day(office):
    detected()
    detected(later(2))
    step("acknowledge", day=later(1))
    assert lives(DAY)[TASK].state == "raised"
    assert lives(later(1))[TASK].state == "acknowledged"
    detected(later(3))
    step("act", day=later(5), reason="已督促")
    detected(later(4))
    assert lives(later(4))[TASK].state == "acknowledged", "what is done later is not known earlier"
    assert lives(later(5))[TASK].state == "acted"


def due(day, hour=23):
    found = queries.escalations(day, datetime(day.year, day.month, day.day, hour))
    return {one.warning.life.key: (one.step.key, one.call_at) for one in found}


def test_what_nobody_acknowledges_is_due_on_the_ladder_outside_quiet_hours(office):
    detected()
    assert due(later(2)) == {}
    detected(later(3))
    assert due(later(3)) == {TASK: ("remind", datetime(2021, 7, 9, 7))}
    assert due(later(3), 15) == {TASK: ("remind", datetime(2021, 7, 8, 15))}
    taken = {"unit": "城管局", "matter": "任务逾期", "reply_by": "2021-07-20"}
    given = {"matter": f"warning {TASK}", "step": "remind", "fields": taken}
    perform("supervision.take", given, call(OFFICE, later(3)))
    assert due(later(3)) == {}, "the step is taken"
    detected(later(10))
    assert due(later(10))[TASK][0] == "letter"
    step("acknowledge", day=later(10))
    assert due(later(10)) == {}


def test_nothing_is_due_for_a_cause_that_is_gone(office):
    detected()
    detected(later(3), task=False)
    assert due(later(3)) == {}


def test_each_rule_shows_its_own_precision(office):
    detected()
    closed()
    step("acknowledge", SILENT)
    step("judge", SILENT, finding="instrument", reason="停电")
    found = {one.rule: one for one in queries.precision(DAY)}
    assert (found["task_overdue"].share, found["air_silent"].share, found["heavy_red"].raised) == ("100.0", "0.0", 0)
    assert found["air_silent"].findings["instrument"] == 1


def test_a_role_of_a_ledger_alone_answers_for_nothing(office):
    detected()
    assert refused(step, "acknowledge", actor=WORKER) == "OPS006"


def test_the_open_warnings_are_those_that_were_not_closed_by_the_day(office):
    detected()
    step("acknowledge", day=later(1))
    step("judge", day=later(2), finding="false", reason="已完成")
    step("close", day=later(3))
    detected(day=later(5), task=False)
    for day in (DAY, later(2), later(3), later(5)):
        known = [one.life.key for one in queries.warnings(day) if one.life.state != "closed"]
        assert [one.life.key for one in queries.open_warnings(day)] == known
    assert [one.life.key for one in queries.open_warnings(later(2))] == [SILENT, TASK]
    assert [one.life.key for one in queries.open_warnings(later(3))] == [SILENT]


def test_a_warning_closed_after_the_day_that_was_detected_last_is_open_on_that_day(office):
    detected()
    step("acknowledge", day=later(7))
    step("judge", day=later(7), finding="false", reason="已完成")
    step("close", day=later(7))
    detected(day=later(5))
    assert TASK in [one.life.key for one in queries.open_warnings(later(5))]
    assert TASK not in [one.life.key for one in queries.open_warnings(later(7))]


def test_what_somebody_may_do_follows_from_state_role_and_unit(office):
    detected()

    def moves(actor, key=TASK):
        return queries.moves_of(standing_warning(key), actor, DAY)

    assert moves(OFFICE) == moves(LIAISON) == ("acknowledge",)
    assert moves(STRANGER) == moves(WORKER) == moves(LIAISON, SILENT) == ()
    step("acknowledge")
    assert (moves(OFFICE), moves(LIAISON)) == (("act", "judge"), ("act",))
    assert verdicts(standing_warning(TASK).life) == ("false", "instrument", "weather")
    step("act", reason="已派人")
    assert verdicts(standing_warning(TASK).life)[0] == "true"
