from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingshan.kernel.exact import LARGEST
from qingshan.kernel.problems import Problem
from qingshan.standards.book import book
from qingshan.standards.cases import load
from qingshan.standards.evaluate import Asked, evaluate_rule
from qingshan.standards.formulas.normalised import normalised
from qingshan.standards.rule import rule

EI, EQI = Asked("hj192:2015"), Asked("eqi:2021")
RAW = Asked("hj192:2015", accept_unverified=True)
EVEN = {"richness": "80", "vegetation": "80", "water": "80", "land_stress": "20", "pollution": "20"}
WIDEST = 16649000000


def test_an_index_comes_with_its_grade_and_what_the_restriction_took():
    answer = evaluate_rule("ei", {**EVEN, "restriction": "severe"}, EI)
    assert (answer["value"], answer["parts"]) == (
        "54.9",
        {"grade": "一般", "uncapped": "80.0", "restriction": "severe"},
    )


def test_a_restriction_nobody_spoke_of_is_shown_as_unsaid():
    assert evaluate_rule("ei", EVEN, EI)["parts"] == {"grade": "优", "uncapped": "80.0", "restriction": None}


def test_weights_of_the_index_make_one():
    weights = book().edition("hj192:2015").on(book().edition("hj192:2015").effective).scaled("index_weights", 2)
    assert sum(weights.values()) == 100


def test_raw_quantities_rest_on_unverified_units_and_say_so():
    with pytest.raises(Problem) as raised:
        evaluate_rule("ei-parts", {"area": "100", "forest_closed": "50"}, EI)
    assert raised.value.code.key == "STD006"
    answer = evaluate_rule("ei-parts", {"area": "100", "forest_closed": "50"}, RAW)
    assert (answer["value"], answer["state"]) == (None, "insufficient_data")
    assert (answer["parts"]["hq"], answer["parts"]["classed"]) == ("53.7", "50.0")
    assert "units" in answer["unverified"]


def test_the_raw_case_of_a_city_reaches_the_index_its_parts_give():
    case = next(case for case in load() if case.rule == "ei-parts" and case.name == "丘陵市")
    parts = evaluate_rule("ei-parts", case.inputs, RAW)["parts"]
    names = ("richness", "vegetation", "water", "land_stress", "pollution")
    assert evaluate_rule("ei", {name: parts[name] for name in names}, EI)["parts"]["uncapped"] == parts["uncapped"]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, WIDEST), st.integers(1, WIDEST), st.integers(0, 6 * 10**14))
def test_long_coefficients_multiply_as_fractions_do(part, whole, coefficient):
    assert normalised(part, whole, coefficient) == Fraction(part * coefficient, whole).__floor__()


def test_no_product_of_a_long_coefficient_leaves_exact_numbers():
    assert WIDEST * 10**3 * 100 + WIDEST * 99 <= LARGEST


def test_the_two_indexes_are_separate_families():
    families = {name: rule(name).family for name in ("ei", "ei-parts", "ei-change", "eqi-class", "eqi-change")}
    assert set(families.values()) == {"hj192", "eqi"}
    assert families["ei-change"] != families["eqi-change"]


def test_a_class_of_ecological_quality_is_fitted_and_its_change_unverified():
    answer = evaluate_rule("eqi-class", {"eqi": "72"}, EQI)
    assert (answer["value"], answer["state"], answer["unverified"]) == ("一类", "final", [])
    assert answer["trace"][-1]["notes"][0] == ["由公布数据反推一致", "fitted on published data"]
    with pytest.raises(Problem) as raised:
        evaluate_rule("eqi-change", {"now": "72", "before": "70"}, EQI)
    assert raised.value.code.key == "STD006"
    accepted = evaluate_rule("eqi-change", {"now": "72", "before": "70"}, Asked("eqi:2021", accept_unverified=True))
    assert (accepted["value"], accepted["parts"], accepted["unverified"]) == (
        "一般变好",
        {"change": "2"},
        ["change_bounds"],
    )


def test_a_change_over_a_missing_year_has_no_class():
    answer = evaluate_rule("ei-change", {"now": "72", "before": "NA"}, EI)
    assert (answer["value"], answer["state"], answer["parts"]) == (None, "insufficient_data", {"change": None})
