"""The approximate shapes against published series and against their own laws."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingshan.kernel.approximate import nearest, plus
from qingshan.standards.evaluate import Asked, evaluate_rule
from qingshan.standards.formulas.decomposition import effects
from qingshan.standards.formulas.hydrogen import hydrogen, ph_of

FACTORS = "pgef"
POSITIVE = st.integers(1, 10**9)


def calc(name, edition, **inputs):
    return evaluate_rule(name, inputs, Asked(edition))


@pytest.mark.parametrize(
    ("inputs", "published"),
    [({"chl": "7.77"}, "47.262"), ({"tn": "9.79"}, "93.172"), ({"tn": "1.81"}, "64.568")],
)
def test_sub_indexes_of_rounded_concentrations_come_near_the_published(inputs, published):
    found = calc("tli", "trophic:2011", **inputs)["value"]
    assert abs(Decimal(found) - Decimal(published)) < Decimal("0.02")


def test_one_item_alone_is_the_index():
    answer = calc("tli", "trophic:2011", tp="0.1")
    assert answer["value"] == answer["parts"]["indexes"]["tp"]
    assert answer["parts"]["missing"] == ["chl", "tn", "sd", "codmn"]


def test_an_index_is_graded_before_it_is_rounded():
    answer = calc("tli", "trophic:2011", tli_chl="50.004", tli_tp="50.003")
    assert (answer["parts"]["published"], answer["parts"]["grade"]) == ("50.0", "轻度富营养")


def test_without_any_item_there_is_no_index():
    answer = calc("tli", "trophic:2011")
    assert (answer["value"], answer["state"], answer["parts"]["grade"]) == (None, "insufficient_data", None)


@settings(max_examples=50)
@given(st.lists(POSITIVE, min_size=8, max_size=8))
def test_effects_add_up_to_the_change_without_a_remainder(numbers):
    before, after = dict(zip(FACTORS, numbers[:4], strict=True)), dict(zip(FACTORS, numbers[4:], strict=True))
    parts = [nearest(effect, 6) for effect in effects(before, after, 6).values()]
    old, new = (Decimal(1).scaleb(-24), Decimal(1).scaleb(-24))
    for name in FACTORS:
        old, new = old * before[name], new * after[name]
    if None not in parts:
        assert abs(Decimal(sum(parts)).scaleb(-6) - (new - old)) <= Decimal("0.000003")


def test_the_order_of_two_times_only_turns_the_sign():
    before, after = {"p": 100, "g": 7}, {"p": 103, "g": 5}
    there, back = effects(before, after, 0), effects(after, before, 0)
    assert [nearest(there[name], 6) for name in "pg"] == [-nearest(back[name], 6) for name in "pg"]


@given(st.lists(st.integers(0, 1400), min_size=1, max_size=20))
def test_the_mean_ph_lies_between_and_never_above_the_arithmetic_mean(values):
    mean = ph_of(plus(*(hydrogen(value, 2) for value in values)), len(values), 6)
    assert min(values) * 10**4 <= mean <= max(values) * 10**4
    assert mean <= sum(values) * 10**4 / len(values) + 1


def test_one_value_is_its_own_mean_ph():
    for value in range(0, 1401, 7):
        assert ph_of(hydrogen(value, 2), 1, 2) == value
        assert ph_of(hydrogen(value, 2), 1, 8) == value * 10**6


def test_the_ranking_index_names_what_it_lacks():
    answer = evaluate_rule("cwqi", {"ph": "7", "do": "5"}, Asked("water_ranking:2017"))
    assert (answer["value"], answer["parts"]["partial"]) == (None, "1.0000")
    assert len(answer["parts"]["missing"]) == 19


def test_the_pooled_index_is_marked_unverified():
    inputs = {"river": "5", "lake": "7", "river_sections": "1", "lake_points": "1"}
    answer = evaluate_rule("cwqi-city", inputs, Asked("water_ranking:2017", accept_unverified=True))
    assert (answer["value"], answer["unverified"]) == ("6.0000", ["city_index"])


def test_effluent_of_after_the_amendment_says_what_is_not_judged():
    answer = evaluate_rule("sewage-plant", {"grade": "1A", "cod": "40", "ph": "7"}, Asked(on=date(2026, 6, 1)))
    assert (answer["state"], answer["parts"]["undecided"]) == ("insufficient_data", ["ph"])
    notes = [note for step in answer["trace"] for note in step["notes"]]
    assert any("瞬时值" in note[0] for note in notes)
