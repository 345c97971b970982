"""Scores from the command line, from a plan's evaluation, and by a scheme of one's own."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.evaluation.scoring.cases import scheme_cases
from qingshan.evaluation.scoring.from_evaluation import inputs_from
from qingshan.evaluation.scoring.scheme import scheme, schemes
from qingshan.evaluation.scoring.score import score
from qingshan.kernel import registry
from qingshan.kernel.problems import Problem
from qingshan.plans.emit.as_yaml import render
from tests.evaluation.small_lake import NEW_YEAR, days, make, plan, target

HOWTO = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-a-scoring-scheme.md"
PM10 = target("air.pm10_mean", "<=", "48", "微克/立方米")
PM25 = target("air.pm25_mean", "<=", "34", "微克/立方米", number=2)
GOOD = target("air.good_day_ratio", ">=", "90", "%", number=3)
ELSEWHERE = target("air.pm10_mean", "<=", "48", "微克/立方米", areas=("乙区",), number=4)


def call(*words):
    return CliRunner().invoke(root, ["score", *map(str, words)])


@pytest.fixture
def lake(tmp_path):
    return make(tmp_path / "lake", days("a", NEW_YEAR, 365), [("a", "甲区")])


def evaluated(lake, as_of, *targets):
    return evaluate(plan(*(targets or (PM10, PM25, GOOD))), lake, Question(date.fromisoformat(as_of)))


def test_the_figures_of_an_evaluation_become_inputs(lake):
    found = inputs_from(evaluated(lake, "2021-12-31"), "甲区")
    assert found["air.pm10_mean"].value == 50
    assert found["air.pm10_mean:target"].value == 48
    assert (found["air.pm10_mean:met"].value, found["air.pm25_mean:met"].value) == (0, 1)
    assert found["air.good_days"].value == 365
    assert "截至 2021-12-31" in found["air.pm10_mean"].provenance.zh
    assert PM10.quote in found["air.pm10_mean:target"].provenance.zh
    assert "air.pm10_mean:last_year" not in found


def test_a_score_from_an_evaluation_loses_points_with_the_plan_s_own_target(lake):
    found = score(scheme("city_2018"), inputs_from(evaluated(lake, "2021-12-31"), "甲区"))
    items = {item.key: item for item in found.items}
    assert (items["pm10"].got, items["pm25"].got, items["good_days"].got) == (2, 1, 1)
    assert items["gases"].state == "open"
    (line,) = [line for item, line in found.lines if item.key == "pm10"]
    assert line.change == -1
    assert {one.name: one.value for one in line.readings} == {"air.pm10_mean": "50", "air.pm10_mean:target": "48"}


def test_the_gases_are_scored_when_the_whole_year_of_all_four_is_judged(lake):
    keys = ("so2_mean", "so2_p98", "no2_mean", "no2_p98", "co_p95", "o3_p90")
    wanted = [target(f"air.{key}", "<=", "999", None, number=n) for n, key in enumerate(keys, 1)]
    assert inputs_from(evaluated(lake, "2021-12-31", *wanted), "甲区")["air.gases_met"].value == 1
    assert inputs_from(evaluated(lake, "2021-12-31", *wanted[:3]), "甲区")["air.gases_met"].value is None


def test_during_the_year_a_score_is_provisional(lake):
    found = score(scheme("city_2018"), inputs_from(evaluated(lake, "2021-06-30"), "甲区"))
    assert [item.state for item in found.items] == ["provisional", "provisional", "provisional", "open"]


def test_an_area_without_a_site_stays_open_and_says_why(lake):
    found = score(scheme("city_2018"), inputs_from(evaluated(lake, "2021-12-31", ELSEWHERE), "乙区"))
    assert {item.state for item in found.items} == {"open"}
    reason = found.items[0].lacking[0].zh
    assert "：" in reason
    assert not reason.endswith("：")


def test_an_area_that_is_not_judged_is_a_coded_problem(lake):
    with pytest.raises(Problem) as raised:
        inputs_from(evaluated(lake, "2021-12-31"), "丙区")
    assert raised.value.code.key == "EVA305"


def test_run_scores_a_plan_and_a_file_stands_over_it(lake, tmp_path):
    compiled, own = tmp_path / "plan.yaml", tmp_path / "inputs.yaml"
    compiled.write_text(render(plan(PM10, PM25, GOOD), "zh"), encoding="utf-8")
    own.write_text("inputs: {'air.pm10_mean:target': '49', air.gases_met: '1'}", encoding="utf-8")
    asked = ["run", "city_2018", "--plan", compiled, "--lake", lake.path, "--as-of", "2021-12-31", "--area", "甲区"]
    alone = json.loads(call(*asked, "--format", "json").output)
    assert (alone["subject"], alone["so_far"], alone["decided"], alone["full"]) == ("甲区", "4", "5", "100")
    beside = json.loads(call(*asked, "--inputs", own, "--format", "json").output)
    assert (beside["so_far"], beside["decided"]) == ("5.5", "6")
    assert beside["outside"] == "2021-12-31"
    assert "不在该办法的适用期" in call(*asked).output


def test_list_and_show_name_every_scheme_its_rules_and_inputs():
    listed = json.loads(call("list", "--format", "json").output)
    assert {one["key"] for one in listed} == set(schemes())
    for key in schemes():
        shown = json.loads(call("show", key, "--format", "json").output)
        assert set(shown["inputs"]) == {
            name for item in shown["items"] for rule in item["rules"] for name in rule["reads"]
        }
        table = call("show", key)
        assert table.exit_code == 0
        assert shown["source"] in table.output


def test_run_shows_why_what_more_is_worth_and_what_if(tmp_path):
    path = tmp_path / "inputs.yaml"
    path.write_text("{subject: 甲区, inputs: {air.good_days: '325', 'air.good_days:target': '330'}}", encoding="utf-8")
    done = call("run", "older_city", "--inputs", path, "--what-if", "air.good_days=330")
    assert done.exit_code == 0
    words = re.sub(r"[\s│┃]", "", done.output)
    assert "已得6分，已定7分，满分14分（失1）" in words
    assert "每提高1d，得0.2分" in words
    said = json.loads(
        call("run", "older_city", "--inputs", path, "--what-if", "air.good_days=330", "--format", "json").output
    )
    assert said["what_if"]["items"] == [
        {"item": "air_days", "label": "空气优良天数", "before": "6", "after": "7", "change": "1"}
    ]
    assert said["items"][0]["lines"][0]["source"].startswith("某市环保考核评分表")


def test_run_needs_inputs_or_a_plan_with_all_it_takes(tmp_path):
    assert call("run", "older_city").exit_code == 2
    assert call("run", "older_city", "--plan", tmp_path / "plan.yaml").exit_code == 2


def test_a_scheme_of_one_s_own_takes_one_file_and_its_cases(tmp_path, monkeypatch):
    assert "our_county" not in schemes()
    blocks = re.findall(r"^```\w+ file=(\S+)\n(.*?)^```", HOWTO.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for name, text in blocks:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv(registry.SETTING, str(tmp_path))
    own = [case for case in scheme_cases() if case.scheme == "our_county"]
    assert [case.differences() for case in own] == [{}, {}]
    asked = ["run", "our_county", "--inputs", tmp_path / "inputs.yaml", "--what-if", "straw.points=0"]
    said = json.loads(call(*asked, "--format", "json").output)
    assert (said["subject"], said["so_far"], said["what_if"]["so_far"]) == ("甲乡", "15.5", "18")
    assert [item["state"] for item in said["items"]] == ["scored", "provisional"]


def test_the_howto_names_every_kind():
    from qingshan.evaluation.scoring.kind import kinds

    assert set(re.findall(r"^\| `(\w+)`", HOWTO.read_text(encoding="utf-8"), re.MULTILINE)) == set(kinds())


def test_a_third_is_added_up_exactly(tmp_path):
    from qingshan.evaluation.scoring.kind import shown

    assert shown(Fraction(8, 3)) == "2.6667"
    assert shown(Fraction(8, 3) * 3) == "8"
