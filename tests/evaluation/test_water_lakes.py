from __future__ import annotations

from qingshan.evaluation.water_lakes import lake_list
from qingshan.evaluation.water_survey import Scope
from qingshan.kernel.periods import Period
from qingshan.standards.evaluate import Asked, evaluate_rule
from tests.evaluation.small_water import make, month, section

QUARTER = Period.of("2021Q1")
MEAN = {"chl": "10", "tp": "0.05", "tn": "1", "codmn": "4", "sd": "1.5"}


def tli(**values):
    return evaluate_rule("tli", values, Asked("trophic:2011"))


def point(name, river="青湖", **said):
    return section(name, river=river, body="lake", **said)


def test_the_water_is_averaged_over_time_then_over_points_before_the_logarithm(tmp_path):
    samples = [
        *month("甲", "2021-01", chl="4", tp="0.03", tn="0.7", codmn="2", sd="1"),
        *month("甲", "2021-02", chl="6", tp="0.05", tn="0.9", codmn="4", sd="2"),
        *month("乙", "2021-03", chl="15", tp="0.06", tn="1.2", codmn="5", sd="1.5"),
    ]
    lake = make(tmp_path / "lake", [point("甲"), point("乙"), point("丙")], samples)
    (found,) = lake_list(lake, Scope(), QUARTER)["lakes"]
    assert found["values"] == MEAN
    expected = tli(**MEAN)
    assert (found["tli"], found["grade"]) == (expected["value"], expected["parts"]["grade"])
    assert (found["lake"], found["points"], found["with_data"]) == ("青湖", 3, 2)
    assert found["without_data"] == ["省/丙"]
    assert found["missing"] == []
    assert (found["class"], found["reference"]) == ("Ⅲ", {"tn": "Ⅲ"})


def test_without_transparency_the_other_weights_add_up_to_one(tmp_path):
    given = {name: value for name, value in MEAN.items() if name != "sd"}
    lake = make(tmp_path / "lake", [point("甲", body_verification="inferred")], month("甲", "2021-01", **given))
    (found,) = lake_list(lake, Scope(), QUARTER)["lakes"]
    assert found["missing"] == ["sd"]
    assert found["tli"] == tli(**given)["value"] != tli(**MEAN)["value"]
    assert found["inferred"] == ["省/甲"]


def test_a_point_that_names_no_lake_is_its_own_and_a_river_is_none(tmp_path):
    register = [point("甲", river=""), section("乙"), point("丙")]
    found = lake_list(make(tmp_path / "lake", register, month("甲", "2021-01")), Scope(), QUARTER)["lakes"]
    assert [(one["lake"], one["class"], one["tli"]) for one in found] == [
        ("甲", "Ⅲ", found[0]["tli"]),
        ("青湖", None, None),
    ]
    assert found[0]["missing"] == ["chl", "tn", "sd"]
