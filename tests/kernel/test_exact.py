from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingshan.kernel import exact
from qingshan.kernel.units import decimal_of, round_half_even, scaled, unscaled

whole = st.integers(min_value=-exact.LARGEST, max_value=exact.LARGEST)
positive = st.integers(min_value=1, max_value=10**9)


@given(whole, positive)
def test_half_even_is_decimal_half_even(numerator, denominator):
    doubled = Fraction(numerator, denominator)
    assert exact.half_even(numerator, denominator) == round(doubled)


@given(whole, positive)
def test_ceiling_is_the_least_integer_not_below(numerator, denominator):
    quotient = exact.ceil_div(numerator, denominator)
    assert quotient - 1 < Fraction(numerator, denominator) <= quotient


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=50), st.integers(0, 100))
def test_percentile_lies_between_its_neighbours(values, percent):
    ordered = sorted(values)
    found = Fraction(exact.percentile_hundredths(values, percent), 100)
    position = Fraction((len(values) - 1) * percent, 100)
    low, high = ordered[int(position)], ordered[min(int(position) + 1, len(values) - 1)]
    assert found == low + (high - low) * (position - int(position))


def test_percentile_of_nothing_is_missing():
    assert exact.percentile_hundredths([None, None], 90) is None


@pytest.mark.parametrize(
    "verb", [exact.add, exact.subtract, exact.multiply, exact.floor_div, exact.half_even, exact.at_most]
)
def test_missing_passes_through(verb):
    assert verb(None, 2) is None
    assert verb(2, None) is None


def test_choose_on_a_missing_condition_is_missing():
    assert exact.choose(None, 1, 2) is None


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="not float"):
        exact.add(1.5, 2)


@pytest.mark.parametrize(
    ("text", "places", "rounded"),
    [
        ("12.1498", 0, "12"),
        ("12.1498", 1, "12.1"),
        ("1268", -2, "1.3E+3"),
        ("10.5002", 0, "11"),
        ("1.050", 1, "1.0"),
        ("0.35", 1, "0.4"),
        ("2500", -3, "2E+3"),
        ("3500", -3, "4E+3"),
        ("-0.0365", 3, "-0.036"),
    ],
)
def test_rounding_follows_the_examples_of_gbt_8170(text, places, rounded):
    assert round_half_even(text, places) == Decimal(rounded)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3), st.integers(0, 3)
)
def test_scaled_integers_lose_nothing(value, places):
    assert unscaled(scaled(value, 3), 3) == value
    assert round_half_even(value, places) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def test_a_value_with_too_many_decimals_is_refused():
    with pytest.raises(ValueError, match="more than 3 decimals"):
        scaled("0.1234", 3)


@pytest.mark.parametrize("text", ["", "NaN", "1e", "abc", "inf"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="not a"):
        decimal_of(text)
