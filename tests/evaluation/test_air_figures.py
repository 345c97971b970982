"""Compliance of an area's year, and the hourly index of its sites, on lakes that can be worked out by hand."""

from __future__ import annotations

from datetime import date

from qingshan.evaluation.air import read_air
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.compliance import WANTED, compliance
from qingshan.evaluation.engines import engine
from qingshan.evaluation.groups import Group
from qingshan.evaluation.hours import hourly_index
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.judge import Question
from qingshan.kernel.periods import Period
from tests.evaluation.small_lake import NEW_YEAR, days, make

GROUP = Group("甲区", ("甲区",))


def figures(lake, period, editions=()):
    span = Period.of(period)
    wanted = [indicators()[key] for key in WANTED]
    air = read_air(lake, [GROUP], wanted, span, Question(span.end, editions=editions))
    return compliance(air, GROUP, span, AirRules.on(span.end, editions))


def test_a_year_complies_when_mean_and_percentile_do(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 365, pm25=35), [("a", "甲区")])
    found = figures(lake, "2021")
    assert found.complies is True
    assert found.items["pm25"] is True
    assert "hj663:2013 annual_compliance" in found.unverified


def test_a_mean_that_complies_does_not_save_a_percentile_that_does_not(tmp_path):
    rows = days("a", NEW_YEAR, 30, pm25=120) + days("a", date(2021, 1, 31), 335, pm25=20)
    lake = make(tmp_path / "lake", rows, [("a", "甲区")])
    found = figures(lake, "2021")
    by_key = {one.indicator.key: one for one in found.statistics}
    assert by_key["air.pm25_mean"].meets is True
    assert (str(by_key["air.pm25_p95"].value), str(by_key["air.pm25_p95"].exceeds_by)) == ("120", "0.60")
    assert (found.items["pm25"], found.complies) == (False, False)


def test_the_same_year_fails_under_the_later_limits(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 365, pm25=33), [("a", "甲区")])
    assert figures(lake, "2021").items["pm25"] is True
    assert figures(lake, "2021", ("gb3095:2026",)).items["pm25"] is False


def test_too_few_days_leave_compliance_unknown(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 300, pm25=20), [("a", "甲区")])
    assert figures(lake, "2021").complies is None


def test_a_month_has_figures_and_no_verdict(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 31, pm25=20), [("a", "甲区")])
    found = figures(lake, "2021-01")
    assert found.complies is None
    assert {str(one.value) for one in found.statistics if one.indicator.key == "air.pm25_mean"} == {"20"}


def test_hours_have_an_index_with_its_primary_pollutant(tmp_path):
    rows = days("a", NEW_YEAR, 1, pm25=76, o3=None)
    lake = make(tmp_path / "lake", rows, [("a", "甲区")])
    hours = hourly_index(lake, ["a"], Period.of("2021-01-01"), engine()).to_pylist()
    assert len(hours) == 24
    assert {(hour["aqi"], hour["primary_pm25"], hour["iaqi_o3"], hour["complete"]) for hour in hours} == {
        (102, 1, None, 0)
    }


def test_the_hourly_index_follows_the_edition_of_its_day(tmp_path):
    lake = make(tmp_path / "lake", days("a", date(2026, 2, 28), 2, pm25=75), [("a", "甲区")])
    hours = hourly_index(lake, ["a"], Period.of("2026-02-28/2026-03-01"), engine()).to_pylist()
    assert [hour["aqi"] for hour in hours] == [100] * 24 + [114] * 24
