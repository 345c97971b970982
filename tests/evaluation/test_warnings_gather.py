"""Warnings, x-ray and tasks from a plan and a lake, as the command line gives them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pyarrow as pa
import pytest
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.evaluation.duties.duty import Duty, Milestone
from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.evaluation.warnings.gather import facts
from qingshan.evaluation.warnings.rule import rules
from qingshan.evaluation.xray.gather import world
from qingshan.evaluation.xray.rule import xray
from qingshan.observations.tables import TABLES
from tests.evaluation.small_lake import LONG_AGO, days, exclusion, make, plan, target

PLAN = "甲市2021年工作要点\n一、主要目标\n全市细颗粒物(PM2.5)年均浓度控制在34微克/立方米以内。\n"
DAY = date(2021, 3, 1)


def filled(path, exclusions=()):
    """PM2.5 of 30 in January and February 2020; 31 in January 2021, and too few days in February; then silence."""
    rows = days("a", date(2020, 1, 1), 60, pm25=30) + days("a", date(2021, 1, 1), 31, pm25=31)
    return make(path, rows + days("a", date(2021, 2, 1), 20, pm25=90), [("a", "甲区"), ("b", "甲区")], exclusions)


def judged(lake, day=DAY):
    return evaluate(plan(target("air.pm25_mean", "<=", "34", "µg/m³")), lake, Question(day))


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("gathered") / "lake")


def test_months_with_enough_valid_days_have_a_value_and_others_none(lake):
    (course,) = facts(judged(lake), lake, (), (), rules().values()).courses
    known = {month: value for month, value in course.months if value is not None}
    assert known == {"2020-01": Decimal(30), "2020-02": Decimal(30), "2021-01": Decimal(31)}
    assert (course.months[0][0], course.months[-1][0], len(course.months)) == ("2019-03", "2021-02", 24)


def test_a_month_that_is_not_over_is_no_month_yet(lake):
    (course,) = facts(judged(lake, date(2021, 2, 27)), lake, (), (), rules().values()).courses
    assert course.months[-1][0] == "2021-01"


def test_the_last_day_with_data_is_found_and_a_site_without_any_is_named(lake):
    seen = facts(judged(lake), lake, (), (), rules().values()).freshness
    assert [(one.kind, one.place, one.last) for one in seen] == [("air", "a", date(2021, 2, 20)), ("air", "b", None)]


def test_a_reading_carries_what_was_judged_and_asked(lake):
    evaluation = judged(lake)
    (one,) = facts(evaluation, lake, (), (), ()).readings
    assert (one.area, one.asked, one.direction, one.must) == ("甲区", "≤34", "lower", "unknown")
    assert one.gap == Decimal(34) - one.value
    assert one.result == evaluation.document["targets"][0]["result"]


def test_duties_stand_as_of_the_day_asked(lake):
    duty = Duty("K-1", "三", "任务", (), (), (Milestone("1", "hard", "2月底前", date(2021, 2, 28)),), ())
    (one,) = facts(judged(lake), lake, (duty,), (), ()).duties
    assert one.standing.state == "overdue"


def flag(hour_end, known_from, check="future"):
    return {
        "site": "a", "item": "so2", "hour_end": hour_end, "check": check, "reason": "", "value": 1,
        "known_from": known_from, "batch": "b",
    }  # fmt: skip


def test_flags_count_on_the_day_of_their_hour_or_when_it_is_to_come_of_their_finding(tmp_path):
    lake = filled(tmp_path / "lake")
    midnight = datetime(2021, 2, 28)
    rows = [
        flag(midnight, midnight, "jump"),
        flag(datetime(2099, 1, 1), datetime(2021, 2, 28, 17)),
        flag(midnight - timedelta(days=31), midnight, "jump"),
    ]
    lake.append("quality", pa.Table.from_pylist(rows, schema=TABLES["quality"].schema))
    found = facts(judged(lake), lake, (), (), ()).flags
    assert [(one.check, one.day, one.count) for one in found] == [
        ("future", date(2021, 3, 1), 1),
        ("jump", date(2021, 2, 27), 1),
    ]


def test_what_was_not_known_yet_is_not_seen(lake):
    question = Question(DAY, datetime(2021, 2, 2))
    evaluation = evaluate(plan(target("air.pm25_mean", "<=", "34", "µg/m³")), lake, question)
    assert facts(evaluation, lake, (), (), ()).freshness[0].last == date(2021, 1, 31)


def site(key, city):
    return {
        "site": key, "name": key, "city": city, "longitude": None, "latitude": None, "datum": "unknown",
        "background": False, "stopped_on": None, "known_from": LONG_AGO, "source": "test",
    }  # fmt: skip


def section(name, body, verification, area="甲区"):
    return {
        "section": name, "name": name, "river": "", "basin": "", "area": area, "body": body,
        "body_verification": verification, "control": "", "target_class": "", "source_of_drinking_water": None,
        "longitude": None, "latitude": None, "datum": "unknown", "since": None, "until": None, "source": "test",
        "known_from": LONG_AGO,
    }  # fmt: skip


def test_the_x_ray_looks_at_the_registers_of_the_plans_city_and_areas(tmp_path):
    hours = (datetime(2021, 1, 5, 1), datetime(2021, 1, 5, 3))
    lake = filled(tmp_path / "lake", [exclusion("dust", *hours) | {"document": ""}])
    sites = [site("a", "甲市"), site("c", "甲"), site("d", "乙市")]
    lake.append("sites", pa.Table.from_pylist(sites, schema=TABLES["sites"].schema))
    found = [section("一", "river", "inferred"), section("二", "", ""), section("三", "", "", area="乙区")]
    lake.append("sections", pa.Table.from_pylist(found, schema=TABLES["sections"].schema))
    seen = xray(world(judged(lake), lake, ()))
    assert [(one.rule.code, one.place) for one in seen] == [
        ("XR018", "二"),
        ("XR022", "* 2021-01-05 01:00:00 – 2021-01-05 03:00:00"),
        ("XR020", "一"),
        ("XR020", "二"),
        ("XR021", "c"),
        ("XR019", "一"),
    ]


def run(*told):
    done = CliRunner().invoke(root, list(map(str, told)))
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def asked(lake, tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "plan.txt"
    path.write_text(PLAN + "二、主要任务\n(一)巡查。2月底前完成。(责任单位:市甲局)\n", encoding="utf-8")
    return ["--plan", path, "--lake", lake.path, "--as-of", DAY]


def test_the_command_line_detects(asked):
    found = json.loads(run("warn", "detect", *asked, "--forecast", "甲市=NA,201", "--format", "json"))
    causes = {one["cause"]: one["rule"] for one in found["warnings"]}
    assert causes["forecast:甲市"] == "heavy_blue"
    assert causes["duty:K-二(一):1"] == "task_overdue"
    assert {one["rule"] for one in found["unwatched"]} >= {"entry_overdue", "hebei_last_ten"}
    assert "heavy_blue" not in {one["rule"] for one in found["unwatched"]}
    table = run("warn", "detect", *asked)
    assert "逾期" in table
    assert "heavy_blue" in table.replace("\n", "")


def test_a_forecast_that_is_none_is_wrong_usage(asked):
    done = CliRunner().invoke(root, [*map(str, ("warn", "detect", *asked)), "--forecast", "甲市=high"])
    assert done.exit_code == 2


def test_the_command_line_lists_rules():
    found = json.loads(run("warn", "rules", "--format", "json"))
    assert {one["key"] for one in found} == set(rules())
    assert "hebei_two_rises" in run("warn", "rules")


def test_the_command_line_x_rays(asked):
    found = json.loads(run("xray", *asked, "--format", "json"))["findings"]
    assert {one["code"] for one in found} == {"XR002", "XR027"}
    assert "XR027" in run("--lang", "en", "xray", *asked)


def test_the_command_line_lists_tasks_with_their_states(asked):
    found = json.loads(run("task", "list", *asked[:2], "--on", DAY, "--format", "json"))["tasks"]
    (one,) = found
    assert (one["state"], one["leads"], one["milestones"][0]["due"]) == ("overdue", ["市甲局"], "2021-02-28")
    assert one["milestones"][0]["late_by"] == 1
    assert "overdue" in run("--lang", "en", "task", "list", *asked[:2], "--on", DAY)
