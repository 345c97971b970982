"""What the office adds to the facts of warnings and to the world of the x-ray."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from qingshan.evaluation.warnings.detect import detect
from qingshan.evaluation.warnings.facts import Facts, Reading
from qingshan.evaluation.warnings.rule import rules
from qingshan.evaluation.xray.rule import xray
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text
from qingshan.operations.action import perform
from qingshan.operations.facts import Proposal, items, of_office, proposals, readings_at_closing
from tests.operations.conftest import CHECKER, WORKER, call, opened
from tests.operations.test_supervision import REMINDER, take
from tests.operations.test_tasks import ISSUED, OFFICE, adopt, plan

SHUT, DAY = date(2021, 6, 1), date(2021, 7, 20)
LABEL = Text("PM2.5年均浓度", "PM2.5")


def reading(value):
    number = None if value is None else Decimal(value)
    return Reading("T-1", "air.pm25_mean", LABEL, "甲区", number, "µg/m³", None, "≤34", "unknown", None, "lower")


def act(action, actor, day, evidence=(), key="s1", reason="", document="", **given):
    asked = {"ledger": "smokes", "key": key, "action": action, "given": given, "evidence": list(evidence)}
    return perform("ledger.act", asked, call(actor, day, reason, document))


def proof(key, kind, dated, tmp_path, expires=None):
    file = tmp_path / key
    file.write_bytes(key.encode())
    given = {"key": key, "kind": kind, "title": key, "dated": dated, "file": str(file), "expires": expires}
    perform("evidence.add", given, call(WORKER, date.fromisoformat(dated)))


def shut(tmp_path, key="s1", **fields):
    """An entry of a unit in an area, rectified and closed on the first of June."""
    given = {"areas": ["甲区"], "units": ["城管局"], "due_on": "2021-06-30", **fields}
    perform("ledger.open", {"ledger": "smokes", "key": key, "fields": given}, call(OFFICE, date(2021, 3, 1)))
    proof(f"{key}-report", "rectification_report", "2021-05-01", tmp_path, "2021-07-01")
    proof(f"{key}-check", "check_record", "2021-05-31", tmp_path)
    act("start", WORKER, date(2021, 3, 2), key=key, measures="停炉")
    act("finish", WORKER, date(2021, 5, 2), [f"{key}-report"], key, outcome="已停")
    act("close", CHECKER, SHUT, [f"{key}-check"], key, checked_on="2021-05-31")


def stood(value="30", day=SHUT):
    """A detection that kept how the target stood."""
    given = {"alerts": [], "readings": msgspec.to_builtins([reading(value)])}
    perform("warning.detect", given, call(OFFICE, day))


def added(now, day=DAY):
    return of_office(Facts(readings=(reading(now),)), day)


def found(facts, day=DAY):
    return {one.cause: one.rule for one in detect(rules().values(), facts, day)}


def test_deadlines_of_every_ledger_become_warnings(office):
    opened()
    perform("ledger.open", {"ledger": "ponds", "key": "p2", "fields": {"name": "塘", "unit": "城管局"}}, call())
    facts = added(None)
    assert [(one.entry, one.state, one.units) for one in facts.dues] == [
        ("p1/finish", "overdue", ("城管局",)), ("p2/finish", "undated", ("城管局",)),
    ]  # fmt: skip
    assert found(facts) == {"entry:ponds:p1/finish": "entry_overdue"}
    assert added(None, day=date(2021, 2, 28)).dues == ()


def test_an_answer_that_is_late_becomes_a_warning_of_its_own(office):
    opened(finish="2021-12-31")
    take("remind", REMINDER, day=date(2021, 7, 5))
    (alert,) = detect(rules().values(), added(None), DAY)
    assert (alert.cause, alert.rule, alert.units) == (
        "entry:supervision:entry ponds/p1/1",
        "entry_overdue",
        ("城管局",),
    )
    assert "提醒 entry ponds/p1" in alert.explanation.zh


def test_a_closed_entry_whose_indicator_worsened_is_warned_of_and_proposed(office, tmp_path):
    shut(tmp_path)
    stood("29", date(2021, 5, 1))
    stood("30")
    stood("40", date(2021, 7, 1))
    facts = added("31")
    assert [(on, readings[0].value) for on, readings in facts.earlier] == [(SHUT, Decimal(30))]
    assert found(facts) == {"rebound:smokes:s1": "entry_worse_since_closing"}
    assert list(proposals(DAY, facts.readings, facts.earlier)) == [Proposal("smokes", "s1", ("air.pm25_mean",))]
    better = added("30")
    assert found(better) == {}
    assert list(proposals(DAY, better.readings, better.earlier)) == []


def test_without_a_detection_before_the_closing_nothing_is_said_of_it(office, tmp_path):
    shut(tmp_path)
    stood("20", date(2021, 6, 2))
    assert added("31").earlier == ((SHUT, ()),)
    assert found(added("31")) == {}


def test_an_entry_opened_again_is_warned_of_and_no_more_proposed(office, tmp_path):
    shut(tmp_path)
    proof("again", "rebound_record", "2021-07-01", tmp_path)
    act("reopen", CHECKER, date(2021, 7, 2), ["again"], reason="复燃", document="函", due_on="2021-12-31")
    facts = added("31")
    assert facts.earlier == ()
    assert found(facts) == {"rebound:smokes:s1": "entry_rebound"}
    assert list(proposals(DAY, facts.readings, ((SHUT, (reading("30"),)),))) == []
    assert [on for on, _ in added("31", day=date(2021, 7, 1)).earlier] == [SHUT], "the day before it stood closed"


def test_a_pond_that_no_action_reopens_is_not_proposed(office, tmp_path):
    opened()
    proof("photo", "photo", "2021-05-31", tmp_path)
    for action, actor, evidence in (("start", WORKER, []), ("submit", WORKER, []), ("close", CHECKER, ["photo"])):
        asked = {"ledger": "ponds", "key": "p1", "action": action, "evidence": evidence}
        perform("ledger.act", asked, call(actor, SHUT))
    assert added("31").closed == ()


@pytest.fixture
def world(office, tmp_path):
    adopt(plan())
    shut(tmp_path)
    return lambda day=DAY: World(day, plan(), items=items(day, plan()), readings=(reading("31"),))


def codes(world):
    return {(one.rule.code, one.place) for one in xray(world) if one.rule.code in {"XR007", "XR009", "XR011", "XR029"}}


def test_the_x_ray_sees_entries_with_the_evidence_they_were_moved_on_with(world):
    (item,) = world().items
    assert (item.is_closed, item.closed_on, item.units, item.area) == (True, SHUT, ("城管局",), "甲区")
    assert [(one.key, one.used_on) for one in item.proofs] == [("s1-report", date(2021, 5, 2)), ("s1-check", SHUT)]
    assert [(one.action, one.workers, one.verifiers) for one in item.checks] == [("close", ("张三",), ("李四",))]
    assert codes(world()) == {("XR029", "smokes s1 s1-report")}
    (before,) = world(date(2021, 5, 2)).items
    assert (before.is_closed, len(before.proofs)) == (False, 1)


def test_the_x_ray_compares_with_the_day_of_closing(world):
    stood("30")
    assert ("XR011", "smokes s1") in codes(replace(world(), earlier=readings_at_closing(DAY)))


def test_an_entry_the_plan_promised_knows_its_target(world):
    perform("ledger.promised", {}, call(OFFICE, ISSUED))
    given = {"ledger": "inspection_problems", "key": "2021 T-三(二)1-1-1", "action": "correct"}
    perform("ledger.act", {**given, "given": {"due_manner": "binding"}}, call(OFFICE, ISSUED, "更正"))
    targets = {item.entry: item.target for item in world().items}
    assert targets["2021 T-三(二)1-2-1"] == "T-三(二)1-2"
    assert ("XR007", "inspection_problems 2021 T-三(二)1-1-1") in codes(world())
