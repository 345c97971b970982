from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingshan.kernel.approximate import (
    at_most,
    choose,
    ln,
    log10,
    log_mean,
    minus,
    nearest,
    over,
    plus,
    power10,
    real,
    times,
)
from qingshan.kernel.exact import LARGEST

WHOLE = st.integers(-LARGEST, LARGEST)
ABOVE_ZERO = st.integers(1, 10**12)


@given(WHOLE, st.integers(0, 8), st.integers(0, 8))
def test_rounding_is_half_even_from_the_exact_value(value, decimals, kept):
    exact = round(Fraction(value, 10**decimals) * 10**kept)
    assert nearest(real(value, decimals), kept) == (exact if abs(exact) <= LARGEST else None)


@given(ABOVE_ZERO, ABOVE_ZERO)
def test_a_quotient_is_rounded_from_the_exact_fraction(left, right):
    exact = round(Fraction(left, right) * 1000)
    assert nearest(over(real(left, 0), real(right, 0)), 3) == (exact if exact <= LARGEST else None)


@given(ABOVE_ZERO)
def test_a_logarithm_is_the_one_of_doubles_as_far_as_those_go(value):
    assert nearest(ln(real(value, 0)), 6) == pytest.approx(math.log(value) * 1e6, abs=0.51)


@given(ABOVE_ZERO, ABOVE_ZERO)
def test_the_logarithmic_mean_lies_between_and_makes_the_change_whole(left, right):
    a, b = real(left, 3), real(right, 3)
    mean = log_mean(a, b)
    assert at_most(min(a, b), mean)
    assert at_most(mean, max(a, b))
    assert nearest(times(mean, minus(ln(a), ln(b))), 3) == left - right


def test_a_tie_is_rounded_to_even_although_its_way_there_is_irrational():
    assert [nearest(log10(power10(real(tie, 1))), 0) for tie in (-65, -75, 65, 75)] == [-6, -8, 6, 8]


def test_an_equal_value_is_at_most_itself_although_its_way_there_is_irrational():
    there = log10(power10(real(705, 2)))
    assert at_most(there, real(705, 2))
    assert at_most(real(705, 2), there)
    assert not at_most(real(70500001, 7), there)


def test_what_has_no_logarithm_or_quotient_is_missing():
    assert [ln(real(value, 0)) for value in (0, -1, None)] == [None] * 3
    assert [log_mean(real(value, 0), real(5, 0)) for value in (0, -5, None)] == [None] * 3
    assert log_mean(real(-5, 0), real(-5, 0)) is None
    assert over(real(1, 0), real(0, 0)) is None


def test_missing_passes_through():
    assert [plus(None, real(1, 0)), minus(real(1, 0), None), times(None, None), power10(None), at_most(None, 1)] == (
        [None] * 5
    )
    assert choose(None, real(1, 0), real(2, 0)) is None
    assert choose(True, None, real(2, 0)) is None
    assert nearest(choose(False, None, real(2, 0)), 0) == 2


def test_what_no_scaled_integer_can_hold_is_missing():
    assert nearest(real(LARGEST, 0), 1) is None
    assert nearest(power10(real(10**15, 0)), 0) is None
    assert log10(power10(real(-(10**20), 0))) is None
    assert nearest(power10(real(-(10**15), 0)), 3) == 0


def test_only_integers_and_reals_are_taken():
    with pytest.raises(TypeError, match="float"):
        plus(real(1, 0), 0.5)
    assert real(15, 1) == Decimal("1.5")
