"""Warnings: every kind of watching, one warning a cause, the life of a warning, the ladder."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from qingshan.evaluation.duties.duty import Assignment, Duty, Milestone
from qingshan.evaluation.duties.standing import standing
from qingshan.evaluation.warnings import ladder as steps
from qingshan.evaluation.warnings.calling import call_at, escalation, precision
from qingshan.evaluation.warnings.detect import detect, unwatched
from qingshan.evaluation.warnings.entries import closed, dues
from qingshan.evaluation.warnings.facts import (
    ClosedEntry,
    Course,
    DutyFact,
    Facts,
    FlagCount,
    Forecast,
    Freshness,
    LedgerDue,
    Ranks,
    Reading,
)
from qingshan.evaluation.warnings.life import Step, follow, take
from qingshan.evaluation.warnings.page import page
from qingshan.evaluation.warnings.rule import load, rules
from qingshan.evaluation.warnings.watching import watches
from qingshan.kernel import registry
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.ledgers.entry import Actor, Entry
from qingshan.ledgers.machine import open_entry
from qingshan.ledgers.workdays import Nothing
from qingshan.plans.ir import Role

DAY = date(2021, 7, 5)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "warnings.md"
PM25 = Text("PM2.5年均浓度", "PM2.5")
ROLE: Role = "responsible"


def reading(**more):
    fields = {
        "target": "T-1", "indicator": "air.pm25_mean", "label": PM25, "area": "市中心城区", "value": Decimal(33),
        "unit": "µg/m³", "gap": Decimal(1), "asked": "≤34", "must": "unknown", "strive": None, "direction": "lower",
    }  # fmt: skip
    return Reading(**fields | more)


def found(facts, day=DAY):
    return {alert.cause: (alert.rule, alert.level) for alert in detect(rules().values(), facts, day)}


def course(*values, indicator="air.pm25_mean", direction="lower"):
    """The months up to June 2021, the year before first, all at 30 in 2020."""
    months = [(f"2020-{month:02d}", Decimal(30)) for month in range(1, 13)]
    months += [(f"2021-{month:02d}", None if one is None else Decimal(one)) for month, one in enumerate(values, 1)]
    return Course(indicator, PM25, "市中心城区", direction, tuple(months))


def task(kind="hard", on=date(2021, 6, 30), day=DAY):
    milestone = Milestone("1", kind, "6月底前", on)
    duty = Duty("K-1", "三(一)1", "任务", (), (Assignment("市甲局", "市甲局", ROLE),), (milestone,), ())
    return DutyFact(duty, standing(duty.key, milestone, (), day))


def due(state, left):
    return LedgerDue("inspection_problems", "P-1", "问题一", state, DAY, left, ("市甲局",))


def ranked(*places):
    months = [(f"2021-{month:02d}", place, 168) for month, place in enumerate(places, 5)]
    return Ranks("air.composite_index", PM25, "甲市", tuple(months))


CLAIMED = replace(task(), standing=replace(task().standing, state="done_awaiting_proof"))
CLOSED = ClosedEntry("inspection_problems", "P-1", "问题一", "air.pm25_mean", "市中心城区", date(2021, 3, 31))
BEFORE = ((date(2021, 3, 31), (reading(value=Decimal(32)),)),)

PLANTED = [
    ("target_missed", Facts(readings=(reading(must="missed"),))),
    ("target_out_of_reach", Facts(readings=(reading(must="off_track"),))),
    ("target_at_risk", Facts(readings=(reading(must="at_risk"),))),
    ("target_short", Facts(readings=(reading(gap=Decimal("-0.1")),))),
    ("hope_out_of_reach", Facts(readings=(reading(strive="off_track"),))),
    ("bad_water_section", Facts(readings=(reading(indicator="water.bad_section_ratio", value=Decimal("0.1")),))),
    ("heavy_day", Facts(readings=(reading(indicator="air.heavy_days", value=Decimal(1)),))),
    ("task_due_30", Facts(duties=(task(on=DAY + timedelta(days=30)),))),
    ("task_due_7", Facts(duties=(task(on=DAY + timedelta(days=7)),))),
    ("task_past_hoped_for", Facts(duties=(task("soft"),))),
    ("task_overdue", Facts(duties=(task(),))),
    ("task_overdue_30", Facts(duties=(task(on=DAY - timedelta(days=30)),))),
    ("task_awaits_proof", Facts(duties=(CLAIMED,))),
    ("entry_due_30", Facts(dues=(due("due_soon", 8),))),
    ("entry_due_7", Facts(dues=(due("due_soon", 0),))),
    ("entry_past_hoped_for", Facts(dues=(due("past_hoped_for", -5),))),
    ("entry_overdue", Facts(dues=(due("overdue", -1),))),
    ("entry_rebound", Facts(closed=(replace(CLOSED, reopened=DAY),))),
    ("entry_worse_since_closing", Facts(readings=(reading(),), earlier=BEFORE, closed=(CLOSED,))),
    ("air_silent", Facts(freshness=(Freshness("air", "2360A", DAY - timedelta(days=2)),))),
    ("water_silent", Facts(freshness=(Freshness("water", "江西省/梅港", None),))),
    ("return_silent", Facts(freshness=(Freshness("reported", "鹰潭市 森林覆盖率", date(2020, 12, 1)),))),
    ("values_flagged", Facts(flags=(FlagCount("jump", "2358A", "so2", DAY, 1),))),
    ("instrument_suspect", Facts(flags=(FlagCount("flat_line", "2359A", "no2", DAY - timedelta(days=6), 24),))),
    ("hebei_two_rises", Facts(courses=(course(31, 29, 31),))),
    ("hebei_three_rises", Facts(courses=(course(31, 29, 31, 29, 31),))),
    ("sichuan_three_rises", Facts(courses=(course(29, 31, 31, 31),))),
    ("hebei_last_ten", Facts(ranks=(ranked(159, 168),))),
    ("heavy_blue", Facts(forecasts=(Forecast("鹰潭市", DAY, (201,)),))),
    ("heavy_yellow", Facts(forecasts=(Forecast("鹰潭市", DAY, (201, 201)),))),
    ("heavy_orange", Facts(forecasts=(Forecast("鹰潭市", DAY, (201, 201, 201)),))),
    ("heavy_red", Facts(forecasts=(Forecast("鹰潭市", DAY, (500,)),))),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts"), PLANTED, ids=[rule for rule, _ in PLANTED])
def test_each_rule_speaks_for_what_was_planted_and_explains_itself(rule, facts):
    (alert,) = detect(rules().values(), facts, DAY)
    assert alert.rule == rule
    for said in (alert.explanation.zh, alert.explanation.en):
        assert said
        assert not re.search(r"[{}]", said)
    assert alert.source
    assert alert.as_json()["explanation"]["zh"] == alert.explanation.zh


def test_every_rule_has_been_planted():
    assert {rule for rule, _ in PLANTED} == set(rules())


JUST_NOT = {
    "target_short": Facts(readings=(reading(gap=Decimal(0)),)),
    "unknown": Facts(readings=(reading(value=None, gap=None),)),
    "bad_water_section": Facts(readings=(reading(indicator="water.bad_section_ratio", value=Decimal(0)),)),
    "task_due_30": Facts(duties=(task(on=DAY + timedelta(days=31)),)),
    "open task": Facts(duties=(task("open", None),)),
    "entry on time": Facts(dues=(due("on_time", 40), due("suspended", -4))),
    "no worse": Facts(readings=(reading(),), earlier=((date(2021, 3, 31), (reading(),)),), closed=(CLOSED,)),
    "no value at closing": Facts(readings=(reading(),), closed=(CLOSED,)),
    "air_silent": Facts(freshness=(Freshness("air", "2360A", DAY - timedelta(days=1)),)),
    "flags before the window": Facts(flags=(FlagCount("jump", "2358A", "so2", DAY - timedelta(days=7), 9),)),
    "one rise": Facts(courses=(course(31, 30),)),
    "a month that is not over": Facts(courses=(course(31, 29, 29, 29, 29, 29, 31),)),
    "a month without a value": Facts(courses=(course(31, None, 29),)),
    "rank": Facts(ranks=(ranked(158, 168),)),
    "a gap in the forecast": Facts(forecasts=(Forecast("鹰潭市", DAY, (None, 200)),)),
}


@pytest.mark.parametrize("name", JUST_NOT)
def test_nothing_is_warned_of_just_short_of_a_threshold(name):
    assert found(JUST_NOT[name]) == {}


def test_a_rise_is_a_fall_where_more_is_better():
    share = course(29, 29, indicator="air.pm25_mean", direction="higher")
    assert found(Facts(courses=(share,))) == {"indicator:air.pm25_mean:市中心城区": ("hebei_two_rises", "yellow")}


def test_three_months_running_end_with_the_latest_month():
    assert (
        found(Facts(courses=(course(31, 31, 31, 29),)))["indicator:air.pm25_mean:市中心城区"][0] == "hebei_three_rises"
    )


def test_the_edition_in_force_on_the_day_decides_the_tier():
    facts = Facts(forecasts=(Forecast("鹰潭市", DAY, (201,)),))
    assert found(facts, date(2023, 12, 1))["forecast:鹰潭市"] == ("heavy_blue", "blue")
    assert found(facts, date(2024, 12, 1))["forecast:鹰潭市"] == ("heavy_yellow", "yellow")


def test_one_warning_a_cause_the_gravest_rule_speaks_and_the_others_are_listed():
    facts = Facts(readings=(reading(must="missed", gap=Decimal(-2)),), courses=(course(31, 31),))
    (alert,) = detect(rules().values(), facts, DAY)
    assert (alert.rule, alert.others) == ("target_missed", ("hebei_two_rises", "target_short"))
    (later,) = detect(rules().values(), facts, DAY + timedelta(days=1))
    assert later.cause == alert.cause


def test_units_are_named_where_the_rule_asks_for_them():
    (alert,) = detect(rules().values(), Facts(duties=(task(),)), DAY)
    assert (alert.units, alert.due) == (("市甲局",), date(2021, 6, 30))


def test_what_cannot_be_watched_is_said():
    said = {rule.watches: text.en for rule, text in unwatched(rules().values(), Facts(readings=(reading(),)))}
    assert set(said) == set(watches()) - {"value", "gap", "verdict"}
    assert said["tier"] == "there is nothing to look at: air quality forecasts"


def test_texts_use_only_the_words_their_kind_fills():
    for rule in rules().values():
        for said in (rule.says.zh, rule.says.en):
            used = set(re.findall(r"{(\w+)}", said))
            assert used <= {"subject", "value", "threshold", *watches()[rule.watches].words}, rule.key


def test_steps_named_by_rules_stand_on_the_ladder():
    for rule in rules().values():
        for one in rule.escalate:
            assert steps.ladder().step(one.step).key == one.step


BAD = ("key: x", "key: x\nthreshold: abc")


@pytest.mark.parametrize("text", BAD)
def test_a_rule_that_is_not_one_is_refused(tmp_path, text):
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as raised:
        load(path)
    assert raised.value.code.key == "EVA047"


def test_a_bureau_may_change_a_figure(tmp_path, monkeypatch):
    folder = tmp_path / "evaluation" / "warnings" / "rules"
    folder.mkdir(parents=True)
    ours = next(path for path in registry.files("evaluation/warnings/rules", "air_silent.yaml"))
    text = ours.read_text(encoding="utf-8").replace('threshold: "2"', 'threshold: "1"')
    (folder / "air_silent.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv(registry.SETTING, str(tmp_path))
    assert found(JUST_NOT["air_silent"]) == {"data:air:2360A": ("air_silent", "yellow")}


def test_an_unknown_kind_of_watching_is_refused():
    odd = replace_rule(rules()["air_silent"], watches="stars")
    with pytest.raises(Problem, match="warning rule"):
        detect([odd], Facts(), DAY)


def replace_rule(rule, **changes):
    import msgspec

    return msgspec.structs.replace(rule, **changes)


def raised(day=DAY, facts=None):
    return follow((), detect(rules().values(), facts or Facts(duties=(task(),)), day), day, None)


def step(action, on, **more):
    return Step(action, on, "甲", "coordinator", **more)


def lived(*taken):
    (life,) = raised()
    for one in taken:
        life = take(life, one)
    return life


DONE = (
    step("acknowledge", DAY),
    step("act", DAY, note="已督促"),
    step("judge", DAY, finding="true", note="核实"),
    step("close", DAY),
)


def test_a_warning_lives_from_raised_to_closed():
    states = [lived(*DONE[:count]).state for count in range(5)]
    assert states == ["raised", "acknowledged", "acted", "judged", "closed"]
    assert lived(*DONE).finding == "true"


@pytest.mark.parametrize(
    ("code", "taken"),
    [
        ("EVA048", (step("close", DAY),)),
        ("EVA048", (*DONE, step("act", DAY, note="又"))),
        ("EVA048", (DONE[0], step("judge", DAY, finding="true", note="核实"))),
        ("EVA049", (DONE[0], step("act", DAY))),
        ("EVA049", (DONE[0], step("judge", DAY, note="看过"))),
        ("EVA050", (step("acknowledge", DAY - timedelta(days=1)),)),
    ],
)
def test_a_step_that_may_not_be_taken_is_refused(code, taken):
    with pytest.raises(Problem) as problem:
        lived(*taken)
    assert problem.value.code.key == code


def test_the_same_cause_on_the_next_day_is_the_same_warning():
    first, later = raised(), DAY + timedelta(days=1)
    facts = Facts(duties=(task(day=later),))
    (second,) = follow(first, detect(rules().values(), facts, later), later, DAY)
    assert (second.episode, second.raised_on, second.last_seen) == (1, DAY, later)
    (gone,) = follow((second,), (), later + timedelta(days=1), later)
    assert gone.cleared_on == later + timedelta(days=1)
    assert gone.state == "raised"


def test_a_closed_cause_is_raised_again_only_after_a_break_or_when_graver():
    closed, days = lived(*DONE), [DAY + timedelta(days=count) for count in range(40)]
    alerts = [detect(rules().values(), Facts(duties=(task(day=day),)), day) for day in days]
    (still,) = follow((closed,), alerts[1], days[1], days[0])
    assert (still.state, still.last_seen) == ("closed", days[1])
    assert [life.episode for life in follow((still,), alerts[3], days[3], days[2])] == [1, 2]
    graver = follow((replace(still, last_seen=days[34]),), alerts[35], days[35], days[34])
    assert [(life.rule, life.episode) for life in graver] == [("task_overdue", 1), ("task_overdue_30", 2)]


def test_an_open_warning_rises_in_level_and_never_falls():
    later = DAY + timedelta(days=30)
    (graver,) = follow(raised(), detect(rules().values(), Facts(duties=(task(day=later),)), later), later, DAY)
    assert (graver.rule, graver.level) == ("task_overdue_30", "red")
    (same,) = follow((graver,), detect(rules().values(), Facts(duties=(task(),)), DAY), later, DAY)
    assert same.level == "red"


def test_a_warning_and_what_was_found_are_plain_values_and_back():
    life, (alert,) = lived(*DONE), detect(rules().values(), Facts(duties=(task(),)), DAY)
    for one in (life, alert):
        assert type(one).from_json(json.loads(json.dumps(one.as_json()))) == one
    assert (life.key, life.as_json()["state"]) == ("duty:K-1:1#1", "closed")


def test_a_step_to_come_is_not_taken_yet():
    life = lived(DONE[0], step("act", DAY + timedelta(days=2), note="已督促"))
    assert [life.by(DAY + timedelta(days=days)).state for days in (-1, 0, 1, 2)] == [
        "raised", "acknowledged", "acknowledged", "acted",
    ]  # fmt: skip


def test_nobody_answers_and_the_ladder_is_due():
    rule, (life,) = rules()["task_overdue"], raised()
    waited = [escalation(rule, life, DAY + timedelta(days=days)) for days in (2, 3, 9, 10)]
    assert waited == [None, "remind", "remind", "letter"]
    assert escalation(rule, take(life, step("acknowledge", DAY)), DAY + timedelta(days=30)) is None


def test_nobody_is_called_in_quiet_hours():
    rule = rules()["task_overdue"]
    asked = [datetime(2021, 7, 5, hour, 30) for hour in (6, 7, 21, 22)]
    assert [call_at(rule, one) for one in asked] == [
        datetime(2021, 7, 5, 7), asked[1], asked[2], datetime(2021, 7, 6, 7),
    ]  # fmt: skip
    assert call_at(rules()["target_missed"], asked[0]) == asked[0]


def test_precision_is_true_over_decided_and_says_when_none_is():
    rule, true = rules()["task_overdue"], lived(*DONE)
    false = lived(DONE[0], step("judge", DAY, finding="false", note="时限录错"))
    (open_life,) = raised()
    (found,) = precision([rule], [true, true, false, open_life])
    assert (found.share, found.decided, found.raised) == ("66.7", 3, 4)
    assert found.said.en == "66.7% (true 2 of 3 decided, 4 raised)"
    (none,) = precision([rule], [open_life])
    assert (none.share, none.said.zh) == (None, "尚无判定，共 1 次")


def taken(key, on=DAY, reason="", **fields):
    declared = steps.ladder().step(key)
    return steps.Taken(key, on, "甲", "coordinator", dict.fromkeys(declared.fields, "填") | fields, reason)


def test_the_ladder_is_climbed_step_by_step():
    which, done, order = steps.ladder(), (), []
    while (following := steps.next_step(which, done)) is not None:
        order.append(following.label.zh)
        done = steps.take(which, done, taken(following.key))
    assert order == ["提醒", "函告", "通报", "约谈", "挂牌督办"]


def test_an_order_may_be_given_at_any_step_and_changes_none():
    which = steps.ladder()
    done = steps.take(which, (), taken("order"))
    assert steps.next_step(which, done).key == "remind"
    done = steps.take(which, steps.take(which, done, taken("remind")), taken("order"))
    assert steps.next_step(which, done).key == "letter"
    assert steps.height(which, steps.take(which, done, taken("remind"))) == 1


@pytest.mark.parametrize(
    ("code", "done", "one"),
    [
        ("EVA051", (), steps.Taken("scold", DAY, "甲", "leader", {})),
        ("EVA052", (), taken("circular")),
        ("EVA052", (taken("remind"), taken("letter")), taken("remind")),
        ("EVA049", (), taken("remind", matter=" ")),
        ("EVA050", (taken("remind"),), taken("letter", on=DAY - timedelta(days=1))),
    ],
)
def test_a_ladder_step_that_may_not_be_taken_is_refused(code, done, one):
    with pytest.raises(Problem) as problem:
        steps.take(steps.ladder(), done, one)
    assert problem.value.code.key == code


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("answer_by: reply_by", "answer_by: finish_by"),
        ("answered_by: [liaison, coordinator]", "answered_by: []"),
        ("[unit, matter, reply_by]", "[unit, matter, colour, reply_by]"),
    ],
)
def test_a_ladder_that_does_not_hold_together_is_refused(tmp_path, monkeypatch, there, instead):
    ours = next(path for path in registry.folders("evaluation/warnings") if (path / "ladder.yaml").is_file())
    text = (ours / "ladder.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "evaluation" / "warnings"
    folder.mkdir(parents=True)
    (folder / "ladder.yaml").write_text(text.replace(there, instead, 1), encoding="utf-8")
    monkeypatch.setenv(registry.SETTING, str(tmp_path))
    with pytest.raises(Problem) as problem:
        steps.ladder()
    assert problem.value.code.key == "EVA047"


def test_a_step_may_be_skipped_with_a_reason():
    done = steps.take(steps.ladder(), (), taken("interview", reason="省级要求直接约谈"))
    assert steps.next_step(steps.ladder(), done).key == "listed"


def test_the_page_is_up_to_date(monkeypatch):
    monkeypatch.delenv(registry.SETTING, raising=False)
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m qingshan.evaluation.warnings.page > docs/warnings.md"


def opened(**fields):
    clerk = Actor("甲", "市污防办", frozenset({"coordinator"}))
    given = {
        "source": "province", "problem": "弃渣", "units": ["甲县人民政府"], "areas": ["市中心城区"],
        "indicator": ["air.pm25_mean"], "due_on": "2021-06-30", "due_manner": "binding",
    }  # fmt: skip
    return open_entry(ledgers()["inspection_problems"], "P-1", given | fields, clerk, date(2021, 1, 4))[0]


def shut(entry: Entry) -> Entry:
    return replace(entry, state="closed", path=(*entry.path, ("closed", CLOSED.closed_on)))


def test_entries_of_a_ledger_are_watched():
    ledger = ledgers()["inspection_problems"]
    hoped = replace(opened(due_manner="hoped"), key="P-2")
    (alert, hope) = detect(rules().values(), Facts(dues=tuple(dues(ledger, [opened(), hoped], DAY, Nothing()))), DAY)
    assert (alert.rule, alert.units, alert.due) == ("entry_overdue", ("甲县人民政府",), date(2021, 6, 30))
    assert hope.rule == "entry_past_hoped_for"
    assert not list(dues(ledger, [], DAY, Nothing()))


def test_a_closed_entry_stays_bound_to_its_indicator():
    ledger, entry = ledgers()["inspection_problems"], shut(opened())
    (bound,) = closed(ledger, [entry])
    assert (bound.indicator, bound.area, bound.closed_on) == ("air.pm25_mean", "市中心城区", CLOSED.closed_on)
    facts = Facts(readings=(reading(),), earlier=BEFORE, closed=(bound,))
    assert [alert.rule for alert in detect(rules().values(), facts, DAY)] == ["entry_worse_since_closing"]
    again = replace(entry, state="rebound", round_on=DAY)
    (back,) = closed(ledger, [again])
    assert back.reopened == DAY
    assert not list(closed(ledger, [opened()]))
