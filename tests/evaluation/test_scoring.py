"""Schemes and rule kinds against their worked cases; every point lost is explained; marginal values are exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.scoring.cases import kind_cases, scheme_cases
from qingshan.evaluation.scoring.inputs import read_inputs, supposed
from qingshan.evaluation.scoring.kind import PLACE, kinds, shown
from qingshan.evaluation.scoring.records import Input
from qingshan.evaluation.scoring.scheme import read_scheme, scheme, schemes
from qingshan.evaluation.scoring.score import differences, score
from qingshan.kernel.citation import Verification
from qingshan.kernel.problems import Problem
from qingshan.kernel.registry import SETTING
from qingshan.kernel.text import Text

KINDS, SCHEMES = kind_cases(), scheme_cases()


@pytest.mark.parametrize("case", KINDS, ids=[f"{case.rules[-1]['kind']} {case.name}" for case in KINDS])
def test_a_rule_kind_gives_what_its_case_says(case):
    assert case.differs() is None


@pytest.mark.parametrize("case", SCHEMES, ids=[f"{case.scheme} {case.name}" for case in SCHEMES])
def test_a_scheme_gives_what_its_case_says(case):
    assert case.differences() == {}


def test_all_eleven_kinds_have_cases_and_a_missing_value_among_them():
    assert len(kinds()) >= 11
    for name in kinds():
        own = [case for case in KINDS if case.rules[-1]["kind"] == name]
        assert any(None in case.values.values() for case in own), name
        assert any(value is not None and value < 0 for case in own for value in case.values.values()), name


def test_every_scheme_has_cases_and_every_item_of_it_is_in_one():
    for key, found in schemes().items():
        seen = {name for case in SCHEMES if case.scheme == key for name in case.items}
        assert seen >= {item.key for _, item, _ in found.leaves()}, key


def test_a_case_can_fail():
    case = next(case for case in SCHEMES if case.name.startswith("少一天"))
    wrong = type(case)(**{name: getattr(case, name) for name in case.__struct_fields__} | {"items": {"air_days": 7}})
    assert wrong.differences() == {"air_days": (7, Fraction("6.8"))}


@pytest.mark.parametrize("case", SCHEMES, ids=[f"{case.scheme} {case.name}" for case in SCHEMES])
def test_every_point_lost_names_indicator_value_rule_and_source(case):
    found = case.scored()
    for item in found.items:
        if item.got is None:
            assert item.lacking
            continue
        assert sum((line.change for line in item.lines), Fraction(0)) == item.got - item.full
        for line in item.lines:
            if line.change:
                assert line.readings
                assert all(one.value in line.why.zh and one.label.zh in line.why.zh for one in line.readings)
                assert line.kind in kinds()
                assert shown(abs(line.change)) in line.why.en
                assert line.source in line.why.en
                assert found.scheme.source.document in line.source


def test_an_open_item_names_what_is_not_known_and_why():
    inputs = {"air.pm10_mean": Input(None, Text("没有点位", "no site")), "air.pm10_mean:target": Input(Fraction(70))}
    item = score(scheme("city_2018"), inputs).items[0]
    assert item.state == "open"
    assert [text.en for text in item.lacking] == [f"{indicators()['air.pm10_mean'].label.en} is not known: no site"]


def test_a_provisional_input_makes_its_item_provisional():
    inputs = _numbers({"air.good_days": "300", "air.good_days:target": "330"})
    inputs["air.good_days"] = Input(Fraction(300), None, provisional=True)
    assert [item.state for item in score(scheme("older_city"), inputs).items] == ["provisional", "open"]


def test_marks_so_far_stand_beside_marks_decided_and_full_marks():
    found = score(scheme("city_2018"), _numbers({"air.pm10_mean": "72", "air.pm10_mean:target": "70"}), "月湖区")
    assert (found.subject, found.so_far, found.decided, found.full) == ("月湖区", 2, 3, 100)


def test_the_grade_is_a_range_while_marks_are_open():
    names = scheme("air_ten_tasks").reads()
    inputs = {name: Input(Fraction(100)) for name in names if name != "tasks.management"}
    worst, best = score(scheme("air_ten_tasks"), inputs).grades
    assert (worst.key, best.key) == ("good", "excellent")


def test_an_event_keeps_the_grade_down_and_an_unknown_one_may(tmp_path):
    found = read_scheme(_file(tmp_path, VETO))
    full = {"a": Input(Fraction(1)), "events": Input(Fraction(0))}
    assert [grade.key for grade in score(found, full).grades] == ["excellent", "excellent"]
    fired = score(found, full | {"events": Input(Fraction(1))})
    assert ([grade.key for grade in fired.grades], [item.key for item in fired.caps]) == (["good", "good"], ["major"])
    assert [grade.key for grade in score(found, {"a": Input(Fraction(1))}).grades] == ["good", "excellent"]
    low = score(found, {"a": Input(Fraction(0)), "events": Input(Fraction(1))})
    assert [grade.key for grade in low.grades] == ["fail", "fail"]


def test_a_bonus_still_open_may_lift_the_best_grade(tmp_path):
    bonus = '- {key: more, label: {zh: 加, en: m}, full: "0", rules: [{kind: bonus, value: b, per: "1", ceiling: "3"}]}'
    text = VETO.replace("inputs: {a:", "inputs: {b: {label: {zh: 乙, en: b}}, a:").replace('least: "9"', 'least: "12"')
    found = read_scheme(_file(tmp_path, f"{text}{bonus}\n"))
    known = {"a": Input(Fraction(1)), "events": Input(Fraction(0))}
    assert [grade.key for grade in score(found, known).grades] == ["good", "excellent"]
    assert [grade.key for grade in score(found, known | {"b": Input(Fraction(1))}).grades] == ["good", "good"]


# Marginal values


def _numbers(values):
    return {name: Input(None if text is None else Fraction(text)) for name, text in values.items()}


def _marginal(key, item, values):
    found = score(scheme(key), _numbers(values))
    return [
        (one.name, one.better, one.per_unit, one.to, one.gain)
        for entry in found.items
        if entry.key == item
        for one in entry.marginals
    ]


@pytest.mark.parametrize(
    ("pm10", "expected"),
    [
        ("73", [("air.pm10_mean", "lower", Fraction("0.5"), 70, Fraction("1.5"))]),
        ("70", []),
        ("65", []),
        ("76", [("air.pm10_mean", "lower", Fraction("0.5"), 70, 3)]),
        ("80", [("air.pm10_mean", "lower", 0, 70, 3)]),
    ],
)
def test_one_microgram_less_is_worth_half_a_point_between_zero_and_full_marks(pm10, expected):
    values = {"air.pm10_mean": pm10, "air.pm10_mean:target": "70"}
    assert _marginal("city_2018", "pm10", values) == expected


def test_one_more_per_cent_of_sections_is_worth_its_slope():
    values = {"water.section_compliance_ratio": "95"}
    expected = [("water.section_compliance_ratio", "higher", Fraction("0.7"), 100, Fraction("3.5"))]
    assert _marginal("older_city", "sections", values) == expected


def test_a_step_is_worth_nothing_by_the_unit_and_something_at_the_next_step():
    assert _marginal("water_split_2020", "handover", {"handover.grade": "4"}) == [("handover.grade", "lower", 0, 3, 20)]
    assert _marginal("water_split_2020", "handover", {"handover.grade": "1"}) == []


def test_each_input_of_a_chain_has_its_own_worth():
    values = {"sections.failing_months": "3", "sections.bad_months": "1", "sections.year_met": "0"}
    assert _marginal("water_split_2020", "ten_measures", values) == [
        ("sections.failing_months", "lower", 5, 0, 15),
        ("sections.bad_months", "lower", 10, 0, 10),
        ("sections.year_met", "higher", 0, 1, 25),
    ]


def test_worse_than_last_year_is_won_back_at_last_years_value():
    values = {"air.mean": "86", "air.mean:last_year": "85", "air.decline": "9", "air.decline:target": "10"}
    assert ("air.mean", "lower", 0, 85, 90) in _marginal("air_ten_quality", "decline", values)


@given(st.integers(600, 900), st.integers(650, 750))
def test_the_slope_is_what_a_small_step_changes(tenths, target):
    value, step = Fraction(tenths, 10), Fraction(1, 1000)
    known = {"air.pm10_mean": value, "air.pm10_mean:target": Fraction(target, 10)}
    here = score(scheme("city_2018"), {name: Input(number) for name, number in known.items()}).items[0]
    known["air.pm10_mean"] -= step
    there = score(scheme("city_2018"), {name: Input(number) for name, number in known.items()}).items[0]
    slope = here.marginals[0].per_unit if here.marginals else 0
    assert there.got - here.got == slope * step


@pytest.mark.parametrize("case", SCHEMES, ids=[f"{case.scheme} {case.name}" for case in SCHEMES])
def test_the_gain_promised_is_the_gain_found(case):
    inputs = {name: Input(value) for name, value in case.inputs.items()}
    for item in case.scored().items:
        for one in item.marginals:
            again = score(scheme(case.scheme), inputs | {one.name: Input(one.to)})
            found = next(entry for entry in again.items if entry.key == item.key)
            assert found.got - item.got == one.gain > 0


def test_what_if_differs_by_item():
    found = scheme("older_city")
    inputs = _numbers({"air.good_days": "300", "air.good_days:target": "330", "water.section_compliance_ratio": "95"})
    after = score(found, inputs | supposed(["air.good_days=310"], found))
    (one,) = differences(score(found, inputs), after)
    assert (one.key, one.before, one.after, one.change) == ("air_days", 1, 3, 2)


# Published sums


def test_the_task_weights_of_the_air_ten_sum_to_100():
    assert sum(item.full for _, item, _ in scheme("air_ten_tasks").leaves()) == 100


def test_a_rule_read_less_well_than_its_scheme_marks_the_score():
    inputs = {name: Input(Fraction(50)) for name in scheme("air_ten_tasks").reads()}
    found = score(scheme("air_ten_tasks"), inputs)
    assert "industry" in found.unverified
    assert {line.verification for _, line in found.lines} == {Verification.UNVERIFIED}


def test_a_partial_scheme_says_what_is_missing():
    assert {key for key, found in schemes().items() if found.partial} >= {"city_2018", "water_split_2020", "older_city"}
    assert all(found.missing for found in schemes().values() if found.partial)


# Files

VETO = """
key: trial
label: {zh: 试验, en: trial}
source: {document: 试验, verification: copy}
subject: area
total: "10"
grades:
- {key: excellent, label: {zh: 优, en: excellent}, least: "9"}
- {key: good, label: {zh: 良, en: good}, least: "6"}
- {key: fail, label: {zh: 差, en: fail}, least: "0"}
inputs: {a: {label: {zh: 甲, en: a}}, events: {label: {zh: 事件, en: events}}}
items:
- {key: a, label: {zh: 甲, en: a}, full: "10", rules: [{kind: threshold, value: a, target: "1", better: higher}]}
- {key: major, label: {zh: 事件, en: event}, full: "0", rules: [{kind: veto, value: events, not_above: good}]}
"""


def _file(folder, text, name="trial.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: threshold", "kind: no_such", "no_such"),
        ('full: "10"', 'full: "11"', "its parts are 11"),
        ('full: "10"', "full: 1.5", "binary float"),
        ("value: a,", "value: b,", "the input b is not declared"),
        ("not_above: good", "not_above: splendid", "no grade splendid"),
        ("better: higher", "better: sideways", "sideways"),
        ("key: major", "key: a", "declared twice"),
        ("subject: area", "subject: area\npartial: true", "partial and missing"),
    ],
)
def test_a_scheme_that_does_not_hold_is_a_coded_problem(tmp_path, old, new, said):
    with pytest.raises(Problem) as raised:
        read_scheme(_file(tmp_path, VETO.replace(old, new, 1)))
    assert raised.value.code.key == "EVA302"
    assert said in raised.value.found


UNFINISHED = """
from typing import ClassVar
from qingshan.evaluation.scoring.kind import Kind

class Unfinished(Kind, frozen=True, kw_only=True):
    name: ClassVar[str] = "unfinished"

KIND = Unfinished
"""


def test_a_kind_that_lacks_a_method_is_a_coded_problem(tmp_path, monkeypatch):
    (tmp_path / PLACE).mkdir(parents=True)
    _file(tmp_path / PLACE, UNFINISHED, "unfinished.py")
    monkeypatch.setenv(SETTING, str(tmp_path))
    rule = "{kind: unfinished, value: a}"
    with pytest.raises(Problem) as raised:
        read_scheme(_file(tmp_path, VETO.replace("better: higher}]", f"better: higher}}, {rule}]")))
    assert raised.value.code.key == "EVA302"
    assert "lacks marks, turns, why" in raised.value.found


def test_a_rule_that_sets_marks_must_come_first(tmp_path):
    rule = "{kind: rank_share, value: a, shares: ['50']}"
    with pytest.raises(Problem) as raised:
        read_scheme(_file(tmp_path, VETO.replace("better: higher}]", f"better: higher}}, {rule}]")))
    assert "must come first" in raised.value.found


def test_an_unknown_scheme_is_a_coded_problem():
    with pytest.raises(Problem) as raised:
        scheme("no_such")
    assert raised.value.code.key == "EVA301"


def test_inputs_are_read_with_source_and_state(tmp_path):
    text = """
subject: 月湖区
inputs:
  air.good_days: {value: "300", source: 监测月报, provisional: true}
  'air.good_days:target': 330
  water.section_compliance_ratio: null
"""
    subject, found = read_inputs(_file(tmp_path, text), scheme("older_city"))
    assert subject == "月湖区"
    assert found["air.good_days"] == Input(Fraction(300), Text("监测月报", "监测月报"), provisional=True)
    assert found["water.section_compliance_ratio"].value is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("inputs: {air.good_days: 1.5}", "EVA303"),
        ("inputs: {air.good_days: 'many'}", "EVA303"),
        ("inputs: {air.good_days: '1/0'}", "EVA303"),
        ("inputs: [1]", "EVA303"),
        ("inputs: {air.good_dayz: '1'}", "EVA304"),
    ],
)
def test_inputs_that_cannot_be_read_are_coded_problems(tmp_path, text, code):
    with pytest.raises(Problem) as raised:
        read_inputs(_file(tmp_path, text), scheme("older_city"))
    assert raised.value.code.key == code


@pytest.mark.parametrize(
    ("pair", "code"), [("air.good_days", "EVA303"), ("air.good_days=x", "EVA303"), ("x=1", "EVA304")]
)
def test_a_supposition_that_is_none_is_a_coded_problem(pair, code):
    with pytest.raises(Problem) as raised:
        supposed([pair], scheme("older_city"))
    assert raised.value.code.key == code
