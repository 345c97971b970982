"""How clauses of a sentence share areas, dates, indicators and wishes; made-up sentences."""

from __future__ import annotations

import pytest

from tests.plans.made_up import GOALS, TASKS, compiled


def _seen(text):
    return [
        (target.indicator.name, target.scope.areas, target.comparator, target.value)
        for target in compiled(text).targets
    ]


@pytest.mark.parametrize(
    ("sentence", "seen"),
    [
        (
            "全市甲浓度不超过30微克/立方米,乙率达到90%;丙丁市丙率达到80%",
            [("甲浓度", ("全市",), "<=", "30"), ("乙率", ("全市",), ">=", "90"), ("丙率", ("丙丁市",), ">=", "80")],
        ),
        ("全市甲率达到90%。乙率达到80%", [("甲率", ("全市",), ">=", "90"), ("乙率", ("全市",), ">=", "80")]),
        ("市区甲率达到90%。乙率达到80%", [("甲率", ("市区",), ">=", "90"), ("乙率", (), ">=", "80")]),
        (
            "甲乙、丙丁市甲率分别达到90%、80%",
            [("甲率", ("甲乙",), ">=", "90"), ("甲率", ("丙丁市",), ">=", "80")],
        ),
        (
            "9个甲断面、12个乙断面水质持续改善,优良率分别达到60%和70%",
            [
                ("水质", ("9个甲断面", "12个乙断面"), "qualitative", None),
                ("优良率", ("9个甲断面",), ">=", "60"),
                ("优良率", ("12个乙断面",), ">=", "70"),
            ],
        ),
        (
            "市区甲率达到90%,六县(市)达到80%",
            [("甲率", ("市区",), ">=", "90"), ("甲率", ("六县(市)",), ">=", "80")],
        ),
        (
            "9个断面优良率达到60%,甲指数不低于3",
            [("优良率", ("9个断面",), ">=", "60"), ("甲指数", (), ">=", "3")],
        ),
        ("全市甲率达到90%;2022年达到95%", [("甲率", ("全市",), ">=", "90"), ("甲率", ("全市",), ">=", "95")]),
        (
            "全市国考断面优良水体比例达到90%,甲河乙断面水质达到Ⅲ类,劣Ⅴ类断面比例为零",
            [
                ("优良水体比例", ("全市国考断面",), ">=", "90"),
                ("水质", ("甲河乙断面",), "qualitative", None),
                ("劣V类断面比例", ("全市国考断面",), "==", "0"),
            ],
        ),
        (
            "国考断面水质优良比例达到100%,省考断面达到95%",
            [("水质优良比例", ("国考断面",), ">=", "100"), ("水质优良比例", ("省考断面",), ">=", "95")],
        ),
        (
            "甲河乙断面水质达到Ⅲ类,丙河丁断面达到Ⅳ类",
            [("水质", ("甲河乙断面",), "qualitative", None), ("水质", ("丙河丁断面",), "qualitative", None)],
        ),
        (
            "完成省下达我市的甲率和乙浓度目标任务",
            [("甲率", ("我市",), "qualitative", None), ("乙浓度", ("我市",), "qualitative", None)],
        ),
        ("甲乙市、丙丁市要确保甲率提高到90%", [("甲率", ("甲乙市", "丙丁市"), ">=", "90")]),
        ("甲率由35%提高到40%", [("甲率", (), ">=", "40")]),
        ("甲水源水质100%达标", [("甲水源水质", (), "==", "100")]),
        ("控制在90", []),
        ("甲率达到30-35%", []),
    ],
)
def test_areas_and_indicators_reach_the_clauses_they_govern(sentence, seen):
    assert _seen(GOALS.format(sentence)) == seen


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("到2022年,甲率达到90%,乙率达到80%", ["2022", "2022"]),
        ("甲率达到90%,到2022年,乙率达到80%", ["2022", "2022"]),
        ("甲率达到90%,2022年乙率达到80%", ["2021", "2022"]),
        ("到2022年,甲率达到90%。乙率达到80%", ["2022", "2022"]),
        ("2022年、2023年甲率分别达到90%、91%", ["2022", "2023"]),
        ("2020年,甲率达到90%,乙率达到80%", []),
        ("2022年、2023年,甲率分别达到90%、91%", ["2022", "2023"]),
        ("甲率2022年、2023年分别达到90%、91%", ["2022", "2023"]),
        ("2020年甲率达到90%,2022年乙率达到80%", ["2022"]),
        ("三年内,甲率达到90%,到2022年,甲率达到80%", ["2021-2023", "2022"]),
        ("“十四五”期间,甲率达到90%。到“十四五”末,乙率达到80%", ["2021-2025", "2025"]),
        ("我市2022年工作的主要目标为,甲率达到90%。乙率达到80%", ["2022", "2022"]),
        ("到2022年:\n甲率达到90%;\n乙率达到80%", ["2022", "2022"]),
        ("到2022年,实现以下目标:\n(一)甲率达到90%。\n(二)乙率达到80%", ["2022", "2022"]),
        ("去年,甲率达到90%。甲率达到91%", ["2021"]),
    ],
)
def test_dates_reach_the_clauses_they_govern(sentence, periods):
    assert [target.period for target in compiled(GOALS.format(sentence)).targets] == periods


@pytest.mark.parametrize(
    ("sentence", "tiers"),
    [
        ("甲率达到90%,力争达到91%", [("90", "91", False)]),
        ("甲率达到90%(力争91%)", [("90", "91", False)]),
        ("甲率、乙率分别达到90%、80%,力争达到91%、81%", [("90", "91", False), ("80", "81", False)]),
        ("甲率、乙率均达到90%,力争达到91%", [("90", "91", False), ("90", "91", False)]),
        ("甲率达到90%,力争乙率达到80%", [("90", None, False), (None, "80", True)]),
        ("甲率力争达到91%,确保达到90%", [("90", "91", False)]),
        ("到2022年甲率达到90%,到2023年力争达到91%", [("90", None, False), (None, "91", True)]),
        ("甲率力争达到90%", [(None, "90", True)]),
        ("力争到2025年,甲率达到90%,乙体系基本建立", [(None, "90", True), (None, None, True)]),
    ],
)
def test_a_wish_belongs_to_its_record_or_is_one_of_its_own(sentence, tiers):
    targets = compiled(GOALS.format(sentence)).targets
    assert [(target.value, target.stretch and target.stretch.value, target.tier_only) for target in targets] == tiers


@pytest.mark.parametrize(
    "sentence",
    [
        "新建单体规模达到30万吨的甲厂",
        "城区不再新建35蒸吨/小时以下锅炉",
        "对每台给予不超过30%的补贴",
        "推进河道1公里以内企业搬迁",
        "完成改造项目28项",
        "安排投资达到3亿元",
        "2020年甲率达到90%",
        "甲水平进一步提高",
        "甲机制基本形成",
    ],
)
def test_look_alikes_among_the_tasks_are_no_targets(sentence):
    assert not compiled(TASKS.format(f"做事。{sentence}")).targets


def test_a_task_keeps_its_measured_targets():
    targets = compiled(TASKS.format("做事。到2021年底,全市甲率达到90%,甲总量控制在30万吨以内")).targets
    assert [(target.value, target.unit, target.embedded) for target in targets] == [
        ("90", "%", True),
        ("30", "万吨", True),
    ]


@pytest.mark.parametrize(
    ("lists", "tasks"),
    [
        ("牵头单位:市甲局\n配合单位:市乙局", [["市甲局", "市乙局"]]),
        ("(市甲局牵头,2021年10月底前完成)", [["市甲局"]]),
        ("(市甲局)再做事。(市乙局)", [["市甲局"], ["市乙局"]]),
        ("(甲县、乙区、丙县人民政府负责)", [["甲县", "乙区", "丙县人民政府"]]),
        ("由企业负责", []),
        ("(由企业负责)", []),
        ("(包括甲区、乙区)", []),
        ("[责任单位]市甲局、市乙局", [["市甲局", "市乙局"]]),
    ],
)
def test_lists_of_units_in_their_forms(lists, tasks):
    found = [[unit.name for unit in task.units] for task in compiled(TASKS.format(f"做事。{lists}")).tasks]
    assert found == tasks


def test_a_table_of_contents_is_no_outline():
    text = "2021年甲市要点\n一、工作目标,二、重点任务,\n正文\n一、工作目标\n全市甲率达到90%。\n二、重点任务\n做事。\n"
    assert [target.path for target in compiled(text).targets] == ["一"]


def test_the_year_in_the_title_of_a_section_is_the_period_of_its_goals():
    text = "2021年甲市方案\n\n一、2021年目标\n甲率达到90%。\n二、2022年目标\n甲率达到91%。\n"
    assert [(target.period, target.deadline) for target in compiled(text).targets] == [("2021", None), ("2022", None)]


def test_a_wish_softens_the_date_it_takes_over():
    first, second = compiled(GOALS.format("到2022年,甲率达到90%,力争市区乙率达到80%")).targets
    assert (first.deadline.soft, second.deadline.soft, second.deadline.on) == (False, True, "2022-12-31")


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("2022年6月底前启动,9月底前完成", ["2022-06-30", "2022-09-30"]),
        ("2022年6月底前启动。9月底前完成", ["2022-06-30", "2021-09-30"]),
        ("到2022年建好台账,10月底前完成自查", ["2022-12-31", "2021-10-31"]),
        ("2021年6月启动,2021年9月完成整治", ["2021-09-30"]),
        ("对三年内的台账开展自查,三年内完成整治", [None]),
    ],
)
def test_deadlines_of_tasks(sentence, days):
    plan = compiled(TASKS.format(f"做事。{sentence}。(市甲局、市乙局负责)"))
    assert [deadline.on for task in plan.tasks for deadline in task.deadlines] == days
