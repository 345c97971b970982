"""The document the project exists for, record by record, as a careful reader finds it."""

from __future__ import annotations

import pytest

from qingshan.plans.stages.read import read
from tests.plans.made_up import codes, compiled
from tests.plans.scoring import PLANS
from tests.plans.test_properties import assert_exact

PATH = PLANS / "yingtan-2021.txt"
pytestmark = pytest.mark.skipif(not PATH.is_file(), reason="the folder ../shared with real plans is not there")

COUNTIES = ("贵溪市", "余江区", "龙虎山景区")
CENTRE = ("市中心城区",)
CITY = ("全市",)
# path, start of the indicator, areas, how, comparator, value, unit, stretch, rule
GOALS = [
    ("二(一)1", "细颗粒物", CENTRE, "together", "<=", "34", "μg/m3", "33", "level"),
    ("二(一)1", "细颗粒物", COUNTIES, "each", "<=", "30", "μg/m3", None, "level"),
    ("二(一)2", "空气优良率", CENTRE, "together", ">=", "90", "%", "91", "level"),
    ("二(一)2", "空气质量优良天数比例", COUNTIES, "each", ">=", "92", "%", None, "level"),
    ("二(一)3", "地表水", CITY, "together", ">=", "100", "%", None, "level"),
    # The wish names sections of its own and a class instead of a share: a record of its own, without a value.
    ("二(一)3", "水质", ("考核断面",), "together", "==", None, None, None, "level"),
    ("二(二)1", "单位国内生产总值", CITY, "together", "qualitative", None, None, None, "pro_rata"),
    ("二(二)2", "单位GDP能耗", (), "implied", "qualitative", None, None, None, "pro_rata"),
    ("二(二)3", "非化石能源", (), "implied", "qualitative", None, None, None, "pro_rata"),
    ("二(二)4", "氮氧化物", CITY, "together", "qualitative", None, None, None, "pro_rata"),
    ("二(二)4", "挥发性有机物", CITY, "together", "qualitative", None, None, None, "pro_rata"),
    ("二(二)4", "化学需氧量", CITY, "together", "qualitative", None, None, None, "pro_rata"),
    ("二(二)4", "氨氮", CITY, "together", "qualitative", None, None, None, "pro_rata"),
    ("二(三)1", "受污染耕地", CITY, "together", ">=", "93", "%", None, "level"),
    ("二(三)2", "污染地块", CITY, "together", ">=", "90", "%", None, "level"),
    ("二(四)1", "生态质量指数", (), "implied", ">=", "72", None, None, "level"),
    ("二(四)2", "森林覆盖率", (), "implied", "~=", "56.7", "%", None, "level"),
    ("二(四)3", "生态保护红线", (), "implied", "~=", "23.9", "%", None, "level"),
    ("二(五)1", "集中式", ("县级及以上城市",), "together", "==", "100", "%", None, "level"),
    ("二(五)2", "城镇生活污水", (), "implied", ">=", "95", "%", None, "level"),
    ("二(五)2", "农村生活污水", (), "implied", ">=", "22", "%", None, "level"),
    ("二(五)3", "城镇生活垃圾", (), "implied", "==", "100", "%", None, "level"),
    ("二(五)3", "城乡环卫", (), "implied", "==", None, None, None, "level"),
    ("二(五)4", "黑臭水体", ("县级城市建成区",), "together", "qualitative", None, None, None, "pro_rata"),
    ("二(五)4", "农村", (), "implied", "qualitative", None, None, None, "pro_rata"),
]
# The six embedded ones. Four are the wishes of 三(五): each has a stretch word and a date inside a task, which the
# conventions make a record although nothing binding stands beside it. Two are the shares of 三(二)2 that are to keep
# falling and rising: measured indicators with a direction, the second of them also a goal; what else the tasks want
# raised or lowered there (提高…率) names a deed, not where a measured share is to go, and is none.
EMBEDDED = [
    ("三(二)2", "煤炭", None),
    ("三(二)2", "非化石能源", None),
    ("三(五)1", "2016中央", ("2021年1季度", "2021-03-31")),
    ("三(五)1", "2019年省", ("年度", "2021-12-31")),
    ("三(五)2", "2020年长江", ("2021年底前", "2021-12-31")),
    ("三(五)2", "2020年省", ("2021年6月底前", "2021-06-30")),
]
ENVIRONMENT, REFORM, WATER = "市生态环境局", "市发改委", "市水利局"
FARMING, INDUSTRY, LAND = "市农业农村粮食局", "市工信局", "市自然资源局"
FORESTS, MARKET, STREETS = "市林业局", "市市场监管局", "市城管局"
HOUSING, POLICE, MONEY = "市住建局", "市公安局", "市财政局"
SCIENCE, TRADE, HEALTH = "市科技局", "市商务局", "市卫健委"
WEATHER, OFFICES = "市气象局", "市机关事务管理局"
PARTY_OFFICE, MAYOR_OFFICE = "市委办公室", "市政府办公室"
TASKS = {
    "三(一)1": [ENVIRONMENT, REFORM, "各区(市)党委、政府"],
    "三(一)2": [ENVIRONMENT, WATER, FARMING, REFORM],
    "三(二)1": [ENVIRONMENT],
    "三(二)2": [REFORM, INDUSTRY, "市交通运输局", LAND, FARMING, ENVIRONMENT, FORESTS, OFFICES],
    "三(二)3": [ENVIRONMENT, WEATHER],
    "三(三)1(1)": [ENVIRONMENT, MARKET, INDUSTRY],
    "三(三)1(2)": [
        *(HOUSING, STREETS, ENVIRONMENT, POLICE, "市交通局", MARKET, WEATHER),
        *("中国石化江西鹰潭石油分公司", "中国石油江西鹰潭销售分公司"),
    ],
    "三(三)1(3)": ["市交通运输局", ENVIRONMENT, POLICE, OFFICES],
    "三(三)1(4)": [FARMING, ENVIRONMENT, MONEY],
    "三(三)2(1)": [ENVIRONMENT, WATER],
    "三(三)2(2)": [HOUSING, STREETS, ENVIRONMENT],
    "三(三)2(3)": [ENVIRONMENT, INDUSTRY, SCIENCE, TRADE],
    "三(三)2(4)": [WATER, ENVIRONMENT],
    "三(三)3(1)": [ENVIRONMENT, FARMING, LAND],
    "三(三)3(2)": [ENVIRONMENT, LAND, INDUSTRY, SCIENCE, TRADE],
    "三(三)3(3)": [ENVIRONMENT, REFORM, HEALTH, "市应急管理局"],
    "三(三)3(4)": [STREETS],
    "三(三)4(1)": [FARMING],
    "三(三)4(2)": [FARMING],
    "三(三)4(3)": [FARMING, ENVIRONMENT, STREETS, HEALTH],
    "三(四)1": [LAND, FORESTS, ENVIRONMENT],
    "三(四)2": [LAND, ENVIRONMENT, FARMING, WATER, FORESTS],
    "三(四)3": [FORESTS],
    "三(四)4": [REFORM, ENVIRONMENT, LAND, FORESTS, MONEY, "市政府金融办"],
    "三(五)1": [ENVIRONMENT],
    "三(五)2": [ENVIRONMENT, HEALTH],
    "三(六)1": [PARTY_OFFICE, MAYOR_OFFICE, ENVIRONMENT],
    "三(六)2": [PARTY_OFFICE, MAYOR_OFFICE, ENVIRONMENT],
    "三(六)2-2": [PARTY_OFFICE, MAYOR_OFFICE, "市委组织部", REFORM, ENVIRONMENT],
    "三(六)3": [ENVIRONMENT, REFORM],
}


@pytest.fixture(scope="module")
def plan():
    return compiled(read(PATH).text)


def test_the_document_says_what_it_is(plan):
    about = plan.document
    assert (about.issued_on, about.period, about.issuer) == ("2021-07-05", "2021", "市生态环境局")
    assert about.title.startswith("2021年全市生态环境保护")
    assert (about.area, about.area_guess) == (None, "鹰潭市"), "the title names no area: proposed, not taken"


def test_every_goal_is_one_record(plan):
    goals = [target for target in plan.targets if not target.embedded]
    assert len(goals) == len(GOALS) == 25
    for target, expected in zip(goals, GOALS, strict=True):
        path, indicator, areas, how, comparator, value, unit, stretch, rule = expected
        assert target.indicator.text.startswith(indicator), target.quote
        found = target.path, target.scope.areas, target.scope.how, target.comparator, target.value, target.unit
        assert found == (path, areas, how, comparator, value, unit)
        assert (target.stretch and target.stretch.value) == stretch
        assert (target.rule, target.period, target.deadline, target.baseline) == (rule, "2021", None, None)


def test_only_the_wish_for_the_sections_has_no_binding_value_among_the_goals(plan):
    wishes = [target for target in plan.targets if target.tier_only and not target.embedded]
    assert [target.quote for target in wishes] == ["力争考核断面水质全部达到或好于Ⅱ类"]


def test_a_wish_points_the_way_of_its_binding_value(plan):
    assert [target.stretch.comparator for target in plan.targets if target.stretch] == ["<=", ">="]


def test_the_centre_lists_its_members(plan):
    assert plan.targets[0].scope.members == ("月湖区", "高新区", "信江新区")


def test_the_six_embedded_targets(plan):
    embedded = [target for target in plan.targets if target.embedded]
    assert len(plan.targets) == 31
    for target, (path, indicator, when) in zip(embedded, EMBEDDED, strict=True):
        assert target.path == path
        assert target.indicator.text.startswith(indicator)
        assert (target.comparator, target.value) == ("qualitative", None)
        assert (target.deadline and (target.deadline.text, target.deadline.on)) == when
        assert target.tier_only is (target.deadline is not None and target.deadline.soft) is (when is not None)


def test_every_list_of_units(plan):
    found = {task.id.removeprefix("K-"): [unit.name for unit in task.units] for task in plan.tasks}
    assert found == TASKS
    assert len(plan.tasks) == 30
    assert {unit.role for task in plan.tasks for unit in task.units} == {"responsible"}
    assert not any(task.open or task.truncated for task in plan.tasks)


def test_two_lists_under_one_heading_are_two_parts(plan):
    parts = [(task.path, task.part) for task in plan.tasks if task.path == "三(六)2"]
    assert parts == [("三(六)2", 1), ("三(六)2", 2)]
    assert len({task.path for task in plan.tasks}) == 29


def test_the_four_soft_dates(plan):
    dated = [(task.path, entry.text, entry.on) for task in plan.tasks for entry in task.deadlines]
    assert dated == [(path, *when) for path, _, when in EMBEDDED if when]
    assert all(entry.soft for task in plan.tasks for entry in task.deadlines)


def test_the_default_unit_rule_adds_to_the_later_tasks_only(plan):
    first, *later = plan.tasks
    assert first.default_units == ()
    assert {tuple(unit.name for unit in task.default_units) for task in later} == {("各(区)市",)}
    assert {unit.role for task in later for unit in task.default_units} == {"implement"}


def test_the_rules(plan):
    assert [rule.kind for rule in plan.rules] == ["override", "default_units"]
    assert plan.rules[0].text.endswith("以省下达的为准")


def test_the_two_spellings_of_one_bureau_are_proposed_and_not_merged(plan):
    proposals = [entry.values for entry in plan.diagnostics if entry.code == "PLN113"]
    assert [(entry["one"], entry["other"]) for entry in proposals] == [("市交通局", "市交通运输局")]
    names = {unit.normalized for task in plan.tasks for unit in task.units}
    assert {"市交通局", "市交通运输局"} <= names


def test_every_quote_equals_its_span(plan):
    assert_exact(plan, read(PATH).text)


def test_what_is_missing_is_said(plan):
    assert {"PLN101", "PLN102", "PLN110", "PLN115", "PLN116", "PLN123"} <= codes(plan)
    assert "PLN111" not in codes(plan)


def test_indicators_are_matched_by_their_names(plan):
    keys = [target.indicator.key for target in plan.targets[:4]]
    assert keys == ["air.pm25_mean", "air.pm25_mean", "air.good_day_ratio", "air.good_day_ratio"]
