from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from qingshan.evaluation.engines import collected, computed, engine
from qingshan.kernel.citation import Verification
from qingshan.kernel.problems import Problem
from qingshan.kernel.units import decimal_of, scaled
from qingshan.standards import cases
from qingshan.standards.book import book
from qingshan.standards.evaluate import Asked, evaluate_rule
from qingshan.standards.formulas.series import yearly_changes
from qingshan.standards.quantity import measured
from qingshan.standards.rule import rule

CITIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "carbon" / "jiangxi_cities_co2_mt.csv"
FUELS = ("raw_coal", "coke", "crude_oil", "fuel_oil", "gasoline", "kerosene", "diesel", "lpg", "refinery_gas")
BALANCE = dict.fromkeys((*FUELS, "natural_gas", "electricity_in", "electricity_out"), "0") | {"grid": "江西"}
ON = Asked(on=date(2023, 12, 31))
SERIES = ("straw-collectable", "sewage-collection")
LONGEST = 3


def grid_factors():
    return {edition.effective.year: edition.parameters["factors"].value for edition in book().editions("grid_factors")}


def test_the_factor_set_and_the_grid_are_named_in_the_answer():
    answer = evaluate_rule("co2-balance", BALANCE | {"raw_coal": "100", "electricity_in": "10"}, ON)
    assert answer["value"] == "248.39"
    parts = answer["parts"]
    assert (parts["set"], parts["grid"], parts["grid_edition"]) == ("by_fuel", "江西", "grid_factors:2023")
    assert (parts["grid_factor"], parts["missing"], parts["of_another_set"]) == ("0.5836", [], 0)
    assert answer["unverified"] == []


def test_a_fuel_that_is_not_reported_is_named_and_is_not_zero():
    answer = evaluate_rule("co2-balance", dict.fromkeys(FUELS, "1") | {"grid": "全国", "coke": "NA"}, ON)
    assert (answer["value"], answer["state"]) == (None, "insufficient_data")
    assert answer["parts"]["missing"] == ["coke", "natural_gas"]


def test_the_set_by_standard_coal_must_be_accepted_and_is_never_mixed():
    inputs = {"coal_tce": "10", "oil_tce": "1", "gas_tce": "1", "electricity_in": "0", "electricity_out": "0"}
    inputs |= {"grid": "江西"}
    with pytest.raises(Problem) as raised:
        evaluate_rule("co2-balance", inputs, Asked(on=ON.on, option="tce"))
    assert raised.value.code.key == "STD006"
    accepted = Asked(on=ON.on, option="tce", accept_unverified=True)
    answer = evaluate_rule("co2-balance", inputs, accepted)
    assert (answer["value"], answer["parts"]["set"]) == ("29.89", "by_standard_coal")
    assert answer["unverified"] == ["set", "factors"]
    mixed = evaluate_rule("co2-balance", inputs | {"raw_coal": "0"}, accepted)
    assert (mixed["value"], mixed["parts"]["of_another_set"]) == (None, 1)


def test_without_a_grid_there_is_no_emission():
    with pytest.raises(Problem) as raised:
        evaluate_rule("co2-balance", {name: value for name, value in BALANCE.items() if name != "grid"}, ON)
    assert raised.value.code.key == "STD012"


def test_a_year_before_any_grid_factor_is_said():
    with pytest.raises(Problem) as raised:
        evaluate_rule("co2-balance", BALANCE, Asked(on=date(2019, 12, 31)))
    assert raised.value.code.key == "STD003"


def test_every_grid_of_every_year_can_be_chosen_and_no_other():
    (grid,) = (quantity for quantity in rule("co2-balance").inputs if quantity.name == "grid")
    assert set(grid.choices) == {name for factors in grid_factors().values() for name in factors}


def test_the_grid_factors_of_a_year_are_those_of_its_edition():
    found = grid_factors()
    assert {year: factors["全国"] for year, factors in found.items()} == {
        2021: "0.5568", 2022: "0.5366", 2023: "0.5306",
    }  # fmt: skip
    assert (found[2022]["江西"], found[2023]["江西"]) == ("0.5752", "0.5836")
    assert {year: len(factors) for year, factors in found.items()} == {2021: 1, 2022: 32, 2023: 38}


def test_every_fuel_has_a_factor_a_coefficient_and_a_label():
    edition = book().edition("carbon_factors:2020")
    factors = edition.parameters["factors"].value
    assert set(factors) == set(edition.parameters["standard_coal"].value) == {*FUELS, "natural_gas"}
    (by_standard_coal,) = edition.options
    assert {*factors, *by_standard_coal.parameters["factors"].value} <= set(measured())


def test_the_decline_of_jiangxi_is_unverified_and_says_so():
    rules = book().in_force("five_year_targets", date(2021, 7, 1)).on(date(2021, 7, 1))
    assert rules.table("co2_china") == {"must": "18"}
    assert rules.table("energy_jiangxi") == {"must": "14", "strive": "14.5"}
    with pytest.raises(Problem) as raised:
        rules.value("co2_jiangxi")
    assert raised.value.code.key == "STD006"
    (jiangxi,) = (parameter for parameter in rules.parameters if parameter.key == "co2_jiangxi")
    assert (jiangxi.value, jiangxi.verification) == ({"must": "19.5"}, Verification.UNVERIFIED)


@pytest.mark.parametrize(("year", "value", "against"), [(2018, "4.300", "base"), (2022, "43.000", "plan")])
def test_a_reduction_is_measured_as_its_plan_period_has_it(year, value, against):
    inputs = {"reduced": "430", "base": "10000", "plan": "1000"}
    answer = evaluate_rule("reduction-rate", inputs, Asked(on=date(year, 12, 31)))
    assert (answer["value"], answer["parts"]["measured_against"]) == (value, against)


@pytest.mark.parametrize("name", ["industrial-waste-use", "fertiliser-use", "sewage-collection", "pace-tonnes"])
def test_a_rule_whose_formula_no_one_has_read_must_be_accepted(name):
    inputs = {quantity.name: "1" for quantity in rule(name).inputs}
    with pytest.raises(Problem) as raised:
        evaluate_rule(name, inputs, ON)
    assert raised.value.code.key == "STD006"
    assert evaluate_rule(name, inputs, Asked(on=ON.on, accept_unverified=True))["unverified"]


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("where", ["duckdb", "polars"])
def test_rules_over_series_agree_with_plain_integers_on_columns(name, where):
    """Series of one length are columns side by side; what is missing in a shorter case is missing in its columns."""
    chosen = [case for case in cases.load() if case.rule == name and any(map(any, _lists(case)))]
    definition, rules = chosen[0].definition(), chosen[0].rules()
    columns = defaultdict(list)
    plain = []
    for case in chosen:
        given = {key: _padded(value) for key, value in case.values().items()}
        for key, value in given.items():
            for place, part in enumerate(value if isinstance(value, list) else [value]):
                columns[f"{key}_{place}"].append(part)
        plain.append(definition.compute(given, rules))
    table = pa.table({key: pa.array(values, pa.int64()) for key, values in columns.items()})
    series = {quantity.name: quantity.series for quantity in definition.inputs}

    def formula(values):
        given = {
            key: [values[f"{key}_{place}"] for place in range(LONGEST)] if listed else values[f"{key}_0"]
            for key, listed in series.items()
        }
        return {f"out_{key}": value for key, value in definition.compute(given, rules).items()}

    frame = computed(engine(where).table(table), formula, {key: key for key in columns})
    found = [{key: row[f"out_{key}"] for key in plain[0]} for row in collected(frame).to_pylist()]
    assert found == plain
    assert any(None not in row.values() for row in found)


def _lists(case):
    return [value for value in case.values().values() if isinstance(value, list)]


def _padded(value):
    """A crop or plant that is not there counts zero, written out, so that series have one length."""
    return value if not isinstance(value, list) else [*value, *[0] * (LONGEST - len(value))]


@pytest.mark.skipif(not CITIES.is_file(), reason="the folder ../shared with real data is not there")
def test_the_cities_of_jiangxi_break_at_missing_years_and_their_jumps_are_flagged():
    jump = scaled(book().edition("pace:2011").parameters["jump"].value, 3)
    series = defaultdict(dict)
    with CITIES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            series[row["city"]][int(row["year"])] = scaled(decimal_of(row["emission"]), 18)
    found = {city: yearly_changes(values, jump) for city, values in series.items()}
    assert sum(map(len, found.values())) == 156
    for city, years in found.items():
        known = {entry.year for entry in years}
        for entry in years:
            assert (entry.change is None) == (entry.year - 1 not in known), city
            assert set(range(entry.since, entry.year + 1)) <= known
    runs = Counter({city: len({entry.since for entry in years}) for city, years in found.items()})
    assert {city: count for city, count in runs.items() if count > 1} == {"江西宜春": 3, "江西新余": 2}
    jumps = {city: [entry.year for entry in years if entry.jump] for city, years in found.items()}
    assert sum(map(len, jumps.values())) == 20
    assert (jumps["江西鹰潭"], jumps["江西萍乡"]) == ([2013, 2014], [])
    (largest,) = (entry for entry in found["江西抚州"] if entry.year == 2016)
    assert (largest.change, largest.value) == (267_501, series["江西抚州"][2016])
