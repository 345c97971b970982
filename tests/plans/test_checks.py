"""Each rule of the catalogue speaks up where it should, and only there."""

from __future__ import annotations

import pytest

from qingshan.plans.checks.units import are_alike
from qingshan.plans.diagnostics import place, show, width
from tests.plans.made_up import GOALS, TASKS, codes, compiled

SAMPLES = [
    ("PLN101", GOALS.format("全市甲乙率达到30%"), GOALS.format("全市森林覆盖率达到30%")),
    ("PLN102", GOALS.format("全市森林覆盖率达到30%"), GOALS.format("全市优良率达到30%")),
    ("PLN103", GOALS.format("全市优良率达到30"), GOALS.format("全市生态质量指数达到30")),
    ("PLN104", GOALS.format("全市优良率达到30分"), GOALS.format("全市优良率达到30%")),
    ("PLN105", GOALS.format("全市优良率达到30天"), GOALS.format("全市优良率提高30天")),
    ("PLN106", GOALS.format("全市优良率达到90%,力争达到89%"), GOALS.format("全市优良率达到90%,力争达到91%")),
    ("PLN107", GOALS.format("全市优良率达到90%,优良率达到91%"), GOALS.format("全市优良率达到90%,市区优良率达到91%")),
    ("PLN108", GOALS.format("全市优良率达到190%"), GOALS.format("全市优良率达到100%")),
    ("PLN109", TASKS.format("2023年底前建好台账"), TASKS.format("2021年底前建好台账")),
    ("PLN110", TASKS.format("做事。(责任单位:市财政局)"), TASKS.format("年底前做事。(责任单位:市财政局)")),
    ("PLN111", TASKS.format("做事。(市财政局负责)\n2、再做事"), TASKS.format("做事。(市财政局负责)")),
    ("PLN112", TASKS.format("做事。(市财政局等负责)"), TASKS.format("做事。(市财政局负责)")),
    ("PLN113", TASKS.format("做事。(市发改委、市发展改革委负责)"), TASKS.format("做事。(市水利局、市林业局负责)")),
    ("PLN114", "甲市工作要点\n一、工作目标\n全市优良率达到90%。", GOALS.format("全市优良率达到90%")),
    ("PLN115", "2021年全市工作要点\n\n一、工作目标\n全市优良率达到90%。", "2021年甲乙市工作要点\n一、工作目标\n完善。"),
    ("PLN116", GOALS.format("全市优良率保持稳定"), GOALS.format("全市优良率达到90%")),
    ("PLN117", GOALS.format("全市优良率达到90%") + "全市森林覆", GOALS.format("全市优良率达到90%")),
    ("PLN118", GOALS.format("见下") + "地区 断面 比例 个数 甲县 1 2 3 乙县 4 5 6", GOALS.format("见下")),
    ("PLN119", GOALS.format("甲乙丙丁30家"), GOALS.format("全市优良率达到90%")),
    ("PLN120", GOALS.format("全市安排改造项目40项"), GOALS.format("全市优良率达到90%")),
    ("PLN122", "甲市要点\n一、任务\n1、4月底前做事。", "2021年甲市要点\n一、任务\n1、4月底前做事。"),
    ("PLN123", TASKS.format("做事。(市财政局市水利局负责)"), TASKS.format("做事。(市财政局、市水利局负责)")),
]


@pytest.mark.parametrize(("code", "wrong", "right"), SAMPLES, ids=[code for code, *_ in SAMPLES])
def test_a_rule_speaks_where_it_should_and_only_there(code, wrong, right):
    assert code in codes(compiled(wrong))
    assert code not in codes(compiled(right))


def test_similar_units_are_decided_by_an_explicit_rule():
    assert are_alike("市交通局", "市交通运输局")
    assert are_alike("區經信局", "區經濟和信息化局")
    assert not are_alike("市水利局", "省水利局")
    assert not are_alike("市水利局", "市水利局")
    assert not are_alike("市委办公室", "市政府办公室")


def test_a_diagnostic_underlines_wide_characters_in_their_columns():
    text = GOALS.format("全市PM2.5浓度达到190%")
    diagnostic = next(entry for entry in compiled(text).diagnostics if entry.code == "PLN105")
    shown = show(diagnostic, text, "plan.txt", "zh").split("\n")
    line, column = place(text, diagnostic.start)
    assert shown[1].endswith(f"plan.txt:{line}:{column}")
    assert shown[3].count("^") == width("全市PM2.5浓度达到190%") == 21
    assert "what to do" in show(diagnostic, text, "plan.txt", "en")


def test_a_long_line_is_shown_around_the_span():
    text = GOALS.format("甲" * 300 + ",全市优良率达到190%," + "乙" * 300)
    diagnostic = next(entry for entry in compiled(text).diagnostics if entry.code == "PLN108")
    shown = show(diagnostic, text, "plan.txt", "zh").split("\n")
    assert max(map(width, shown)) < 110
    assert "全市优良率达到190%" in shown[2]


def test_without_its_text_a_diagnostic_still_says_what_and_how():
    diagnostic = next(
        entry for entry in compiled(GOALS.format("全市优良率达到190%")).diagnostics if entry.code == "PLN108"
    )
    assert show(diagnostic, None, "plan.yaml", "zh").split("\n")[1] == "  --> plan.yaml"
