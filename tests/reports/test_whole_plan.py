"""Targets beyond the air: what is asked and by whom, what was reported, what is missing and who reports it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pyarrow as pa
import pytest
from lxml import html
from tests.evaluation.small_lake import days, make, plan, target

from qingshan.evaluation.judge import Question
from qingshan.evaluation.returns import GAPS
from qingshan.evaluation.run import evaluate
from qingshan.observations.tables import TABLES
from qingshan.plans import ir
from qingshan.reports.freshness import freshness
from qingshan.reports.missing import missing
from qingshan.reports.page import page
from qingshan.reports.sheet import Sheet
from qingshan.reports.targets import glance, sections
from qingshan.reports.words import Words

TEXT = """甲市2021年工作要点
一、总体要求
保护生态。
二、主要目标
(一)环境质量方面
1、很好。
三、主要任务
(一)煤
1、降煤。
"""


def figure(key, period, value, area="甲市", reporter="市城管局", stage=1):
    return {
        "indicator": key, "area": area, "period": period, "value": None, "numerator": value * 10**6,
        "denominator": 100 * 10**6, "unit": "%", "document": f"表{period}[a]", "dated": date(2021, 8, 2),
        "reporter": reporter, "stage": stage, "flags": "", "known_from": datetime(2021, 8, 3), "revision": 0,
        "source": "returns", "batch": "b",
    }  # fmt: skip


def assigned(key, period, comparator, value, verification, base=None):
    return {
        "indicator": key, "area": "甲市", "period": period, "comparator": comparator, "value": value, "unit": "%",
        "base_year": None, "base_value": base, "pace": None, "document": f"规划{value}", "issued_on": date(2021, 7, 1),
        "verification": verification, "source": "copy", "known_from": datetime(2021, 7, 2),
    }  # fmt: skip


def targets():
    own = {"areas": ("甲市",)}
    wordy = ("qualitative", None, None)
    coal = replace(target("energy.coal_share", *wordy, **own, number=5), rule="relative", path="三(一)1", embedded=True)
    pace = target("energy.non_fossil_share", *wordy, **own, number=4)
    return [
        target("air.pm25_mean", "<=", "34", "μg/m3", number=1),
        target("sewage.urban_rate", ">=", "95", "%", **own, number=2),
        target("soil.farmland_safe_use", ">=", "93", "%", **own, number=3),
        replace(pace, rule="pro_rata"),
        target("ecology.forest_cover", "~=", "56.7", "%", **own, number=6),
        target("waste.domestic_harmless", "==", None, None, **own, number=7),
        replace(target("black_water.rural_elimination", *wordy, **own, number=8), rule="pro_rata"),
        coal,
    ]


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    lake = make(tmp_path_factory.mktemp("whole") / "lake", days("s1", date(2021, 7, 1), 20), [("s1", "甲区")])
    rows = [figure("sewage.urban_rate", f"2021-{month:02d}", 96, reporter="市住建局") for month in (1, 2, 3, 4, 6, 7)]
    rows += [figure("soil.farmland_safe_use", "2021-06", 93), figure("energy.coal_share", "2020", 61)]
    rows += [figure("energy.non_fossil_share", "2021-06", 15), figure("ecology.forest_cover", "2021-06", 57)]
    lake.append("figures", pa.Table.from_pylist(rows, schema=TABLES["figures"].schema))
    set_above = [
        assigned("soil.farmland_safe_use", "2021", ">=", "94", "copy"),
        assigned("energy.non_fossil_share", "2021-2025", ">=", "18.3", "unverified", base="14.1"),
    ]
    lake.append("assigned", pa.Table.from_pylist(set_above, schema=TABLES["assigned"].schema))
    task = ir.Task(
        "K-1", "三(一)1", 1, "降煤", "降煤", 0, 2, (ir.Unit("发改委", "lead", "市发改委", 0, 1),), False, (), ()
    )
    yields = ir.PlanRule("override", "以省下达的为准", 0, 7)
    asked = replace(plan(*targets()), tasks=(task,), rules=(yields,))
    return evaluate(asked, lake, Question(date(2021, 7, 31)))


@pytest.fixture(scope="module")
def sheet(done):
    return Sheet(done, Words("en"))


@pytest.fixture(scope="module")
def rows(sheet):
    return {row.target: row for section in sections(sheet) for sentence in section.sentences for row in sentence.rows}


def test_a_superiors_figure_stands_beside_the_one_it_supersedes(rows):
    asked = rows["T-3"].must.asked
    assert (asked.figure, asked.own) == ("≥ 94 %", "≥ 93 %")
    assert "规划94 (2021-07-01) sets ≥ 94 %" in asked.notes[0]
    assert not asked.is_doubtful


def test_pace_says_method_figure_and_that_it_is_unverified(rows):
    asked = rows["T-4"].must.asked
    assert asked.figure == "pace ≥ 14.94 %"
    assert "linear" in asked.notes[0]
    assert "≥ 18.3 %" in asked.notes[0]
    assert asked.notes[1] == "this figure is unverified"
    assert asked.is_doubtful


def test_pace_without_its_five_year_figure_is_named_as_pace(rows):
    assert rows["T-8"].must.asked.figure == "pace of the five-year plan"


def test_about_says_its_band_and_that_the_band_is_ours(rows):
    asked = rows["T-6"].must.asked
    assert asked.figure == "≈ 56.7 %"
    assert "±0.567 %" in asked.notes[0]
    assert asked.is_doubtful


def test_all_is_shown_as_the_figure_it_is_read_as(rows):
    assert rows["T-7"].must.asked.figure == "= 100 %"


def test_a_change_names_the_value_it_is_measured_from(rows):
    asked = rows["T-5"].must.asked
    assert asked.figure == "lower than before"
    assert "of 2020" in asked.notes[0]


def test_no_comparator_is_shown_in_code(rows):
    said = str(list(rows.values()))
    assert not [sign for sign in ("decrease_by", "<=", ">=", "~=") if sign in said]


def test_returns_say_what_is_reported_what_is_late_and_what_is_to_come(rows):
    lines = [(line.text, line.is_lacking) for line in rows["T-2"].freshness]
    assert lines == [
        ("reported 2021-01 to 2021-04, 2021-06 to 2021-07", False),
        ("due and not reported 2021-05", True),
        ("to come 2021-08 to 2021-12", False),
        ("latest document 2021-08-02", False),
    ]


def test_air_says_its_valid_days_and_the_last_day_with_data(rows):
    lines = [(line.text, line.is_lacking) for line in rows["T-1"].freshness]
    assert lines[:2] == [("20 valid of 212 days passed", True), ("data to 2021-07-20", False)]


def test_any_coverage_is_said_known_keys_in_words(done, sheet):
    told = {"sections": ["梅港", "河口"], "samples": 240, "months": [], "oddity": {"a": 1}, "depth": 3, "dated": None}
    entry = replace(done.judged[1], coverage=told)
    assert [line.text for line in freshness(entry, sheet)] == [
        "2 sections (梅港, 河口)", "240 samples", "oddity: a 1", "depth: 3",
    ]  # fmt: skip


def test_a_return_is_shown_with_its_document_and_reporter(rows):
    found = rows["T-3"].evidence
    assert found.sources == "returns"
    (item,) = found.items
    assert "2021-06" in item.text
    assert "from 表2021-06[a] (2021-08-02)" in item.notes
    assert "reported by 市城管局" in item.notes


def test_what_is_missing_names_who_reports_it(sheet):
    found = {one.name: one for one in missing(sheet)}
    by_key = {entry.target.indicator.key: found.get(sheet.name(entry)) for entry in sheet.evaluation.judged}
    assert by_key["sewage.urban_rate"].what == ("due and not reported 2021-05",)
    assert by_key["sewage.urban_rate"].who == "市住建局"
    assert by_key["waste.domestic_harmless"].who == "nobody on record yet"
    assert by_key["energy.coal_share"].who == "市发改委"
    assert by_key["soil.farmland_safe_use"] is None
    assert any("five-year" in what for what in by_key["black_water.rural_elimination"].what)


def test_months_that_never_came_are_missing_once(done):
    later = replace(done.question, as_of=date(2022, 6, 30))
    coverage = {"missing": ["2021-05", "2021-08"]}
    entry = replace(done.judged[1], coverage=coverage, reasons=(GAPS.filled(gaps="2021-05、2021-08"),))
    over = Sheet(replace(done, question=later, judged=(done.judged[0], entry, *done.judged[2:])), Words("en"))
    (found,) = [one for one in missing(over) if one.result == done.document["targets"][1]["result"]]
    assert found.what == ("due and not reported 2021-05, 2021-08",)


def test_the_glance_tells_missing_data_from_an_open_end(done, sheet):
    counted = {kind: count for kind, _, count in glance(sheet)}
    assert counted == {"short": 1, "no_data": 3, "unknown": 1, "inside": 3}
    assert sum(counted.values()) == len(done.judged)


def test_only_the_air_has_a_calendar(sheet):
    assert [group.key for group in sheet.groups] == ["甲区"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sections_carry_the_headings_of_the_document(done, language):
    tree = html.document_fromstring(page(done, language, TEXT))
    heads = [" ".join(head.text_content().split()) for head in tree.xpath("//tr[@class='section']")]
    assert heads[0] == "二(一) 主要目标 · 环境质量方面"
    assert heads[1].startswith("三(一) 主要任务 · 煤")
    contents = tree.xpath("//nav//a/@href")
    assert [link.removeprefix("#") for link in contents] == tree.xpath("//tr[@class='section']/@id")


def test_a_section_without_number_and_heading_still_has_a_name(done):
    entries = tuple(replace(entry, target=replace(entry.target, path="")) for entry in done.judged)
    found = sections(Sheet(replace(done, judged=entries), Words("en")))
    assert [section.title for section in found] == ["Targets", "Targets"]


def test_a_synthetic_return_marks_the_whole_page(done):
    returns = done.records["reported"]
    used = {
        key: replace(one, figures=tuple(replace(f, source="demo-synthetic") for f in one.figures))
        for key, one in returns.used.items()
    }
    made_up = replace(done, records=done.records | {"reported": replace(returns, used=used)})
    assert "SYNTHETIC" in page(made_up)
    assert "SYNTHETIC" not in page(done)


def test_the_page_marks_unverified_figures_where_they_stand(done):
    tree = html.document_fromstring(page(done, "en"))
    pairs = zip(done.judged, done.document["targets"], strict=True)
    ids = {entry.target.id: row["result"] for entry, row in pairs}
    marks = {
        key: [mark.text for mark in tree.xpath("//tr[@id=$id]//a[@class='doubt']", id=found)]
        for key, found in ids.items()
    }
    assert "unverified" in marks["T-4"]
    assert "unverified" not in marks["T-3"]
    assert marks["T-7"] == []
    assert "规划94" in tree.xpath("string(//tr[@id=$id])", id=ids["T-3"])
