from __future__ import annotations

from qingshan.evaluation.water_ranking import water_ranking
from qingshan.evaluation.water_survey import Scope
from qingshan.kernel.periods import Period
from tests.evaluation.small_water import THIRD_OF_ALL, make, month, section

YEAR, BEFORE = Period.of("2021"), Period.of("2020")
LAKE = THIRD_OF_ALL | {"tp": "0.05"}


def ranked(lake, **options):
    document = water_ranking(lake, Scope(), YEAR, **options)
    return document, {row["area"]: row for row in document["areas"]}


def test_items_are_averaged_over_the_sections_before_they_are_divided_and_added(tmp_path):
    register = [section("甲"), section("乙"), section("丙", area="乙市")]
    samples = [
        *month("甲", "2021-01", **THIRD_OF_ALL | {"do": "2.5"}),
        *month("乙", "2021-01", **THIRD_OF_ALL | {"do": "7.5"}),
        *month("丙", "2021-01", **THIRD_OF_ALL | {"ph": "9"}),
    ]
    document, found = ranked(make(tmp_path / "lake", register, samples))
    assert [row["area"] for row in document["areas"]] == ["甲市", "乙市"]
    assert (found["甲市"]["cwqi"], found["乙市"]["cwqi"]) == ("20.0000", "21.0000")
    assert (found["甲市"]["rank"], found["乙市"]["rank"]) == (1, 2)
    assert "water_ranking:2017 city_index" not in document["unverified"]


def test_rivers_and_lakes_are_indexed_apart_and_pooled_by_an_unverified_formula(tmp_path):
    register = [section("甲"), section("乙"), section("湖", body="lake")]
    samples = [
        *month("甲", "2021-01", **THIRD_OF_ALL),
        *month("乙", "2021-01", **THIRD_OF_ALL),
        *month("湖", "2021-01", **LAKE | {"ph": "9"}),
    ]
    document, found = ranked(make(tmp_path / "lake", register, samples))
    assert (found["甲市"]["river"]["cwqi"], found["甲市"]["lake"]["cwqi"]) == ("20.0000", "21.0000")
    assert found["甲市"]["cwqi"] == "20.3333"
    assert "water_ranking:2017 city_index" in document["unverified"]


def test_an_area_that_lacks_an_item_is_not_ranked_but_its_partial_sum_shown(tmp_path):
    register = [section("甲"), section("乙", area="乙市"), section("丙", area="丙市"), section("丁", area="丁市")]
    lacking = {item: value for item, value in THIRD_OF_ALL.items() if item != "oil"}
    samples = [
        *month("甲", "2021-01", **lacking),
        *month("乙", "2021-01", **THIRD_OF_ALL),
        *month("丙", "2021-01", **THIRD_OF_ALL),
    ]
    document, found = ranked(make(tmp_path / "lake", register, samples))
    assert [(row["area"], row["rank"]) for row in document["areas"]] == [
        ("丙市", 1),
        ("乙市", 1),
        ("丁市", None),
        ("甲市", None),
    ]
    assert (found["甲市"]["cwqi"], found["甲市"]["river"]["partial"]) == (None, "19.0000")
    assert (found["甲市"]["river"]["missing"], found["甲市"]["state"]) == (["oil"], "insufficient_data")
    assert found["丁市"]["river"]["with_data"] == 0


def test_changes_are_ranked_and_steadily_excellent_areas_left_out(tmp_path):
    clean = THIRD_OF_ALL | {
        "do": "8", "codmn": "2", "cod": "10", "bod5": "1", "nh3n": "0.1", "tp": "0.02", "hg": "0.00005", "pb": "0.01",
        "cn": "0.05", "phenol": "0.002", "sulfide": "0.1",
    }  # fmt: skip
    register = [section("甲"), section("乙", area="乙市"), section("丙", area="丙市", target_class="Ⅱ")]
    samples = [
        *month("甲", "2020-01", **THIRD_OF_ALL),
        *month("甲", "2021-01", **THIRD_OF_ALL | {"nh3n": "0.5"}),
        *month("乙", "2020-01", **THIRD_OF_ALL),
        *month("乙", "2021-01", **THIRD_OF_ALL | {"nh3n": "1.5"}),
        *month("丙", "2020-01", **clean),
        *month("丙", "2021-01", **clean | {"nh3n": "0.2"}),
    ]
    _, found = ranked(make(tmp_path / "lake", register, samples), against=BEFORE)
    assert [(found[area]["change"], found[area]["change_rank"]) for area in ("甲市", "乙市")] == [
        ("-2.50", 1),
        ("2.50", 2),
    ]
    assert (found["丙市"]["excluded_from_change"], found["丙市"]["change_rank"]) == (True, None)
    assert found["丙市"]["rank"] == 1
