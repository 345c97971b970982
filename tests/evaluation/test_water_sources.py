from __future__ import annotations

from qingshan.evaluation.water_sources import source_list
from qingshan.evaluation.water_survey import Scope
from qingshan.kernel.periods import Period
from tests.evaluation.small_water import make, month, section

QUARTER = Period.of("2021Q1")


def test_each_source_and_month_says_what_fails_and_the_rate_counts_months(tmp_path):
    register = [
        section("甲", source_of_drinking_water=True),
        section("乙", source_of_drinking_water=True),
        section("丙"),
    ]
    samples = [
        *month("甲", "2021-01", fe="0.3"),
        *month("甲", "2021-02", fe="0.31", nh3n="1.2"),
        *month("甲", "2020-12", fe="9"),
        *month("乙", "2021-02", cod="99"),
        *month("丙", "2021-02", fe="9"),
    ]
    document = source_list(make(tmp_path / "lake", register, samples), Scope(), QUARTER)
    second, first = document["drinking_sources"]
    assert [(one["month"], one["complies"], one["failing"]) for one in first["months"]] == [
        ("2021-01", True, []),
        ("2021-02", False, ["nh3n", "fe"]),
    ]
    assert (first["count_rate"], first["without_data"]) == ("50.0", ["2021-03"])
    assert [(one["month"], one["complies"]) for one in second["months"]] == [("2021-02", True)]
    assert document["rate"] == {"compliant": 2, "monitored": 3, "count_rate": "66.7", "volume_rate": None}
    assert [(one["month"], one["count_rate"]) for one in document["by_month"]] == [
        ("2021-01", "100.0"),
        ("2021-02", "50.0"),
    ]


def test_an_area_without_a_source_has_no_rate(tmp_path):
    document = source_list(make(tmp_path / "lake", [section("甲")], month("甲", "2021-01")), Scope(), QUARTER)
    assert (document["drinking_sources"], document["rate"]["count_rate"]) == ([], None)
