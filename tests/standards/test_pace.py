from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingshan.kernel.problems import Problem
from qingshan.standards.evaluate import Asked, evaluate_rule
from qingshan.standards.formulas.pace import WHOLE, chained, decline_due, least_decline, least_straight, levels_on_pace
from qingshan.standards.formulas.series import YearOfSeries, yearly_changes

YEARS = 5
TARGETS = st.integers(-WHOLE, WHOLE)
THIRTY = 30_000
ASKED = Asked("pace:2011")


def due(target, year):
    """The requirement in steps, to fifty digits."""
    with localcontext() as context:
        context.prec = 50
        left = Decimal(WHOLE - target) / WHOLE
        root = left if year == YEARS or not left else (left.ln() * year / YEARS).exp()
        return (1 - root) * WHOLE


@given(TARGETS, st.integers(1, YEARS))
def test_the_least_decline_is_the_first_that_meets_the_inequality(target, year):
    def meets(decline):
        return Fraction(WHOLE - decline, WHOLE) ** YEARS <= Fraction(WHOLE - target, WHOLE) ** year

    least = least_decline(target, year, YEARS)
    assert meets(least)
    assert not meets(least - 1)


@given(TARGETS, st.integers(1, YEARS))
def test_the_requirement_read_is_the_nearest_step(target, year):
    exact = due(target, year)
    assert abs(exact - decline_due(target, year, YEARS)) <= Decimal("0.5")
    assert least_decline(target, year, YEARS) - 1 <= exact <= least_decline(target, year, YEARS)


@pytest.mark.parametrize("target", [14_000, 14_500, 17_000, 18_000, 19_500, 0, WHOLE, -10_000])
def test_fifty_digits_agree_on_every_target_of_the_table(target):
    for year in range(1, YEARS + 1):
        rounded = due(target, year).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
        assert decline_due(target, year, YEARS) == int(rounded)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, WHOLE), st.integers(1, YEARS))
def test_levels_are_judged_as_exact_fractions(now, base, target, year):
    exact = Fraction(now, base) ** YEARS <= Fraction(WHOLE - target, WHOLE) ** year
    assert levels_on_pace((now, base), target, year, YEARS) == exact


@pytest.mark.parametrize(("now", "on_pace"), [(820_000_000, True), (820_000_001, False)])
def test_a_decline_of_17_9999999_per_cent_does_not_meet_18_though_it_rounds_to_it(now, on_pace):
    assert levels_on_pace((now, 10**9), 18_000, YEARS, YEARS) is on_pace


@given(st.integers(0, WHOLE), st.integers(1, YEARS))
def test_the_straight_threshold_is_the_ceiling(target, year):
    least = least_straight(target, year, YEARS)
    assert least * YEARS >= target * year > (least - 1) * YEARS


@given(st.integers(-WHOLE, WHOLE), st.integers(-WHOLE, WHOLE))
def test_chaining_two_declines_multiplies_what_is_left(before, latest):
    exact = 1 - (1 - Fraction(before, WHOLE)) * (1 - Fraction(latest, WHOLE))
    assert Fraction(chained(before, latest), WHOLE**2) == exact


def test_the_method_is_shown_and_the_linear_one_must_be_accepted():
    inputs = {"target": "18", "year": "2", "decline": "6.5"}
    answer = evaluate_rule("pro-rata", inputs, ASKED)
    assert answer["value"] == "7.631"
    expected = {"method": "geometric", "least": "7.632", "on_pace": False, "completion": "85.18"}
    assert answer["parts"] == expected
    assert answer["trace"][0]["steps"][0]["notes"] == [["1 − (1 − 18 %)^(2/5)"] * 2]
    with pytest.raises(Problem) as raised:
        evaluate_rule("pro-rata", inputs | {"method": "linear"}, ASKED)
    assert raised.value.code.key == "STD006"
    linear = evaluate_rule("pro-rata", inputs | {"method": "linear"}, Asked("pace:2011", accept_unverified=True))
    assert (linear["value"], linear["parts"]["method"], linear["unverified"]) == ("7.200", "linear", ["linear"])


def test_a_method_that_is_none_is_a_coded_problem():
    with pytest.raises(Problem) as raised:
        evaluate_rule("pro-rata", {"target": "18", "year": "2", "method": "cubic"}, ASKED)
    assert raised.value.code.key == "STD016"


def test_a_year_outside_the_plan_has_no_requirement():
    answer = evaluate_rule("pro-rata", {"target": "18", "year": "6"}, ASKED)
    assert (answer["value"], answer["state"]) == (None, "insufficient_data")


def test_nothing_is_computed_across_a_missing_year():
    found = yearly_changes({2001: 100, 2002: 110, 2003: None, 2004: 300, 2006: 50, 2007: 25}, THIRTY)
    assert found == [
        YearOfSeries(2001, 100, 2001, None, None, None),
        YearOfSeries(2002, 110, 2001, 10_000, 10_000, False),
        YearOfSeries(2004, 300, 2004, None, None, None),
        YearOfSeries(2006, 50, 2006, None, None, None),
        YearOfSeries(2007, 25, 2006, -50_000, -50_000, True),
    ]


def test_the_years_of_a_run_accumulate_against_its_first_in_any_order_of_the_input():
    found = yearly_changes({2003: 121, 2001: 100, 2002: 110}, THIRTY)
    assert [entry.cumulative for entry in found] == [None, 10_000, 21_000]


@pytest.mark.parametrize(("now", "jump"), [(130, False), (70, False), (131, True), (69, True), (0, True), (-1, True)])
def test_a_jump_is_more_than_declared_either_way(now, jump):
    assert yearly_changes({2001: 100, 2002: now}, THIRTY)[1].jump is jump


def test_a_jump_is_decided_by_the_exact_change_and_not_by_the_rounded_one():
    second = yearly_changes({2001: 10**9, 2002: 1_300_000_001}, THIRTY)[1]
    assert (second.change, second.jump) == (30_000, True)


@pytest.mark.parametrize("before", [0, -5])
def test_a_change_against_nothing_is_missing_and_no_jump(before):
    second = yearly_changes({2001: before, 2002: 7}, THIRTY)[1]
    assert (second.value, second.change, second.cumulative, second.jump) == (7, None, None, None)


def test_an_empty_series_has_no_years():
    assert yearly_changes({}, THIRTY) == []
    assert yearly_changes({2001: None}, THIRTY) == []
