from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingshan.kernel.clock import day_of, end_of_day, hour_of
from qingshan.kernel.periods import Period
from qingshan.kernel.places import Membership

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("text", ["2021", "2021H2", "2021Q3", "2021-07", "2021-07-05", "2021-01-01/2021-07-31"])
def test_a_period_reads_what_it_writes(text):
    assert str(Period.of(text)) == text


@pytest.mark.parametrize("text", ["21", "2021-13", "2021Q5", "July"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (two kinds of message)
        Period.of(text)


def test_a_leap_february_has_29_days_and_last_years_twin_28():
    assert Period.of("2024-02").days == 29
    assert Period.of("2024-02").year_before().days == 28


@given(days)
def test_every_hour_of_a_day_belongs_to_that_day(day):
    start = datetime(day.year, day.month, day.day)
    labels = [start + timedelta(hours=hour) for hour in range(1, 25)]
    assert {day_of(label) for label in labels} == {day}
    assert [hour_of(label) for label in labels] == list(range(1, 25))
    assert labels[-1] == end_of_day(day)


@given(days)
def test_what_has_passed_and_what_remains_make_the_year(day):
    year = Period.year(day.year)
    passed = year.to_date(day)
    assert passed is not None
    assert passed.days + year.remaining(day) == year.days


def test_a_year_not_begun_has_nothing_to_date():
    assert Period.year(2021).to_date(date(2020, 12, 31)) is None
    assert Period.year(2021).remaining(date(2020, 12, 31)) == 365


def test_months_cover_a_year():
    assert [str(month) for month in Period.year(2021).months()] == [f"2021-{n:02d}" for n in range(1, 13)]


def test_a_membership_holds_between_its_dates():
    member = Membership("2358A", "月湖区", since=date(2021, 1, 1), until=date(2021, 6, 30))
    assert member.holds(date(2021, 6, 30))
    assert not member.holds(date(2021, 7, 1))
    assert not member.holds(date(2020, 12, 31))
    assert member.touches(Period.of("2021"))
    assert not member.touches(Period.of("2021H2"))
