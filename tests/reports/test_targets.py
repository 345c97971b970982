from __future__ import annotations

import pytest

from qingshan.reports.sheet import Sheet
from qingshan.reports.targets import glance, sections
from qingshan.reports.words import Words


@pytest.fixture(scope="module")
def rows(running):
    found = sections(Sheet(running, Words("en")))
    return {(row.target, row.area): row for section in found for sentence in section.sentences for row in sentence.rows}


def test_goals_stand_by_section_in_document_order_and_those_inside_tasks_after_them(running):
    found = sections(Sheet(running, Words("zh")))
    assert [(section.path, section.is_embedded) for section in found] == [
        ("二(一)", False), ("三(一)", False), ("二(二)", True),
    ]  # fmt: skip
    listed = [[row.target for sentence in section.sentences for row in sentence.rows] for section in found]
    assert listed == [["T-1", "T-2", "T-3", "T-3", "T-4", "T-7"], ["T-6"], ["T-5"]]


def test_a_running_target_says_what_is_still_allowed(running, rows):
    must = rows["T-1", "甲区"].must
    budget = running.judged[0].must.budget
    assert must.verdict == "unknown"
    assert must.allowed == f"the {budget.days_left} days to come may average at most {budget.allowed} µg/m³"


def test_a_unit_is_shown_by_its_symbol(rows):
    assert rows["T-1", "甲区"].must.asked.figure == "≤ 34 µg/m³"


def test_a_gap_says_on_which_side_of_the_limit_it_lies(rows):
    assert rows["T-1", "甲区"].must.is_short
    assert rows["T-1", "甲区"].must.gap.endswith("µg/m³ short")
    assert rows["T-3", "甲区"].must.gap.endswith("percentage points inside")
    assert rows["T-7", "甲区"].strive.gap == "exactly at the limit"


def test_what_can_no_longer_be_met_is_not_given_an_allowance(rows):
    assert rows["T-2", "甲区"].must.allowed.startswith("cannot be met even if")
    assert rows["T-4", "甲区"].must.allowed == "at most 0 bad days in the period, 1 so far"


def test_what_cannot_be_computed_says_why(rows):
    assert rows["T-3", "无站区"].reasons == ("no site speaks for this area",)
    assert rows["T-5", "甲区"].reasons[0].startswith("no indicator")
    assert rows["T-6", "甲区"].reasons[0].startswith("qualitative target")
    assert rows["T-6", "甲区"].must.asked.figure == "qualitative"


def test_a_wish_about_something_else_is_not_judged_with_the_target(rows):
    strive = rows["T-5", "甲区"].strive
    assert (strive.asked.figure, strive.gap) == ("考核断面 ≥ 100 %", None)
    assert strive.allowed.startswith("names its own subject")


def test_the_glance_counts_every_judgement_once_the_worst_first(running):
    counted = glance(Sheet(running, Words("en")))
    assert [(kind, count) for kind, _, count in counted] == [
        ("off_track", 2), ("short", 1), ("no_data", 3), ("inside", 2),
    ]  # fmt: skip
    assert sum(count for *_, count in counted) == len(running.judged)
