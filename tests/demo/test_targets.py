"""The whole plan on the whole lake: what is told in July, what is decided a year later. Water has tests of its own."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.evaluation.vocabulary import vocabulary
from qingshan.observations.store.lake import Lake
from qingshan.plans.loading import load_plan

IN_JULY, DECIDED = date(2021, 7, 31), date(2022, 6, 30)
WATER = {"T-二(一)3-1", "T-二(一)3-2", "T-二(五)1-1"}
STORY = {  # the value in July (None: yearly figures only), the value of the year, its verdict
    "T-二(二)1-1": (None, "4.1", "missed"),  # better than in 2020, short of the pace
    "T-二(二)2-1": (None, "3.36", "met"),
    "T-二(二)3-1": ("14.16", "14.24", "met"),
    "T-二(二)4-1": ("78.7", "186", "met"),
    "T-二(二)4-2": ("23.5", "95.5", "missed"),
    "T-二(二)4-3": ("240", "500", "met"),  # exactly a fifth of the five years' amount
    "T-二(二)4-4": ("16", "33.6", "met"),
    "T-二(三)1-1": ("93", "93.4", "missed"),  # by the province's 94
    "T-二(三)2-1": ("85.71", "90", "met"),  # exactly at its limit
    "T-二(四)1-1": (None, "72.6", "met"),
    "T-二(四)2-1": ("56.64", "56.66", "met"),
    "T-二(四)3-1": ("23.86", "23.86", "met"),
    "T-二(五)2-1": ("96.25", "96.19", "met"),
    "T-二(五)2-2": ("20.06", "21.47", "missed"),
    "T-二(五)3-1": ("100", "100", "met"),
    "T-二(五)3-2": ("99.15", "100", "met"),
    "T-二(五)4-1": ("50", "66.67", "met"),
    "T-二(五)4-2": ("10", "15", "missed"),
    "T-三(二)2-1": ("56.05", "55.7", "met"),
    "T-三(二)2-2": ("14.16", "14.24", "met"),
    "T-三(五)1-1": ("81.67", "81.67", "missed"),
    "T-三(五)1-2": ("71.43", "100", "met"),
    "T-三(五)2-1": ("50", "100", "met"),
    "T-三(五)2-2": ("100", "100", "met"),
}
DUE_BY_JULY = {"T-三(五)1-1": "missed", "T-三(五)2-2": "met"}


@pytest.fixture(scope="module")
def asked(folder):
    plan, lake, done = load_plan(folder / "plan.txt", vocabulary()), Lake.open(folder / "lake"), {}

    def ask(as_of, known_on=None):
        key = (as_of, known_on)
        return done[key] if key in done else done.setdefault(key, evaluate(plan, lake, Question(as_of, known_on)))

    return ask


def _rows(evaluation):
    return {row["id"]: row for row in evaluation.document["targets"]}


def _judged(evaluation, key):
    return next(entry for entry in evaluation.judged if entry.target.id == key)


def _verdict(row):
    return row["verdict"]["must"] or row["verdict"]["strive"]


def _same(value, other):
    return (value is None) == (other is None) and (value is None or float(value) == float(other))


def test_every_target_of_the_plan_is_in_the_story(asked):
    rows = _rows(asked(IN_JULY))
    assert len(rows) == 31
    assert {key for key, row in rows.items() if not (row["indicator"] or "air").startswith("air")} - WATER == set(STORY)


@pytest.mark.parametrize("key", STORY)
def test_in_july_a_value_is_provisional_and_what_is_not_due_stays_undecided(asked, key):
    row, value = _rows(asked(IN_JULY))[key], STORY[key][0]
    assert _same(row["value"], value)
    assert _verdict(row) == DUE_BY_JULY.get(key, "unknown")
    assert row["state"] == ("insufficient_data" if value is None else "final" if key in DUE_BY_JULY else "provisional")


@pytest.mark.parametrize("key", STORY)
def test_a_year_later_every_target_is_decided_on_final_figures(asked, key):
    row, (_, value, verdict) = _rows(asked(DECIDED))[key], STORY[key]
    assert _same(row["value"], value)
    assert (_verdict(row), row["state"]) == (verdict, "final")


def test_what_is_yearly_only_says_in_july_why_there_is_no_value(asked):
    reasons = {key: "；".join(text.zh for text in _judged(asked(IN_JULY), key).reasons) for key in STORY}
    assert "缺 2021 年全年的填报" in reasons["T-二(二)1-1"]
    assert "72.9" in reasons["T-二(四)1-1"]


def test_the_missing_month_is_said_until_the_year_closes_the_gap(asked):
    assert "2021-05" in _rows(asked(IN_JULY))["T-二(五)2-1"]["coverage"]["missing"]
    before = asked(date(2021, 12, 31), datetime(2022, 1, 20))
    row = _rows(before)["T-二(五)2-1"]
    assert (row["state"], _verdict(row)) == ("insufficient_data", "unknown")
    assert [text.zh for text in _judged(before, "T-二(五)2-1").reasons] == ["填报未覆盖整个考核期：缺 2021-05"]
    assert _rows(asked(DECIDED))["T-二(五)2-1"]["coverage"]["missing"] == []


def test_a_target_met_as_first_reported_is_missed_after_the_review(asked):
    first = _rows(asked(DECIDED, datetime(2022, 2, 1)))["T-二(五)2-2"]
    assert (float(first["value"]), first["state"], _verdict(first)) == (22.03, "provisional", "met")
    assert _verdict(_rows(asked(DECIDED))["T-二(五)2-2"]) == "missed"


def test_the_jump_shows_in_the_trace_of_its_target(asked):
    evaluation = asked(DECIDED)
    number = _rows(evaluation)["T-二(二)4-2"]["result"]
    trace = next(one for one in evaluation.document["results"] if one["id"] == number)
    assert "提示：jump" in json.dumps(trace, ensure_ascii=False)


def test_the_province_supersedes_the_plan_from_its_day_on(asked):
    before = _judged(asked(date(2021, 7, 19)), "T-二(三)1-1").must
    after = _judged(asked(IN_JULY), "T-二(三)1-1").must
    assert (before.limit, after.limit) == (93, 94)
    assert any("替代要点原定 ≥ 93" in note.zh for note in after.notes)


def test_the_unverified_five_year_figure_says_so(asked):
    notes = [note.zh for note in _judged(asked(IN_JULY), "T-二(二)1-1").must.notes]
    assert any("19.5" in note and "4.246" in note for note in notes)
    assert any("未核实" in note for note in notes)


def test_the_decisions_beside_the_plan_are_carried_out(folder, asked):
    plan = load_plan(folder / "plan.txt", vocabulary())
    decided = {target.id: target for target in plan.targets if target.decisions}
    assert set(decided) == {"T-二(四)1-1", "T-二(四)2-1", "T-三(五)1-1", "T-三(五)1-2", "T-三(五)2-1", "T-三(五)2-2"}
    assert all("演示" in note for target in decided.values() for note in target.decisions)
    assert "PLN121" not in {one.code for one in plan.diagnostics}, "a decision has lost its record"
    assert decided["T-二(四)1-1"].indicator.key == "ecology.eqi"
    assert str(_judged(asked(DECIDED), "T-二(四)2-1").must.notes[0].zh).startswith("“左右”按 ±0.5 %")
    wishes = {key: _judged(asked(DECIDED), key).strive.limit for key in decided if key.startswith("T-三")}
    assert wishes == {"T-三(五)1-1": 90, "T-三(五)1-2": 100, "T-三(五)2-1": 90, "T-三(五)2-2": 90}
