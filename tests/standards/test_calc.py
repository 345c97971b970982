from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.kernel.problems import Problem
from qingshan.standards.evaluate import Asked, evaluate_rule
from qingshan.standards.rule import rules

R14 = {"so2": "16", "no2": "79", "co": "1.35", "o3": "3", "pm10": "89", "pm25": "46"}
CITY = {"so2": "8", "no2": "26", "pm10": "39", "pm25": "17", "co": "0.7", "o3_8h": "109"}
OLD, NEW = Asked("hj633:2012"), Asked("hj633:2026")


def run(*arguments):
    return CliRunner().invoke(root, ["calc", *arguments], catch_exceptions=False)


def code(call) -> str:
    with pytest.raises(Problem) as raised:
        call()
    assert "{" not in raised.value.sentence("zh") + raised.value.as_json("zh")["action"]
    return raised.value.code.key


def test_an_index_comes_with_its_parts_and_its_derivation():
    answer = evaluate_rule("aqi-hour", R14, OLD)
    assert (answer["value"], answer["state"], answer["edition"]) == ("70", "final", "hj633:2012")
    assert answer["parts"]["iaqi"] == {"so2": 6, "no2": 40, "pm10": 70, "pm25": 64, "co": 14, "o3": 1}
    assert answer["parts"]["primary"] == ["pm10"]
    assert answer["parts"]["level"] == 2
    assert "hj633:2012 表1" in answer["trace"][0]["sources"]


def test_the_segment_of_each_item_is_shown():
    (step,) = [step for step in evaluate_rule("aqi-hour", R14, OLD)["trace"][0]["steps"] if step["value"] == "64"]
    assert step["notes"][0][0] == "(100 − 50) / (75 − 35) × (46 − 35) + 50 ↑ 64"


def test_an_index_that_may_not_be_published_is_withheld_while_its_parts_are_shown():
    answer = evaluate_rule("aqi-day", {"pm25": "60"}, NEW)
    assert (answer["value"], answer["state"]) == (None, "insufficient_data")
    assert answer["parts"]["iaqi"]["pm25"] == 100
    assert answer["parts"]["level"] is None
    assert answer["parts"]["missing"] == ["so2", "no2", "pm10", "co", "o3_8h"]


def test_a_composite_index_shows_its_single_indexes_and_the_largest():
    answer = evaluate_rule("composite-index", CITY, Asked(on=date(2025, 10, 31)))
    assert answer["value"] == "2.69"
    assert answer["parts"]["single"] == {
        "so2": "0.13", "no2": "0.65", "pm10": "0.56", "pm25": "0.49", "co": "0.18", "o3_8h": "0.68",
    }  # fmt: skip
    assert answer["parts"]["main"] == ["o3_8h"]


def test_unverified_limits_must_be_accepted_and_then_mark_the_answer():
    day = date(2026, 6, 30)
    assert code(lambda: evaluate_rule("composite-index", CITY, Asked(on=day))) == "STD006"
    assert evaluate_rule("composite-index", CITY, Asked(on=day, accept_unverified=True))["unverified"] == ["limits"]


def test_an_edition_of_another_family_stands_for_its_days():
    answer = evaluate_rule("composite-index", CITY, Asked("gb3095:2012"))
    assert (answer["edition"], answer["phase"], answer["value"]) == ("ranking:2018", "limits_2012", "2.69")
    wrong = Asked("gb3095:2012", date(2026, 6, 30))
    assert code(lambda: evaluate_rule("composite-index", CITY, wrong)) == "STD015"


def test_a_value_that_does_not_exceed_has_no_exceed_multiple():
    answer = evaluate_rule("exceed-multiple", {"value": "30", "limit": "35"}, Asked("hj663:2026"))
    assert (answer["value"], answer["state"]) == (None, "not_applicable")


@pytest.mark.parametrize(
    ("name", "inputs", "expected"),
    [
        ("aqi-nothing", {}, "STD010"),
        ("aqi-day", {"pm2.5": "60"}, "STD011"),
        ("percentile", {"values": "1,2"}, "STD012"),
        ("percentile", {"percent": "90"}, "STD012"),
        ("percentile", {"values": "1,2", "percent": "NA"}, "STD012"),
        ("percentile", {"values": "1,x", "percent": "90"}, "STD013"),
        ("percentile", {"values": "1,0.0001", "percent": "90"}, "STD013"),
    ],
)
def test_bad_input_is_a_coded_problem(name, inputs, expected):
    assert code(lambda: evaluate_rule(name, inputs, Asked(on=date(2021, 1, 1)))) == expected


def test_the_json_of_the_contract_is_the_only_thing_on_stdout():
    result = run("aqi-day", "pm25=76", "o3_8h=120", "--on", "2021-07-01", "--format", "json")
    answer = json.loads(result.stdout)
    assert {"rule", "edition", "value", "unit", "state", "parts", "trace"} <= set(answer)
    assert answer["value"] == "102"


def test_a_person_can_read_the_table():
    result = run("composite-index", *(f"{name}={value}" for name, value in CITY.items()), "--edition", "ranking:2018")
    assert "环境空气质量综合指数" in result.stdout
    assert "2.69" in result.stdout
    assert "公报反推" in result.stdout


def test_every_rule_is_listed_in_the_help():
    listed = run("--help").stdout
    assert [name for name in rules() if name not in listed] == []


@pytest.mark.parametrize("arguments", [["aqi-day", "pm25"], ["aqi-day", "=3"], ["aqi-day", "--on", "yesterday"], []])
def test_wrong_usage_ends_with_status_2(arguments):
    assert run(*arguments).exit_code == 2


def test_a_rule_in_a_definition_folder_is_found(tmp_path, monkeypatch):
    folder = tmp_path / "standards" / "rules"
    folder.mkdir(parents=True)
    (folder / "double.py").write_text(
        "from qingshan.kernel.exact import multiply\n"
        "from qingshan.kernel.text import Text\n"
        "from qingshan.standards.rule import Quantity, Rule\n"
        "RULE = Rule('double', Text('加倍', 'double'), 'gbt8170', (Quantity('x'),), (Quantity('y'),),\n"
        "            lambda values, rules: {'y': multiply(2, values['x'])}, 'y')\n"
    )
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(tmp_path))
    assert evaluate_rule("double", {"x": "1.5"}, Asked(on=date(2021, 1, 1)))["value"] == "3"
