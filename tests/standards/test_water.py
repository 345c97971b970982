"""Surface water: what the worked cases cannot say."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingshan.kernel import units
from qingshan.kernel.problems import Problem
from qingshan.standards.book import book
from qingshan.standards.evaluate import Asked, evaluate_rule, rules_for
from qingshan.standards.formulas.rounding import to_interval
from qingshan.standards.formulas.water import (
    class_from,
    class_up_to,
    class_within,
    rounded_keeping_trace,
    rounding_edge,
)
from qingshan.standards.quantity import measured
from qingshan.standards.rule import interval_of, rule
from qingshan.standards.water import BASIC, CLASSES, SPECIFIC, SUPPLEMENTARY, WATER_DECIMALS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "water"
GB3838 = Asked("gb3838:2002")
INTERVALS = st.sampled_from([1, 10, 1000, 10**8])


def view(key):
    edition = book().edition(key)
    return edition.on(edition.effective, accept_unverified=True)


def classed(asked=GB3838, **inputs):
    return evaluate_rule("water-class", inputs, asked)


def code(call):
    with pytest.raises(Problem) as raised:
        call()
    assert "{" not in raised.value.sentence("zh") + str(raised.value.as_json("zh"))[1:-1]
    return raised.value.code.key


def test_the_109_items_of_the_standard_are_complete_and_named():
    limits = view("gb3838:2002")
    named = {*limits.table("limit_river"), *limits.table("limit_lake"), "wt", "ph"}
    assert (named, len(named)) == (set(BASIC), 24)
    assert tuple(limits.table("limit_supplementary")) == SUPPLEMENTARY
    assert tuple(limits.table("limit_specific")) == SPECIFIC
    assert len(BASIC + SUPPLEMENTARY + SPECIFIC) == 109
    assert set(BASIC + SUPPLEMENTARY + SPECIFIC) <= set(measured())
    assert set(limits.table("codes")) == set(BASIC)
    assert set(limits.table("group_members")) <= set(SPECIFIC)


@pytest.mark.parametrize("item", [*BASIC, *SUPPLEMENTARY, *SPECIFIC])
def test_inputs_carry_the_unit_people_know_the_item_by(item):
    (declared,) = [quantity for quantity in rule("drinking-source").inputs if quantity.name == item]
    assert declared.unit == measured()[item].unit


@pytest.mark.parametrize("body", ["limit_river", "limit_lake"])
def test_limits_never_become_stricter_from_class_to_class(body):
    for item, limits in view("gb3838:2002").scaled(body, WATER_DECIMALS).items():
        assert list(limits) == sorted(limits, reverse=item == "do"), item


def test_no_limit_is_smaller_than_the_rounding_interval():
    """So a trace that is not rounded to zero keeps the class that zero would have."""
    standard, places = view("gb3838:2002"), view("water_statistics:2020").table("decimals")
    for limits in (standard.scaled("limit_river", WATER_DECIMALS), standard.scaled("limit_lake", WATER_DECIMALS)):
        for item, (first, *_) in limits.items():
            assert first >= interval_of(places.get(item, WATER_DECIMALS), WATER_DECIMALS), item


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**10), INTERVALS)
def test_the_rounding_edge_judges_as_rounding_first_would(value, limit, interval):
    assert (value <= rounding_edge(limit, interval)) == (to_interval(value, interval) <= limit)
    edge = rounding_edge(limit, interval)
    assert to_interval(edge, interval) <= limit < to_interval(edge + 1, interval)


@given(st.integers(-100, 10**10), st.lists(st.integers(0, 10**10), min_size=5, max_size=5), INTERVALS)
def test_a_class_is_that_of_the_rounded_value_among_the_limits(value, limits, interval):
    rising, rounded = sorted(limits), to_interval(value, interval)
    assert class_up_to(value, rising, interval) == sum(rounded > limit for limit in rising)
    assert class_from(value, rising[::-1], interval) == sum(rounded < limit for limit in rising)
    low, high = rising[0], rising[-1]
    assert class_within(value, (low, high), interval, 5) == (0 if low <= rounded <= high else 5)


@given(st.integers(-(10**10), 10**10), st.integers(1, 8))
def test_a_value_rounded_to_zero_keeps_one_significant_digit(value, power):
    interval = 10**power
    found = rounded_keeping_trace(value, interval, [10**n for n in range(power)])
    plain = Decimal(to_interval(value, interval))
    digit = Decimal(value).adjusted()
    one_digit = Decimal(value).quantize(Decimal(1).scaleb(digit), rounding=ROUND_HALF_EVEN) if value else Decimal(0)
    assert found == (plain or one_digit)


def test_the_main_items_are_the_worst_classes_and_then_the_largest_multiples():
    answer = classed(codmn="12", cod="29", nh3n="1.9", tp="0.21", bod5="4.6", do="2.5")
    assert answer["value"] == "Ⅴ"
    assert answer["parts"]["main"] == [
        {"item": "codmn", "multiple": "1.0"},
        {"item": "nh3n", "multiple": "0.9"},
        {"item": "do", "multiple": None},
    ]


def test_multiples_that_look_alike_are_ordered_exactly():
    assert [entry["item"] for entry in classed(codmn="7.3", cod="24.8", bod5="4.9")["parts"]["main"]] == [
        "cod", "bod5", "codmn",
    ]  # fmt: skip


def test_cyanide_and_heavy_metals_are_named_first():
    main = classed(cod="90", nh3n="9", tp="1", cd="0.006")["parts"]["main"]
    assert [entry["item"] for entry in main] == ["cd", "nh3n", "tp"]
    assert classed(cd="0.005", cod="90")["parts"]["main"] == [{"item": "cod", "multiple": "3.5"}]


def test_good_water_has_no_main_item_unless_it_misses_its_target():
    sample = {"nh3n": "0.8", "do": "5.5", "tp": "0.05", "target": "Ⅱ"}
    answer = classed(**sample)
    assert (answer["parts"]["main"], answer["parts"]["complies"], answer["parts"]["status"]) == ([], False, "良好")
    main = classed(**sample, multiple_base="target")["parts"]["main"]
    assert main == [{"item": "nh3n", "multiple": "0.6"}, {"item": "do", "multiple": None}]
    assert classed(nh3n="9", multiple_base="target")["parts"]["main"] == []


def test_what_is_missing_and_what_is_only_reference_is_said():
    parts = classed(do="8", codmn="3", tn="1.2", coliform="300", body="lake")["parts"]
    assert parts["items"] == {"do": "Ⅰ", "codmn": "Ⅱ"}
    assert parts["reference"] == {"tn": "Ⅳ", "coliform": "Ⅱ"}
    assert parts["missing"] == ["ph", "nh3n", "tp"]
    assert parts["complies"] is None
    assert len(classed(Asked(on=date(2020, 6, 1)), do="8")["parts"]["missing"]) == 20


def test_without_any_item_there_is_no_class():
    answer = classed(tn="1.2")
    assert (answer["value"], answer["state"], answer["parts"]["status"]) == (None, "insufficient_data", None)


def test_the_trace_shows_the_value_compared_and_its_limits():
    trace = classed(nh3n="2.005")["trace"]
    (step,) = trace[0]["steps"]
    assert (step["value"], step["notes"][0][0]) == ("Ⅴ", "评价值 2；限值 0.15, 0.5, 1, 1.5, 2")
    lake = classed(tp="0.06", ph="7.2", body="lake")["trace"][0]["steps"]
    assert [part["notes"][0][1] for part in lake] == [
        "7 is compared with 6, 9",
        "0.06 is compared with 0.01, 0.025, 0.05, 0.1, 0.2",
    ]


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("water-class", {"body": "sea", "do": "8"}),
        ("water-class", {"basis": "official", "do": "8"}),
        ("water-class", {"target": "劣Ⅴ"}),
        ("drinking-source", {"scheme": "63"}),
    ],
)
def test_a_choice_that_is_none_is_a_coded_problem(name, inputs):
    assert code(lambda: evaluate_rule(name, inputs, GB3838)) == "STD016"


def test_a_drinking_source_names_what_fails_what_is_reference_and_what_is_missing():
    answer = evaluate_rule("drinking-source", {"tp": "0.25", "cod": "50", "fe": "0.31", "tl": "0.0002"}, GB3838)
    assert (answer["value"], answer["parts"]["failing"]) == ("0", ["tp", "fe", "tl"])
    assert answer["parts"]["items"] == {"tp": "Ⅳ"}
    assert answer["parts"]["reference"] == {"cod": "劣Ⅴ"}
    assert {"ph", "so4"} <= set(answer["parts"]["missing"])
    assert not {"cod", "fe", "tl"} & set(answer["parts"]["missing"])
    kept = evaluate_rule("drinking-source", {"cod": "50", "scheme": "62"}, GB3838)["parts"]
    assert (kept["failing"], kept["reference"]) == (["cod"], {})


def test_exactly_five_sections_have_a_status_only_when_the_unverified_reading_is_asked_for():
    five = {"sections": "5", "good": "4", "bad": "0"}
    assert evaluate_rule("river-status", five, Asked("surface_water:2011"))["state"] == "insufficient_data"
    asked = Asked("surface_water:2011", option="five_by_share")
    assert code(lambda: evaluate_rule("river-status", five, asked)) == "STD006"
    accepted = Asked("surface_water:2011", option="five_by_share", accept_unverified=True)
    answer = evaluate_rule("river-status", five, accepted)
    assert (answer["value"], answer["unverified"]) == ("良好", ["shares_from_sections"])


def test_a_change_by_shares_rests_on_an_unverified_boundary_and_one_by_grades_does_not():
    asked = Asked("surface_water:2011")
    grades = {"status_before": "优", "status_after": "良好"}
    answer = evaluate_rule("water-change", grades, asked)
    assert (answer["value"], answer["unverified"]) == ("有所下降", [])
    shares = {"good_before": "60", "good_after": "60", "bad_before": "5", "bad_after": "5"}
    assert code(lambda: evaluate_rule("water-change", shares, asked)) == "STD006"
    both = evaluate_rule("water-change", grades | shares, Asked("surface_water:2011", accept_unverified=True))
    assert (both["value"], both["state"], both["unverified"]) == (None, "not_applicable", ["slight_above"])
    assert both["parts"] == {"by_grade": "有所下降", "by_share": "无明显变化", "balance": "0.0"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real data is not there")
def test_every_published_realtime_class_of_jiangxi_recomputes_from_unrounded_values():
    columns = {"ph": "pH", "do": "溶解氧", "codmn": "高锰酸盐指数", "nh3n": "氨氮", "tp": "总磷", "tn": "总氮"}
    with (SHARED / "section_body_type_jiangxi.csv").open(encoding="utf-8-sig") as lines:
        lakes = {row["断面名称"] for row in csv.DictReader(lines) if row["type"] == "lake"}
    with gzip.open(SHARED / "jiangxi_daily_snapshots_20200508_20210405.csv.gz", "rt", encoding="utf-8-sig") as lines:
        rows = [row for row in csv.DictReader(lines) if row["水质类别"] in CLASSES]
    definition = rule("water-class")
    rules = rules_for(definition, Asked(on=date(2021, 4, 5)))
    agreed = {0: 0, 1: 0}
    for row in rows:
        written = {item: row[f"raw_{column}"] for item, column in columns.items()}
        values = {item: units.scaled(text, WATER_DECIMALS) if text else None for item, text in written.items()}
        values["body"] = int(row["断面名称"] in lakes)
        for basis in agreed:
            found = definition.compute(values | {"basis": basis}, rules)["class"]
            agreed[basis] += CLASSES[found] == row["水质类别"]
    assert (len(rows), agreed) == (786, {0: 771, 1: 786})
