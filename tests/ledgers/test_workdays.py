"""Working days, by the announced calendar and by a bureau's own."""

from __future__ import annotations

from datetime import date

import pytest

from qingshan.kernel.problems import Problem
from qingshan.ledgers.holidays import CHINA
from qingshan.ledgers.workdays import Nothing, OwnCalendar, add_working_days


def test_ten_working_days_of_publicity_from_21_may_2025_end_on_4_june():
    """兴国县信访件公示 2025-05-21 至 2025-06-04: 2 June is a public holiday, and the first day counts."""
    assert add_working_days(date(2025, 5, 21), 10, CHINA, True) == date(2025, 6, 4)
    assert add_working_days(date(2025, 5, 21), 10, CHINA, False) == date(2025, 6, 5)


@pytest.mark.parametrize(
    ("day", "works"),
    [("2025-06-02", False), ("2025-01-26", True), ("2025-05-24", False), ("2025-05-26", True), ("2003-12-31", None)],
)
def test_the_announced_calendar_knows_holidays_and_make_up_days(day, works):
    assert CHINA.is_working(date.fromisoformat(day)) is works


def test_a_start_on_a_day_off_does_not_count():
    assert add_working_days(date(2025, 5, 24), 1, CHINA, True) == date(2025, 5, 26)


def test_beyond_the_announced_years_it_says_so_until_a_bureau_enters_its_own():
    with pytest.raises(Problem) as caught:
        add_working_days(date(2101, 1, 3), 10, CHINA, True)
    assert (caught.value.code.key, caught.value.found) == ("LED023", "2101-01-03")
    own = OwnCalendar({date(2101, 1, 3): False, date(2101, 1, 8): True}, frozenset({2101}), CHINA)
    assert date(2101, 1, 8).weekday() == 5
    assert add_working_days(date(2101, 1, 3), 5, own, True) == date(2101, 1, 8)


def test_single_days_of_ones_own_lie_over_the_calendar_below():
    own = OwnCalendar({date(2025, 6, 3): False}, under=CHINA)
    assert add_working_days(date(2025, 5, 21), 10, own, True) == date(2025, 6, 5)
    assert Nothing().is_working(date(2025, 6, 3)) is None


def test_less_than_one_day_is_no_count():
    with pytest.raises(ValueError, match="from one on"):
        add_working_days(date(2025, 5, 21), 0, CHINA, True)
