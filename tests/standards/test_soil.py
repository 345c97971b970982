from __future__ import annotations

from datetime import date

import pytest

from qingshan.kernel.exact import LARGEST
from qingshan.kernel.problems import Problem
from qingshan.standards.book import book
from qingshan.standards.evaluate import Asked, evaluate_rule
from qingshan.standards.quantity import measured
from qingshan.standards.rule import rule
from qingshan.standards.soil import ITEMS, METALS, SOIL_DECIMALS

SOIL, PARCEL = Asked("gb15618:2018"), Asked("gb36600:2018")
GUESSED = Asked("gb15618:2018", accept_unverified=True)


def code(call) -> str:
    with pytest.raises(Problem) as raised:
        call()
    return raised.value.code.key


def test_a_plot_comes_with_its_risk_and_the_limits_of_each_item():
    answer = evaluate_rule("soil-class", {"land": "paddy", "ph": "6.2", "cd": "0.62", "pb": "100"}, SOIL)
    assert (answer["value"], answer["state"], answer["parts"]["risk"]) == ("安全利用类", "final", "possible")
    assert answer["parts"]["items"]["cd"] == {"screening": "0.4", "intervention": "2", "multiple": "0.55", "level": 1}
    assert answer["parts"]["items"]["pb"]["multiple"] is None
    assert answer["parts"]["exceed_screening"] == ["cd"]
    assert answer["parts"]["exceed_intervention"] == []
    assert answer["parts"]["not_measured"] == ["hg", "as", "cr", "cu", "ni", "zn"]


def test_the_derivation_shows_each_content_beside_its_limits():
    steps = evaluate_rule("soil-class", {"land": "orchard", "ph": "5", "cu": "120", "bap": "0.5"}, SOIL)["trace"][0]
    assert [(step["label"][0], step["notes"][0][0]) for step in steps["steps"]] == [
        ("铜", "筛选值 150，管制值 —"),
        ("苯并[a]芘", "筛选值 0.55，管制值 —"),
    ]
    assert steps["steps"][1]["sources"] == ["gb15618:2018 表2"]


def test_metals_without_ph_are_insufficient_and_say_why():
    answer = evaluate_rule("soil-class", {"land": "paddy", "cd": "9"}, SOIL)
    assert (answer["value"], answer["state"]) == (None, "insufficient_data")
    assert answer["parts"]["not_judged"] == ["cd"]
    assert "pH" in answer["parts"]["why"]["zh"]
    assert "pH" in answer["parts"]["why"]["en"]


def test_nothing_measured_is_insufficient_and_says_why():
    answer = evaluate_rule("soil-class", {"land": "paddy", "ph": "6"}, SOIL)
    assert (answer["value"], answer["state"]) == (None, "insufficient_data")
    assert answer["parts"]["why"]["en"] == "no item was measured"


def test_rotated_land_rests_on_an_unverified_footnote_and_other_land_does_not():
    plot = {"ph": "6", "cd": "0.35"}
    assert code(lambda: evaluate_rule("soil-class", {"land": "rotation", **plot}, SOIL)) == "STD006"
    assert evaluate_rule("soil-class", {"land": "rotation", **plot}, GUESSED)["unverified"] == ["rotation_columns"]
    assert evaluate_rule("soil-class", {"land": "paddy", **plot}, GUESSED)["unverified"] == []


def test_land_of_another_name_is_refused():
    assert code(lambda: evaluate_rule("soil-class", {"land": "水田", "ph": "6"}, SOIL)) == "STD016"


def test_the_farmland_class_says_that_it_is_from_soil_alone_and_cites_both_texts():
    answer = evaluate_rule("farmland-class", {"land": "upland", "ph": "7.6", "as": "101"}, Asked("farmland:2019"))
    assert answer["value"] == "严格管控类"
    assert "仅由土壤判断" in answer["parts"]["basis"]["zh"]
    cited = {source.split(" ")[0] for step in answer["trace"] for source in step["sources"]}
    assert cited == {"farmland:2019", "gb15618:2018"}


def test_screening_never_lies_above_intervention_and_arsenic_alone_falls_with_ph():
    rules = book().edition("gb15618:2018").on(date(2021, 6, 1))
    screening, intervention = (rules.scaled(key, SOIL_DECIMALS) for key in ("screening", "intervention"))
    for item, columns in screening.items():
        for limits in columns.values():
            assert all(low <= high for low, high in zip(limits, intervention.get(item, limits), strict=True))
    falling = {item for item, columns in screening.items() for limits in columns.values() if limits[0] > limits[-1]}
    falling |= {item for item, limits in intervention.items() if limits[0] > limits[-1]}
    assert falling == {"as"}
    assert tuple(screening) == METALS


def test_every_construction_item_is_known_to_the_edition_and_has_a_label():
    rules = book().edition("gb36600:2018").on(date(2021, 6, 1))
    limits = {**rules.table("limits_basic"), **rules.table("limits_other")}
    named = {entry.name for entry in rule("construction-soil").inputs if entry.unit}
    assert (len(rules.table("limits_basic")), len(rules.table("limits_other"))) == (45, 11)
    assert {name for name in named if not name.startswith("background_")} == set(limits)
    assert {f"background_{item}" for item in rules.value("background_items")} < named
    assert {f"soil_{item}" for item in (*limits, *ITEMS)} <= set(measured())
    scaled = {**rules.scaled("limits_basic", SOIL_DECIMALS), **rules.scaled("limits_other", SOIL_DECIMALS)}
    for each in scaled.values():
        (low_first, low_second), (high_first, high_second) = each["screening"], each["intervention"]
        assert 0 < low_first <= low_second
        assert low_first <= high_first
        assert low_second <= high_second


def test_a_parcel_shows_what_exceeds_and_what_the_background_excuses():
    given = {"as": "35", "background_as": "40", "cr6": "3.1", "pb": "900"}
    parts = evaluate_rule("construction-soil", given, PARCEL)["parts"]
    assert parts["land"] == "first"
    assert parts["exceed_screening"] == ["cr6", "pb"]
    assert parts["exceed_intervention"] == ["pb"]
    assert parts["within_background"] == ["as"]
    assert parts["items"]["pb"] == {"screening": "400", "intervention": "800", "multiple": "1.25", "level": 2}
    assert len(parts["not_measured"]) == 42


def test_the_derivation_of_a_parcel_cites_the_table_of_each_item():
    (step,) = evaluate_rule("construction-soil", {"dioxins": "0.00002"}, PARCEL)["trace"][0]["steps"]
    assert (step["label"][0], step["value"], step["sources"]) == (
        "二噁英类(总毒性当量)",
        "0.00002",
        ["gb36600:2018 表2"],
    )


def test_a_content_of_the_whole_soil_stays_an_exact_number():
    assert 10 ** (6 + SOIL_DECIMALS) <= LARGEST
    answer = evaluate_rule("soil-class", {"land": "paddy", "ph": "5", "zn": "1000000"}, SOIL)
    assert answer["parts"]["items"]["zn"]["multiple"] == "4999.00"


def test_both_rates_are_marked_as_resting_on_what_was_not_verified():
    areas = {"protected_area": "1", "safe_area": "1", "controlled_area": "1", "polluted_area": "3"}
    assert code(lambda: evaluate_rule("safe-use-rate", areas, Asked("farmland:2019"))) == "STD006"
    answer = evaluate_rule("safe-use-rate", areas, Asked("farmland:2019", accept_unverified=True))
    assert (answer["value"], answer["unit"], answer["unverified"]) == ("100.0", "%", ["rate_interval"])
    counted = {"safe_count": "9", "used_count": "10", "basis": "count"}
    answer = evaluate_rule("parcel-rate", counted, Asked("parcels:2016", accept_unverified=True))
    assert (answer["value"], answer["parts"]["rate_by_area"]) == ("90.0", None)
    assert set(answer["unverified"]) == {"basis", "numerator", "denominator", "rate_interval"}


def test_parts_greater_than_the_whole_are_shown_as_such():
    areas = {"protected_area": "9", "safe_area": "1", "controlled_area": "1", "polluted_area": "10"}
    answer = evaluate_rule("safe-use-rate", areas, Asked("farmland:2019", accept_unverified=True))
    assert (answer["value"], answer["parts"]) == ("110.0", {"within": False})
