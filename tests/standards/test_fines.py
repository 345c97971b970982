"""Straw-fire fines and compensation: what needs an unverified number, and how a story adds up."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.kernel.problems import Problem
from qingshan.standards.evaluate import Asked, evaluate_rule

JIANGXI = "straw_fines:2018"


def asked(edition, **more):
    return Asked(edition, **more)


def fine(**inputs):
    return evaluate_rule("straw-fine", inputs, asked(JIANGXI, accept_unverified=True))


def test_a_fine_by_points_alone_needs_nothing_unverified():
    found = evaluate_rule("straw-fine", {"points": "3"}, asked(JIANGXI))
    assert (found["value"], found["unit"], found["unverified"]) == ("150000", "yuan", [])


def test_a_scar_needs_the_unverified_rounding_and_says_so():
    with pytest.raises(Problem) as raised:
        evaluate_rule("straw-fine", {"points": "0", "scar": "2.3"}, asked(JIANGXI))
    assert raised.value.code.key == "STD006"
    assert fine(points="0", scar="2.3")["unverified"] == ["scar_rounding"]
    assert fine(points="0", scar="2.3", rounding="up")["unverified"] == ["scar_rounding"]


@pytest.mark.parametrize(("rounding", "value"), [("proportional", "115000"), ("up", "150000")])
def test_a_scar_of_2_3_mu_is_a_setting(rounding, value):
    assert fine(points="1", scar="2.3", rounding=rounding)["value"] == value


def test_ten_points_exhaust_a_county_and_the_eleventh_costs_nothing_more():
    taken = [
        evaluate_rule("straw-county", {"fines": fine(points=str(n))["value"], "points": str(n)}, asked(JIANGXI))
        for n in (9, 10, 11)
    ]
    assert [one["value"] for one in taken] == ["450000", "500000", "500000"]
    assert [one["parts"]["exhausted"] for one in taken] == [False, True, True]
    assert [one["parts"]["left"] for one in taken] == ["50000", "0", "0"]


@pytest.mark.parametrize(("points", "called"), [("3", False), ("4", True)])
def test_more_than_three_points_call_a_county_to_account(points, called):
    found = evaluate_rule("straw-county", {"fines": "0", "points": points}, asked(JIANGXI))
    assert found["parts"]["accountable"] is called


def test_the_pool_of_jiangxi_is_92_million():
    found = evaluate_rule("straw-pool", {"cities": "11", "counties": "100"}, asked(JIANGXI))
    assert found["value"] == "92000000"


def test_the_shares_of_tongling_and_anqing_give_out_the_whole_pool():
    tongling = [
        evaluate_rule("air-rank-share", {"pool": "100", "rank": str(n)}, asked("air_rank_share:2019"))
        for n in range(1, 7)
    ]
    anqing = [
        evaluate_rule("air-rank-share", {"pool": "100", "rank": str(n)}, asked("air_rank_share:2019", option="anqing"))
        for n in range(1, 6)
    ]
    assert sum(int(one["value"]) for one in tongling) == sum(int(one["value"]) for one in anqing) == 100


def test_an_accident_moves_money_to_the_next_year_and_loses_none():
    inputs = {
        "water": "1.7",
        "work": "0.9",
        "forest": "2.1",
        "resources": "0.3",
        "fund": "209100",
        "accident_cut": "40",
    }
    found = evaluate_rule("river-share", inputs, asked("river_compensation:2016", accept_unverified=True))
    parts = found["parts"]
    assert Decimal(found["value"]) + Decimal(parts["held"]) == Decimal(parts["amount"])
    assert "shape" in found["unverified"]


@pytest.mark.parametrize("rule", ["river-share", "air-quarter", "air-change-amount"])
def test_rules_whose_shape_is_assumed_are_refused_unless_asked_for(rule):
    inputs = {
        "river-share": {"water": "1", "work": "1", "forest": "1", "resources": "1", "fund": "1"},
        "air-quarter": {
            "pm25_before": "1",
            "pm25_now": "1",
            "pm10_before": "1",
            "pm10_now": "1",
            "met": "1",
            "above_mean": "0",
        },
        "air-change-amount": {
            "a_last": "1",
            "a_now": "1",
            "b_last": "1",
            "b_now": "1",
            "weight_a": "1",
            "weight_b": "1",
            "price": "1",
        },
    }[rule]
    edition = {"river-share": "river_compensation:2016", "air-quarter": "air_compensation:2018"}.get(
        rule, "air_change_amount:2015"
    )
    with pytest.raises(Problem) as raised:
        evaluate_rule(rule, inputs, asked(edition))
    assert raised.value.code.key == "STD006"


def test_the_fine_explains_both_sides_on_the_command_line():
    call = [
        "calc",
        "straw-fine",
        "points=1",
        "scar=2.3",
        "--edition",
        JIANGXI,
        "--accept-unverified",
        "--format",
        "json",
    ]
    done = CliRunner().invoke(root, call)
    said = json.loads(done.output)
    assert said["parts"] == {"by_points": "50000", "by_scar": "115000"}
    assert [step["value"] for step in said["trace"][0]["steps"]] == ["50000", "115000"]
