"""``evaluate``, ``explain`` and ``plan check`` on targets that rest on returns."""

from __future__ import annotations

import json
from datetime import date, datetime

import pyarrow as pa
import pytest
from click.testing import CliRunner
from tests.evaluation.small_lake import NEW_YEAR, days, make

from qingshan.cli import root
from qingshan.kernel.problems import Problem
from qingshan.observations.tables import TABLES

PLAN = """云山市2021年工作要点
一、主要目标
全市细颗粒物(PM2.5)年均浓度控制在34微克/立方米以内。
全市城镇污水处理率达到95%以上。
全市受污染耕地安全利用率达到93%以上。
"""


@pytest.fixture
def folder(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 2, pm25=30), [("a", "云山市")])
    figure = {
        "indicator": "sewage.urban_rate", "area": "云山市", "period": "2021-01", "value": None,
        "numerator": 96 * 10**6, "denominator": 100 * 10**6, "unit": "%", "document": "苯并[a]芘表[/b]",
        "dated": date(2021, 2, 2), "reporter": "市住建局", "stage": 1, "flags": "", "known_from": datetime(2021, 2, 3),
        "revision": 0, "source": "returns", "batch": "b",
    }  # fmt: skip
    lake.append("figures", pa.Table.from_pylist([figure], schema=TABLES["figures"].schema))
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(root, ["--lang", "en", *map(str, arguments)], catch_exceptions=False)


def evaluated(folder, *more):
    asked = ["--plan", folder / "plan.txt", "--lake", folder / "lake", "--as-of", "2021-01-31", *more]
    return run("evaluate", *asked)


def result(folder, indicator):
    rows = json.loads(evaluated(folder, "--format", "json").stdout)["targets"]
    (row,) = [row for row in rows if row["indicator"] == indicator]
    return row["result"]


def test_the_table_shows_signs_data_and_what_is_missing(folder):
    shown = evaluated(folder).stdout
    assert "≥ 95 %" in shown
    assert "reported 2021-01" in shown
    assert "2 valid of 31 days" in shown
    assert "nothing has been reported" in " ".join(shown.split())
    assert "3 targets, 3 judgements" in shown
    assert max(map(len, shown.splitlines())) <= 160


def test_a_return_is_explained_by_its_trace_and_has_no_days(folder):
    shown = run("explain", result(folder, "sewage.urban_rate"), "--lake", folder / "lake").stdout
    assert "苯并[a]芘表[/b]" in shown
    assert "市住建局" in shown
    assert "≥ 95" in shown
    assert "days" not in shown, "the days of the air in the same area are not behind a return"
    opened = run("explain", result(folder, "sewage.urban_rate"), "--lake", folder / "lake", "--format", "json")
    assert json.loads(opened.stdout)["days"] == []


def test_the_air_is_still_explained_by_its_days(folder):
    key = result(folder, "air.pm25_mean")
    assert "2021-01-02" in run("explain", key, "--lake", folder / "lake").stdout
    opened = run("explain", key, "--lake", folder / "lake", "--day", "2021-01-01", "--site", "a").stdout
    assert "sites on 2021-01-01" in opened
    assert "raw hours of a on 2021-01-01" in opened


@pytest.mark.parametrize(
    ("indicator", "more", "code"),
    [
        ("sewage.urban_rate", ["--day", "2021-01-01"], "EVA006"),
        ("sewage.urban_rate", ["--day", "2021-01-01", "--site", "a"], "EVA006"),
        ("soil.farmland_safe_use", ["--day", "2021-01-01"], "EVA006"),
        ("sewage.urban_rate", ["--site", "a"], "EVA006"),
    ],
)
def test_a_return_cannot_be_opened_by_day_or_site(folder, indicator, more, code):
    with pytest.raises(Problem) as caught:
        run("explain", result(folder, indicator), "--lake", folder / "lake", *more)
    assert caught.value.code.key == code


def test_the_problem_of_the_lake_that_knows_a_result_is_not_hidden_by_the_next_lake(folder, monkeypatch):
    key = result(folder, "sewage.urban_rate")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("QINGSHAN_LAKE", raising=False)
    with pytest.raises(Problem) as caught:
        run("explain", key, "--day", "2021-01-01")
    assert caught.value.code.key == "EVA006"


def test_plan_check_lists_which_target_lacks_data_and_why(folder):
    asked = ["plan", "check", folder / "plan.txt", "--lake", folder / "lake", "--as-of", "2021-01-31"]
    shown = run(*asked).stdout
    assert "as of 2021-01-31, 1 of 3 judgements have insufficient data" in shown
    assert "nothing has been reported for 2021" in " ".join(shown.split())
    found = json.loads(run(*asked, "--format", "json").stdout)
    (lacking,) = found["lacking"]
    assert (lacking["indicator"], lacking["area"]) == ("soil.farmland_safe_use", "云山市")
    assert "尚无填报" in lacking["reasons"][0]["zh"]
    assert found["as_of"] == "2021-01-31"
    assert isinstance(found["diagnostics"], list)


def test_plan_check_without_a_lake_says_nothing_of_data(folder):
    found = json.loads(run("plan", "check", folder / "plan.txt", "--format", "json").stdout)
    assert (found["lacking"], found["as_of"]) == (None, None)
    assert "insufficient" not in run("plan", "check", folder / "plan.txt").stdout


def test_a_day_without_a_lake_is_wrong_usage(folder):
    assert run("plan", "check", folder / "plan.txt", "--as-of", "2021-01-31").exit_code == 2


def test_nested_parts_of_a_calculation_are_rows():
    shown = run("calc", "soil-class", "land=paddy", "ph=6", "cd=0.5", "pb=20", "--edition", "gb15618:2018").stdout
    assert "    cd  screening 0.4  intervention 2  multiple 0.25  level 1\n" in shown
    assert "    pb  screening 100  intervention 500  multiple —  level 0\n" in shown
    assert "{" not in shown
