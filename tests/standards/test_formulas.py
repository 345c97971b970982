from __future__ import annotations

import ast
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingshan.kernel import registry
from qingshan.standards.book import book
from qingshan.standards.formulas.allowance import bad_days_allowed, mean_allowed
from qingshan.standards.formulas.piecewise import class_of, index_up
from qingshan.standards.formulas.ratio import change_percent, percent
from qingshan.standards.formulas.rolling import Windows, daily_maximum
from qingshan.standards.formulas.rounding import to_interval
from qingshan.standards.formulas.spell import longest_above

TABLES = {
    (edition.key, column): pairs
    for edition in book().editions("hj633")
    for column, pairs in edition.on(edition.effective).scaled("breakpoints", 3).items()
}
FORMULAS = sorted((registry.PACKAGE / "standards" / "formulas").glob("*.py"))


def reference(concentration, pairs):
    for (low_index, low), (high_index, high) in pairwise(pairs):
        if concentration <= high:
            return ceil(Fraction(high_index - low_index, high - low) * (concentration - low) + low_index)
    return None


@pytest.mark.parametrize("key", TABLES, ids=" ".join)
def test_the_index_equals_exact_fractions_at_every_published_concentration(key):
    pairs = TABLES[key]
    step = 100 if key[1].startswith("co") else 1000
    for concentration in range(0, pairs[-1][1] + 1, step):
        assert index_up(concentration, pairs, None) == reference(concentration, pairs), concentration


def test_carbon_monoxide_of_2_2_is_55_and_not_56():
    assert index_up(2200, TABLES["hj633:2012", "co_day"], 500) == 55


@given(st.sampled_from(sorted(TABLES)), st.integers(0, 5_000_000), st.integers(0, 5_000_000))
def test_the_index_never_falls_as_the_concentration_rises(key, one, other):
    low, high = sorted((one, other))
    beyond = TABLES[key][-1][0]
    assert index_up(low, TABLES[key], beyond) <= index_up(high, TABLES[key], beyond)


@pytest.mark.parametrize("concentration", [None, -1])
def test_what_is_missing_or_below_the_scale_has_no_index(concentration):
    assert index_up(concentration, TABLES["hj633:2012", "pm25_day"], 500) is None


def test_a_class_ends_on_its_upper_bound():
    assert [class_of(value, [(50, 1), (100, 2)], 3) for value in (0, 50, 51, 100, 101, None)] == [1, 1, 2, 2, 3, None]


@given(st.integers(-(10**9), 10**9), st.sampled_from([1, 10, 100, 1000, 100000]))
def test_rounding_to_an_interval_is_half_even(value, interval):
    expected = Decimal(value).scaleb(0) / interval
    assert to_interval(value, interval) == int(expected.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)) * interval


@given(st.integers(-(10**7), 10**7), st.integers(1, 10**7))
def test_a_share_is_rounded_once_from_the_exact_fraction(part, whole):
    exact = Fraction(part * 1000, whole)
    assert percent(part, whole, 1000, 100) == round(exact) * 100


def test_shares_and_changes_of_zero_are_missing():
    assert percent(5, 0, 1000, 100) is None
    assert change_percent(5, 0, 1000, 100) is None
    assert percent(None, 5, 1000, 100) is None


@given(st.integers(1, 400), st.integers(0, 10_000))
def test_the_bad_days_allowed_are_the_most_that_brute_force_finds(days, target_hundredths):
    target = target_hundredths * 10
    kept = [bad for bad in range(days + 1) if percent(days - bad, days, 1000, 100) >= target]
    assert bad_days_allowed(days, target, 1000, 100) == (max(kept) if kept else -1)


@pytest.mark.parametrize(("target", "allowed"), [(90000, 36), (91000, 33), (92000, 29)])
def test_a_year_allows_36_33_and_29_bad_days(target, allowed):
    assert bad_days_allowed(365, target, 1000, 100) == allowed


@given(
    st.integers(0, 10**7), st.integers(0, 366), st.integers(1, 366), st.integers(1, 10**6), st.sampled_from([1000, 100])
)
def test_the_mean_allowed_is_the_largest_that_keeps_the_target(total, so_far, left, target, interval):
    allowed = mean_allowed(total, (so_far, left), target, interval)

    def rounded(sum_left):
        return round(Fraction(total + sum_left, (so_far + left) * interval)) * interval

    largest = target // interval * interval
    assert rounded(allowed * left) <= largest
    assert rounded((allowed + 1) * left) > largest


WINDOWS = Windows(hours=8, first_end=8, least_hours=6, least_windows=14, counts_above=160000, interval=1000)


def reference_maximum(hours):
    means = []
    for end in range(8, 25):
        there = [hour for hour in hours[end - 8 : end] if hour is not None]
        if len(there) >= 6:
            means.append(Fraction(sum(there), len(there)))
    if not means:
        return None, 0
    largest = round(max(means) / 1000) * 1000
    return (largest if len(means) >= 14 or largest > 160000 else None), len(means)


@given(st.lists(st.one_of(st.none(), st.integers(-9_000, 500_000)), min_size=24, max_size=24))
def test_the_daily_maximum_of_ozone_equals_exact_fractions(hours):
    assert daily_maximum(hours, WINDOWS) == reference_maximum(hours)


@given(st.integers(0, 23), st.integers(0, 400_000))
def test_one_missing_hour_never_invalidates_a_day_of_ozone(gap, level):
    hours = [level] * 24
    hours[gap] = None
    assert daily_maximum(hours, WINDOWS) == (to_interval(level, 1000), 17)


def test_a_missing_value_breaks_a_spell():
    assert longest_above([201, None, 201, 201], 200, 24) == 48
    assert longest_above([], 200, 24) == 0


@pytest.mark.parametrize("path", FORMULAS, ids=lambda path: path.stem)
def test_formulas_hold_no_number_no_branch_and_no_bare_division(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.If | ast.IfExp | ast.Compare), f"line {node.lineno} decides without a verb"
        assert not isinstance(node, ast.FloorDiv | ast.Mod | ast.Div), "a bare division"
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            assert node.value in (0, 1, 2), f"line {node.lineno} holds the number {node.value}"
