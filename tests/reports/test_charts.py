"""Calendar, trend and coverage, against the days of the evaluation."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from lxml import html

from qingshan.reports.coverage import coverage, left_out
from qingshan.reports.heat_map import HeatMap, categories, index_editions
from qingshan.reports.sheet import Sheet
from qingshan.reports.svg import tag
from qingshan.reports.trend import NARROW, WIDE, Trend, yearly_limit
from qingshan.reports.words import Words


@pytest.fixture(scope="module")
def sheet(running):
    return Sheet(running, Words("en"))


@pytest.fixture(scope="module")
def area(sheet):
    (found,) = [group for group in sheet.groups if group.key == "甲区"]
    return found


@pytest.fixture(scope="module")
def cells(sheet, area):
    """Each day's class and tooltip."""
    drawn = [html.fromstring(drawing) for _, drawing in HeatMap(sheet, area).months]
    found = [cell for month in drawn for cell in month.xpath(".//g")]
    return {cell.findtext("title")[:10]: (cell.get("class"), cell.findtext("title")) for cell in found}


def test_the_calendar_holds_every_day_of_the_period(cells):
    assert len(cells) == 365


def test_a_day_says_index_level_and_primary_pollutant(cells, sheet, area):
    row = sheet.days[area.key][date(2021, 1, 23)]
    assert cells["2021-01-23"] == ("l5", f"2021-01-23 AQI {row['aqi']}, heavily polluted, primary PM2.5")


def test_missing_invalid_and_future_days_are_told_apart(cells):
    assert cells["2021-01-20"] == ("invalid", "2021-01-20 no data")
    assert cells["2021-01-21"] == ("invalid", "2021-01-21 invalid: without PM2.5")
    assert cells["2021-02-11"] == ("future", "2021-02-11 to come")


def test_the_legend_counts_what_the_calendar_shows(sheet, area, cells):
    counts = HeatMap(sheet, area).counts
    assert counts["invalid"] == 3
    assert counts["future"] == 365 - 41
    assert sum(counts.values()) == len(cells)


def test_an_area_without_site_is_shown_without_data(sheet):
    (empty,) = [group for group in sheet.groups if group.key == "无站区"]
    assert set(HeatMap(sheet, empty).counts) == {"invalid", "future"}


def test_colours_are_those_of_the_edition_with_readable_ink(sheet):
    first, *_, last = categories(sheet)
    assert (first.fill, first.up_to, first.ink) == ("rgb(0 228 0)", "0–50", "#000")
    assert (last.fill, last.up_to, last.ink) == ("rgb(126 0 35)", ">300", "#fff")
    assert index_editions(sheet) == ["HJ 633—2012"]


def test_the_trend_shows_limits_and_the_evaluations_own_mean(running, sheet, area):
    labels = {(mark.kind, mark.label) for mark in Trend(sheet, area, WIDE).marks}
    value = running.document["targets"][0]["value"]
    assert {
        ("must", "must 34"),
        ("must", "must 1"),
        ("strive", "strive 33"),
        ("mean", f"mean so far {value}"),
    } <= labels
    assert ("limit", "limit 35") in labels
    assert yearly_limit(sheet) == ("35", "GB 3095—2012")


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_trend_marks_dust_and_missing_days_and_days_above_the_frame(sheet, area, size):
    drawing = html.fromstring(Trend(sheet, area, size).drawing())
    dusty = [bar.findtext("title") for bar in drawing.xpath(".//rect[@class='bar dusty']")]
    assert dusty == ["2021-02-01 PM2.5 31 µg/m³, left out as dust"]
    assert len(drawing.xpath(".//rect[@class='gap']")) == 3
    assert drawing.xpath(".//text[starts-with(text(), '▲')]/text()") == ["▲210"]


def test_labels_of_the_trend_do_not_overlap(sheet, area):
    drawing = html.fromstring(Trend(sheet, area, WIDE).drawing())
    places = sorted(float(label.get("y")) for label in drawing.xpath(".//text[starts-with(@class, 'lb')]"))
    assert all(after - before >= 12 for before, after in pairwise(places))


def test_coverage_counts_valid_days_of_the_days_passed(sheet, area):
    found = coverage(sheet)
    column = [key for key, _ in found["groups"]].index(area.key)
    shares = {name: (row[column].valid, row[column].days) for name, row in found["rows"]}
    assert shares["2021-01"] == (28, 31)
    assert shares["2021-02"] == (10, 10)
    assert shares["2021-03"] == (0, 0)
    assert shares["Total"] == (38, 41)


def test_exclusions_say_what_when_why_and_on_whose_word(sheet):
    (dust,) = left_out(sheet)
    assert dust == {
        "kind": "dust deducted", "sites": "s1", "items": "PM10, PM2.5", "hours": "2021-02-01 01:00 to 2021-02-02 00:00",
        "reason": "why", "document": "paper · somebody",
    }  # fmt: skip


def test_markup_is_escaped():
    assert tag("text", "<&", class_='"') == '<text class="&#34;">&lt;&amp;</text>'
