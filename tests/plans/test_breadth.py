"""Forms that plans of other places, years and fields use; each line is in our own words."""

from __future__ import annotations

import pytest

from tests.plans.made_up import GOALS, TASKS, compiled

PLAIN = "{}\n"


def fields(text, *names):
    return [tuple(getattr(target, name) for name in names) for target in compiled(text).targets]


def scopes(text):
    return [target.scope.areas for target in compiled(text).targets]


def units(text):
    return [[(unit.name, unit.role) for unit in task.units] for task in compiled(TASKS.format(text)).tasks]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("印发《甲乙市打好污染消除、臭氧防治行动方案》的通知,甲率达到90%", ["90"]),
        ("推行“水质改善、垃圾清零”行动,甲率达到90%", ["90"]),
        ("●甲率达到90%●乙率达到80%", ["90", "80"]),
        ("甲率达到 90%; 乙率达到 80%; 丙率达到 70%; 丁率达到 60%; 戊率达到 50%", ["90", "80", "70", "60", "50"]),
        ("甲面积力争达到市域面积的75%", [None]),
        ("甲率排名进入全省前5名", [None]),
    ],
)
def test_marks_and_blanks_part_or_join_as_a_reader_takes_them(text, values):
    assert [target.value for target in compiled(GOALS.format(text)).targets] == values


def test_a_line_of_cells_is_still_a_table():
    assert not compiled(GOALS.format("地区 甲率 乙率 丙率 甲乙市 90 80 70 丙丁市 91 81 71")).targets


def test_figures_without_a_name_belong_to_all_the_indicators_before():
    text = GOALS.format("氨氮、总磷排放量分别控制在20吨、10吨以内,比2015年分别下降3%、2%")
    assert fields(text, "comparator", "value") == [
        *(("<=", "20"), ("<=", "10")),
        *(("decrease_by", "3"), ("decrease_by", "2")),
    ]
    assert [target.indicator.name for target in compiled(text).targets][2:] == ["氨氮排放量", "总磷排放量"]


def test_a_head_noun_is_shared_where_the_sentence_tells_things_apart():
    text = GOALS.format("甲乙乡镇、丙丁村比例分别达到50%、60%")
    assert [target.indicator.name for target in compiled(text).targets] == ["甲乙乡镇比例", "丙丁村比例"]


def test_substances_that_have_lost_their_separator_are_parted_when_the_figures_say_so():
    text = GOALS.format("氨氮、二氧化硫氮氧化物排放量分别下降1%、2%、3%")
    assert [target.indicator.text for target in compiled(text).targets] == ["氨氮", "二氧化硫", "氮氧化物"]


def test_an_aside_gives_its_areas_to_its_own_clause_only():
    text = GOALS.format("全市甲率达到80%,其中甲乙县达到90%;乙率达到70%")
    assert scopes(text) == [("全市",), ("甲乙县",), ("全市",)]


def test_an_area_before_the_date_holds_for_what_follows():
    assert scopes(GOALS.format("甲乙区到2021年底,森林面积达到30万亩")) == [("甲乙区",)]


def test_a_subject_before_a_comma_is_taken_by_the_figure_alone():
    text = GOALS.format("全市细颗粒物年均浓度,到2021年达到30微克/立方米")
    assert [target.indicator.name for target in compiled(text).targets] == ["全市细颗粒物年均浓度"]


def test_sections_in_a_list_are_judged_each():
    assert scopes(GOALS.format("甲乙市丙丁断面、戊己市庚辛断面水质达到Ⅲ类")) == [("甲乙市丙丁断面", "戊己市庚辛断面")]


def test_a_list_summed_up_stays_one_group():
    assert scopes(GOALS.format("京津冀、长三角等区域水生态环境状况明显好转")) == [("京津冀、长三角等区域",)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2021年,基本消除重污染天气", 1),
        ("2021年,完成调查工作", 0),
        ("到2021年,全面完成甲乙目标任务", 1),
        ("据监测数据显示,全市甲率达到90%,乙率为80%", 0),
    ],
)
def test_a_text_without_headings_has_its_dated_outcomes_and_no_reports(text, found):
    assert len(compiled(PLAIN.format(text + "。")).targets) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开展油烟整治,净化设施安装率达到100%。(市财政局负责)", ["100"]),
        ("确保甲乙河丙丁断面水质稳定达到Ⅲ类,戊己断面力争达到Ⅳ类。(市财政局负责)", [None, None]),
        ("强化巡查,推动空气质量改善。(市财政局负责)", []),
    ],
)
def test_a_task_that_begins_with_a_statement_keeps_it(text, found):
    assert [target.value for target in compiled(TASKS.format(text)).targets] == found


def test_a_preamble_that_leads_to_goals_holds_them():
    text = (
        "甲乙市2021年工作要点\n签订了责任书,目标是:到2022年,空气质量有所改善,甲率达到90%。\n一、重点任务\n1、巡查。\n"
    )
    assert fields(text, "comparator", "period") == [("qualitative", "2022"), (">=", "2022")]


def test_the_goals_a_lead_begins_end_with_its_paragraph():
    text = "今年工作的总体目标为:全市甲率达到90%。\n\n推动建成19条专用线。\n"
    assert [target.value for target in compiled(text).targets] == ["90"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("巡查,由市财政局负责,2021年10月底前完成。", [("市财政局", "responsible")]),
        ("开展巡查。(市财政局(牵头)、市水务局(配合))", [("市财政局", "lead"), ("市水务局", "support")]),
        ("开展巡查。(责任单位:市财政局 市水务局 各县区政府)", ["市财政局", "市水务局", "各县区政府"]),
        ("开展巡查。(市财政局、甲乙海关,各县〔市、区〕人民政府)", ["市财政局", "甲乙海关", "各县〔市、区〕人民政府"]),
        ("开展巡查。市直责任单位:市财政局;县级责任单位:各县(市、区)政府", ["市财政局", "各县(市、区)政府"]),
        ("开展巡查。主办:市财政局;协办:市水务局。", [("市财政局", "lead"), ("市水务局", "support")]),
    ],
)
def test_other_ways_to_name_who_is_responsible(text, expected):
    wanted = [entry if isinstance(entry, tuple) else (entry, "responsible") for entry in expected]
    assert units(text) == [wanted]


def test_the_year_of_a_document_named_in_a_sentence_is_no_deadline():
    assert not compiled("2021年甲乙省工作要点公布,提出打好战役。\n").unassigned


def test_a_month_takes_the_year_named_before_also_when_the_document_has_none():
    targets = compiled("甲乙县\n\n工作目标\n2014年4月底前消灭甲河,年内消除乙河。\n").targets
    assert [target.deadline.on for target in targets] == ["2014-04-30", "2014-12-31"]


def test_a_headline_without_a_stop_is_the_title_and_no_target():
    text = (
        "甲乙出台方案:2021年河流水质100%优良\n到2021年,全市甲率达到90%,为此甲乙市将开展专项巡查并全面排查各类隐患。\n"
    )
    plan = compiled(text)
    assert (plan.document.title, [target.value for target in plan.targets]) == (
        "甲乙出台方案:2021年河流水质100%优良",
        ["90"],
    )


def test_a_document_that_is_only_referred_to_is_no_title():
    text = "为贯彻落实《丙省关于印发甲乙行动计划的通知》,提出如下意见。\n一、工作目标\n全市甲率达到90%。\n"
    assert compiled(text).document.title is None
