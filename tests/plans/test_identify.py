"""What a document says about itself, from whichever place says it."""

from __future__ import annotations

import pytest

from tests.plans.made_up import compiled

GOALS = "\n\n一、工作目标\n全市甲率达到90%。\n"


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("2021年甲市工作要点", "2021"),
        ("甲市工作方案(2019-2020年)", "2019-2020"),
        ("甲市“十四五”工作规划", "2021-2025"),
        ("二〇一八年甲市工作要点", "2018"),
        ("甲市工作方案\n\n为做好2022年大气污染防治工作,制定本方案。", "2022"),
        ("甲市工作方案\n甲政发〔2017〕12号", "2017"),
        ("甲市工作方案\n2018年7月19日", "2018"),
        ("甲市工作方案\n发布时间:2023-05-01\n\n按照2020年要求。", "2020"),
        ("甲市工作方案\n发布时间:2023-05-01\n\n", "2023"),
        ("甲市工作方案", None),
    ],
)
def test_the_period_comes_from_the_place_that_says_it_best(head, period):
    plan = compiled(head + GOALS)
    assert (plan.document.period, plan.targets[0].period) == (period, period)


def test_a_notice_gives_the_title_inside_it_and_its_issuer():
    about = compiled("甲市人民政府办公室关于印发甲市2021年工作计划的通知\n各县区人民政府:" + GOALS).document
    assert (about.title, about.issuer, about.area) == ("甲市2021年工作计划", "甲市人民政府办公室", None)


def test_a_title_over_two_lines_is_one():
    assert (
        compiled("乙省关于支持甲试验区\n深化改革若干措施的通知" + GOALS).document.title
        == "乙省关于支持甲试验区深化改革若干措施的通知"
    )


def test_the_area_is_that_of_the_title_and_else_only_proposed():
    assert compiled("甲乙市2021年工作要点" + GOALS).document.area == "甲乙市"
    about = compiled("2021年全市工作要点" + GOALS + "丙丁市要做事,丙丁市再做事。").document
    assert (about.area, about.area_guess) == (None, "丙丁市")
