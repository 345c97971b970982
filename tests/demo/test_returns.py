"""What departments report and superiors set: as the forms ask for it, invented, and with the faults declared."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingshan.demo.model import PLAN, SOURCE
from qingshan.demo.returns import assigned_rows, figure_rows
from qingshan.evaluation.groups import groups_of
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.reported import ReportedIndicator, forms
from qingshan.evaluation.vocabulary import vocabulary
from qingshan.kernel.citation import Verification
from qingshan.kernel.periods import Period
from qingshan.plans.loading import load_plan

FIGURES = figure_rows()
ASSIGNED = {(row["indicator"], row["period"]): row for row in assigned_rows()}
MILLION = 10**6


def _of(indicator, period, revision=0):
    (row,) = [
        row for row in FIGURES if (row["indicator"], row["period"], row["revision"]) == (indicator, period, revision)
    ]
    return row


def _value(row):
    if row["value"] is not None:
        return Decimal(row["value"]) / MILLION
    return Decimal(row["numerator"]) / row["denominator"] * forms()[row["indicator"]].factor


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: f"{row['indicator']}-{row['period']}-{row['revision']}")
def test_a_figure_is_what_its_form_asks_for(row):
    form = forms()[row["indicator"]]
    assert Period.of(row["period"]).kind in form.periods
    assert row["unit"] == form.unit
    assert (row["value"] is None, row["numerator"] is None, row["denominator"] is None) == (
        form.numerator is not None,
        form.numerator is None,
        form.denominator is None,
    )
    assert form.lowest is None or _value(row) >= Decimal(form.lowest)
    assert form.highest is None or _value(row) <= Decimal(form.highest)


def test_every_document_and_reporter_says_that_it_is_invented():
    assert all("演示" in row["document"] and "虚构" in row["document"] for row in (*FIGURES, *ASSIGNED.values()))
    assert all("演示" in row["reporter"] for row in FIGURES)
    assert {row["source"] for row in (*FIGURES, *ASSIGNED.values())} == {SOURCE}


def test_nothing_is_reported_before_its_period_is_over_nor_known_before_its_document():
    for row in FIGURES:
        assert Period.of(row["period"]).end < row["dated"] == row["known_from"].date()


def test_every_reported_target_has_figures_for_the_area_it_is_judged_in():
    plan, known = load_plan(PLAN, vocabulary()), indicators()
    asked = {
        (key, group.key)
        for target in plan.targets
        for group in groups_of(target, plan, known)
        for one in [known.get(target.indicator.key or "")]
        if isinstance(one, ReportedIndicator)
        for key in (one.methods or (one.key,))
    }
    assert len(asked) == 24
    assert asked <= {(row["indicator"], row["area"]) for row in FIGURES}


@pytest.mark.parametrize(
    ("indicator", "missing"), [("sewage.urban_rate", {"2021-05"}), ("waste.domestic_harmless", set())]
)
def test_flows_come_month_by_month_and_one_month_never_comes(indicator, missing):
    months = {str(month) for year in (2020, 2021) for month in Period.year(year).months()}
    monthly = {row["period"] for row in FIGURES if row["indicator"] == indicator and len(row["period"]) == 7}
    assert months - monthly == missing
    assert _of(indicator, "2021-07")["known_from"] == datetime(2021, 8, 10, 4)


@pytest.mark.parametrize("indicator", ["sewage.urban_rate", "waste.domestic_harmless"])
def test_a_year_is_the_sum_of_its_months(indicator):
    for part in ("numerator", "denominator"):
        months = [_of(indicator, str(month))[part] for month in Period.year(2020).months()]
        assert sum(months) == _of(indicator, "2020")[part]


def test_year_end_figures_are_dated_in_january_and_those_of_energy_in_march():
    assert _of("soil.farmland_safe_use", "2021")["dated"] == date(2022, 1, 25)
    assert _of("energy.intensity_decline", "2021")["dated"] == date(2022, 3, 21)
    assert _of("carbon.intensity_decline", "2021")["dated"] == date(2022, 3, 21)


def test_a_review_gives_another_value_for_a_year_that_was_reported():
    first, second = (_of("sewage.rural_rate", "2021", revision) for revision in (0, 1))
    assert (first["stage"], second["stage"]) == (0, 1)
    assert _value(first) > 22 > _value(second)
    assert first["known_from"] < second["known_from"] == datetime(2022, 3, 18, 4)


def test_two_figures_are_flagged_as_jumps_and_they_do_jump():
    assert {(row["indicator"], row["period"]) for row in FIGURES if row["flags"]} == {
        ("carbon.co2", "2017"),
        ("reduction.vocs", "2021Q4"),
    }
    rise = _value(_of("carbon.co2", "2017")) / _value(_of("carbon.co2", "2016")) - 1
    assert rise * 100 > Decimal(forms()["carbon.co2"].jump)
    assert _value(_of("reduction.vocs", "2021Q4")) > 5 * _value(_of("reduction.vocs", "2021Q3"))


def test_the_emission_has_a_missing_year_and_agrees_with_the_intensity():
    years = {row["period"]: row["value"] for row in FIGURES if row["indicator"] == "carbon.co2"}
    assert sorted(years) == ["2016", "2017", "2018", "2020", "2021"]
    assert [years[year] for year in ("2020", "2021")] == [
        _of("carbon.intensity_decline", year)["numerator"] for year in ("2020", "2021")
    ]


def test_every_five_year_figure_says_where_it_is_from():
    assert {row["verification"] for row in ASSIGNED.values()} <= {state.value for state in Verification}
    carbon, energy = (ASSIGNED[f"{name}.intensity_decline", "2021-2025"] for name in ("carbon", "energy"))
    assert (carbon["value"], carbon["verification"]) == ("19.5", "unverified")
    assert "未核实" in carbon["document"]
    assert (energy["value"], energy["verification"]) == ("14", "copy")
    assert "转录本" in energy["document"]


def test_every_target_judged_by_pace_has_its_five_year_figure_and_levels_have_a_base():
    plan, known = load_plan(PLAN, vocabulary()), indicators()
    paced = {target.indicator.key for target in plan.targets if target.rule == "pro_rata"}
    assert {key for key, period in ASSIGNED if period == "2021-2025"} == paced
    for key in paced:
        row = ASSIGNED[key, "2021-2025"]
        assert row["base_year"] == 2020
        assert (row["base_value"] is not None) == (known[key].pace == "level")
        assert row["unit"] in known[key].units


def test_the_province_sets_a_figure_after_the_plan():
    issued_on = date.fromisoformat(load_plan(PLAN, vocabulary()).document.issued_on)
    row = ASSIGNED["soil.farmland_safe_use", "2021"]
    assert row["value"] == "94"
    assert "省级" in row["document"]
    assert issued_on < row["issued_on"] == date(2021, 7, 20)
