"""What a plan's air targets say on small lakes whose answers can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from qingshan.evaluation.explaining import explain
from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.kernel.problems import Problem
from qingshan.plans import ir
from tests.engines.engines_here import NAMES as ENGINES
from tests.evaluation.small_lake import NEW_YEAR, append, days, exclusion, make, plan, target

PM25 = target("air.pm25_mean", "<=", "34", "微克/立方米")
GOOD = target("air.good_day_ratio", ">=", "90", "%")


def judged(lake, *targets, as_of, year="2021", **asked):
    done = evaluate(plan(*targets, year=year), lake, Question(date.fromisoformat(as_of), **asked))
    return [dict(row) for row in done.document["targets"]], done


def test_the_mean_of_site_days_is_rounded_day_by_day(tmp_path):
    rows = days("a", NEW_YEAR, 2, pm25="30.5") + days("b", NEW_YEAR, 2, pm25="33")
    lake = make(tmp_path / "lake", rows, [("a", "甲区"), ("b", "甲区")])
    (row,), done = judged(lake, PM25, as_of="2021-01-02")
    # 30.5 rounds half to even to 30 at the site; (30 + 33) / 2 = 31.5 rounds to 32 for the area.
    assert row["value"] == "32"
    assert "hj663:2013 station_days_rounded" in done.document["unverified"]


def test_as_of_is_the_end_of_that_day(tmp_path):
    rows = days("a", NEW_YEAR, 1, pm25=20) + days("a", date(2021, 1, 2), 1, pm25=40)
    lake = make(tmp_path / "lake", rows, [("a", "甲区")])
    (first,), _ = judged(lake, PM25, as_of="2021-01-01")
    (second,), _ = judged(lake, PM25, as_of="2021-01-02")
    assert (first["value"], second["value"]) == ("20", "30")


@pytest.mark.parametrize(("hours", "value"), [(19, None), (20, "30")])
def test_a_day_needs_twenty_hours(tmp_path, hours, value):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1, hours=range(1, hours + 1)), [("a", "甲区")])
    (row,), _ = judged(lake, PM25, as_of="2021-01-01")
    assert row["value"] == value


def test_ozone_with_too_few_windows_counts_only_when_it_exceeds(tmp_path):
    o3 = target("air.good_day_ratio", ">=", "90", "%")
    low = make(
        tmp_path / "low", days("a", NEW_YEAR, 1) + days("a", date(2021, 1, 2), 1, hours=range(1, 21)), [("a", "甲区")]
    )
    high_rows = days("a", NEW_YEAR, 1) + days("a", date(2021, 1, 2), 1, hours=range(1, 17), o3=170)
    high = make(tmp_path / "high", high_rows, [("a", "甲区")])
    (row,), _ = judged(low, o3, as_of="2021-01-02")
    assert (row["value"], row["coverage"]["valid_days"]) == ("100.0", 2)
    (row,), _ = judged(high, o3, as_of="2021-01-02")
    assert (row["value"], row["coverage"]["valid_days"]) == ("50.0", 2)


def test_bad_days_left_are_counted_exactly(tmp_path):
    rows = days("a", NEW_YEAR, 10, pm25=80) + days("a", date(2021, 1, 11), 20)
    lake = make(tmp_path / "lake", rows, [("a", "甲区")])
    (row,), done = judged(lake, GOOD, as_of="2021-01-30")
    spent = done.judged[0].must.budget
    assert (row["value"], row["verdict"]["must"]) == ("66.7", "unknown")
    assert (spent.spent, spent.allowed, spent.left, spent.days_left) == ("10", "36", "26", 335)


def test_a_target_out_of_reach_says_so_before_the_year_ends(tmp_path):
    rows = days("a", NEW_YEAR, 37, pm25=80)
    lake = make(tmp_path / "lake", rows, [("a", "甲区")])
    (row,), _ = judged(lake, GOOD, as_of="2021-02-06")
    assert row["verdict"]["must"] == "off_track"


def test_the_mean_still_allowed_meets_the_target_and_no_more(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 200, pm25=30), [("a", "甲区")])
    (_,), done = judged(lake, PM25, as_of="2021-07-19")
    allowed = done.judged[0].must.budget.allowed
    # 34.5 rounds to 34 (even), so the year may total 34.5 × 365; 200 × 30 are spent.
    assert allowed == "39.954"
    assert pytest.approx(39.9545, abs=1e-4) == (34.5 * 365 - 200 * 30) / 165


def test_a_year_that_is_over_is_met_or_missed_tier_by_tier(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 365, pm25=34, stage=1), [("a", "甲区")])
    two = target("air.pm25_mean", "<=", "34", "μg/m3", stretch=ir.Stretch("33", "<="))
    (row,), _ = judged(lake, two, as_of="2021-12-31")
    assert row["verdict"] == {"must": "met", "strive": "missed"}
    assert (row["state"], row["gap"]) == ("final", "0")


def test_real_time_data_are_provisional_at_best(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 365, pm25=20, stage=0), [("a", "甲区")])
    (row,), _ = judged(lake, PM25, as_of="2021-12-31")
    assert (row["state"], row["verdict"]["must"]) == ("provisional", "met")


def test_a_year_with_too_few_days_is_not_judged(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 323, pm25=20, stage=1), [("a", "甲区")])
    (row,), done = judged(lake, PM25, as_of="2021-12-31")
    assert (row["state"], row["verdict"]["must"]) == ("insufficient_data", "unknown")
    assert "too few valid days" in done.judged[0].reasons[0].en


def test_an_area_without_a_site_is_insufficient_and_never_guessed(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 2), [("a", "甲区")])
    (row,), done = judged(lake, target("air.pm25_mean", "<=", "34", "μg/m3", areas=("乙区",)), as_of="2021-01-02")
    assert (row["value"], row["state"], row["verdict"]["must"]) == (None, "insufficient_data", "unknown")
    assert "no site" in done.judged[0].reasons[0].en


def test_a_background_site_stays_out_of_the_city_mean_unless_declared_local(tmp_path):
    rows = days("a", NEW_YEAR, 1, pm25=40) + days("bg", NEW_YEAR, 1, pm25=10)
    lake = make(tmp_path / "lake", rows, [("a", "甲市"), ("bg", "甲市", "background"), ("bg", "乙区", "local")])
    city = target("air.pm25_mean", "<=", "34", "μg/m3", areas=("全市",))
    scenic = target("air.pm25_mean", "<=", "34", "μg/m3", areas=("乙区",), number=2)
    rows, _ = judged(lake, city, scenic, as_of="2021-01-01")
    assert [(row["area"], row["value"]) for row in rows] == [("甲市", "40"), ("乙区", "10")]


def test_areas_together_are_one_value_and_each_are_several(tmp_path):
    rows = days("a", NEW_YEAR, 1, pm25=20) + days("b", NEW_YEAR, 1, pm25=40)
    lake = make(tmp_path / "lake", rows, [("a", "甲区"), ("b", "乙区")])
    both = ("甲区", "乙区")
    rows, _ = judged(
        lake,
        target("air.pm25_mean", "<=", "34", "μg/m3", areas=both, how="together"),
        target("air.pm25_mean", "<=", "34", "μg/m3", areas=both, number=2),
        as_of="2021-01-01",
    )
    assert [(row["area"], row["value"]) for row in rows] == [("甲区、乙区", "30"), ("甲区", "20"), ("乙区", "40")]


def test_too_few_sites_leave_the_area_without_a_value(tmp_path):
    rows = days("a", NEW_YEAR, 1, pm25=20)
    lake = make(tmp_path / "lake", rows, [(site, "甲区") for site in "abc"])
    (row,), _ = judged(lake, PM25, as_of="2021-01-01")
    assert row["value"] is None


def test_invalid_hours_are_left_out_and_named_in_the_trace(tmp_path):
    rows = days("a", NEW_YEAR, 2, pm25=30) + days("a", date(2021, 1, 3), 1, pm25=900)
    out = exclusion("invalid", datetime(2021, 1, 3, 1), datetime(2021, 1, 4, 0), item="pm25")
    lake = make(tmp_path / "lake", rows, [("a", "甲区")], [out])
    (row,), done = judged(lake, PM25, as_of="2021-01-03")
    assert row["value"] == "30"
    assert "2021-01-03 01:00:00" in str(done.document["results"][0]["trace"])


def test_dust_leaves_the_mean_and_stays_in_the_good_days(tmp_path):
    rows = days("a", NEW_YEAR, 3, pm25=30) + days("a", date(2021, 1, 4), 1, pm25=90, pm10=900)
    out = exclusion("dust", datetime(2021, 1, 4, 1), datetime(2021, 1, 5, 0))
    lake = make(tmp_path / "lake", rows, [("a", "甲区")], [out])
    (mean, good), done = judged(lake, PM25, GOOD, as_of="2021-01-04")
    assert (mean["value"], good["value"]) == ("30", "75.0")
    last = done.air.area_days.to_pylist()[-1]
    assert (last["pm25"], last["pm25_deducted"]) == (90_000, None)


def test_what_was_known_earlier_gives_the_earlier_answer(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 3, pm25=30), [("a", "甲区")])
    (before,), first = judged(lake, PM25, as_of="2021-01-03", known_on=datetime(2021, 2, 1))
    append(lake, days("a", date(2021, 1, 2), 1, known_from=datetime(2021, 4, 20), stage=1, revision=1, pm25=60))
    (again,), second = judged(lake, PM25, as_of="2021-01-03", known_on=datetime(2021, 2, 1))
    (later,), third = judged(lake, PM25, as_of="2021-01-03")
    assert (before["value"], again["value"], later["value"]) == ("30", "30", "40")
    assert first.document["targets"] == second.document["targets"]
    assert first.identity != third.identity


def test_a_verdict_survives_compaction_unchanged(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 3, pm25=30), [("a", "甲区")])
    append(lake, days("a", date(2021, 1, 4), 1, pm25=33))
    _, before = judged(lake, PM25, as_of="2021-01-04")
    lake.compact("readings")
    _, after = judged(lake, PM25, as_of="2021-01-04")
    assert [(r["id"], r["value"], r["data_version"]) for r in before.document["results"]] == [
        (r["id"], r["value"], r["data_version"]) for r in after.document["results"]
    ]


def test_the_edition_switches_within_the_year(tmp_path):
    rows = days("a", date(2026, 2, 28), 2, pm25=70)
    lake = make(tmp_path / "lake", rows, [("a", "甲区")])
    (row,), done = judged(lake, GOOD, as_of="2026-03-01", year="2026")
    assert [day["aqi"] for day in done.air.area_days.to_pylist()] == [94, 110]
    assert row["value"] == "50.0"
    assert {"hj633:2012", "hj633:2026"} <= set(done.document["editions"])


def test_both_editions_on_one_data_set(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 2, pm25=70), [("a", "甲区")])
    (old,), _ = judged(lake, GOOD, as_of="2021-01-02")
    (new,), done = judged(lake, GOOD, as_of="2021-01-02", editions=("hj633:2026",))
    assert (old["value"], new["value"]) == ("100.0", "0.0")
    assert "hj633:2026" in done.document["editions"]


def test_what_cannot_be_computed_says_why(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1), [("a", "甲区")])
    asked = [
        target(None, "<=", "5", "%", number=1),
        target("air.pm25_mean", "qualitative", None, None, number=2),
        target("air.pm25_mean", "<=", None, None, number=3),
        target("air.pm25_mean", "<=", "34", "%", number=4),
    ]
    rows, done = judged(lake, *asked, as_of="2021-01-01")
    assert {row["verdict"]["must"] for row in rows} == {"unknown"}
    said = [entry.reasons[0].en for entry in done.judged]
    assert ["registry" in said[0], "threshold" in said[1], "figure" in said[2], "unit" in said[3]] == [True] * 4


def test_a_wish_alone_is_judged_as_a_wish_and_pace_needs_its_figure(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 365, stage=1), [("a", "甲区")])
    wish = replace(target("air.pm25_mean", "<=", "34", "μg/m3"), tier_only=True)
    pace = replace(target("carbon.intensity_decline", "qualitative", None, None, number=2), rule="pro_rata")
    (first, second), done = judged(lake, wish, pace, as_of="2021-12-31")
    assert first["verdict"] == {"must": None, "strive": "met"}
    assert second["verdict"]["must"] == "unknown"
    assert any("five-year" in reason.en for reason in done.judged[1].reasons)


def test_a_year_that_has_not_begun_is_unknown(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1), [("a", "甲区")])
    (row,), done = judged(lake, PM25, as_of="2020-12-31")
    assert (row["value"], row["verdict"]["must"]) == (None, "unknown")
    assert "not begun" in done.judged[0].reasons[0].en


def test_an_empty_lake_gives_states_not_errors(tmp_path):
    lake = make(tmp_path / "lake", days("a", date(2020, 1, 1), 1), [("a", "甲区")])
    (row,), _ = judged(lake, PM25, as_of="2021-03-01")
    assert (row["value"], row["state"]) == (None, "insufficient_data")


def test_explain_goes_down_to_the_raw_hours(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 2, pm25=30), [("a", "甲区")])
    (row,), _ = judged(lake, PM25, as_of="2021-01-02")
    found = explain(lake.path, row["result"], NEW_YEAR, "a")
    assert found.trace.value == PM25.quote
    assert found.days.num_rows == 2
    assert {site["item"]: site["value"] for site in found.sites.to_pylist()}["pm25"] == 30_000
    assert found.hours.num_rows == 24 * 6
    assert found.hours["hour_end"].to_pylist()[-1] == datetime(2021, 1, 2)


def test_explain_shows_the_hours_the_evaluation_knew(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1, pm25=30), [("a", "甲区")])
    (row,), _ = judged(lake, PM25, as_of="2021-01-01")
    later = datetime(2021, 4, 20)
    append(lake, days("a", NEW_YEAR, 1, known_from=later, stage=1, revision=1, pm25=60))
    hours = explain(lake.path, row["result"], NEW_YEAR, "a").hours.to_pylist()
    assert {hour["value"] for hour in hours if hour["item"] == "pm25"} == {30_000}


@pytest.mark.parametrize("other", ENGINES[1:])
def test_every_engine_gives_the_same_document(tmp_path, other):
    rows = days("a", NEW_YEAR, 40, pm25=30) + days("b", date(2021, 1, 5), 30, pm25=77, hours=range(3, 25))
    rows += days("a", date(2021, 1, 2), 1, known_from=datetime(2021, 4, 20), revision=1, pm25=60)
    lake = make(
        tmp_path / "lake",
        rows,
        [("a", "甲区"), ("b", "甲区")],
        [exclusion("dust", datetime(2021, 1, 9), datetime(2021, 1, 12))],
    )
    asked = [
        PM25,
        GOOD,
        target("air.composite_index", "<=", "4", "", number=3),
        target("air.o3_p90", "<=", "160", "μg/m3", number=4),
    ]
    first, second = (judged(lake, *asked, as_of="2021-02-09", engine=name)[1].document for name in ("duckdb", other))
    assert first == second
    assert first["targets"][2]["value"] is not None


@pytest.mark.parametrize(
    ("change", "code"),
    [({"engine": "abacus"}, "EVA002"), ({"editions": ("hj633:1999",)}, "STD001")],
)
def test_wrong_questions_are_coded_problems(tmp_path, change, code):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1), [("a", "甲区")])
    with pytest.raises(Problem) as caught:
        judged(lake, PM25, as_of="2021-01-01", **change)
    assert caught.value.code.key == code


def test_data_before_any_edition_is_a_coded_problem(tmp_path):
    lake = make(tmp_path / "lake", days("a", date(2012, 1, 1), 1), [("a", "甲区")])
    with pytest.raises(Problem) as caught:
        judged(lake, PM25, as_of="2012-01-01", year="2012")
    assert caught.value.code.key == "STD003"


def test_an_engine_that_is_not_installed_is_a_coded_problem(monkeypatch):
    from qingshan.evaluation.engines import engine

    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(Problem) as caught:
        engine("polars")
    assert caught.value.code.key == "EVA003"


def test_an_unknown_result_is_a_coded_problem(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1), [("a", "甲区")])
    with pytest.raises(Problem) as caught:
        explain(lake.path, "R0000000000")
    assert caught.value.code.key == "EVA004"


def test_a_plan_without_a_year_is_a_coded_problem(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1), [("a", "甲区")])
    with pytest.raises(Problem) as caught:
        judged(lake, PM25, as_of="2021-01-01", year="")
    assert caught.value.code.key == "EVA005"


def test_hours_after_the_day_asked_for_never_leak_in(tmp_path):
    rows = days("a", NEW_YEAR, 1, pm25=20)
    rows += [(site, item, hour + timedelta(days=1), 10**6, *rest) for site, item, hour, _, *rest in rows]
    lake = make(tmp_path / "lake", rows, [("a", "甲区")])
    (row,), _ = judged(lake, PM25, as_of="2021-01-01")
    assert row["value"] == "20"


def test_an_indicator_declared_twice_is_a_coded_problem(tmp_path, monkeypatch):
    from qingshan.evaluation.indicator import indicators
    from qingshan.kernel.registry import PACKAGE

    folder = tmp_path / "evaluation" / "indicators"
    folder.mkdir(parents=True)
    (folder / "again.py").write_text((PACKAGE / "evaluation" / "indicators" / "air" / "pm25_mean.py").read_text())
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(tmp_path))
    with pytest.raises(Problem) as caught:
        indicators()
    assert caught.value.code.key == "EVA001"


def test_a_result_without_readings_cannot_be_opened_further(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 1), [("a", "甲区")])
    (with_value, without), _ = judged(lake, PM25, target(None, "<=", "5", "%", number=2), as_of="2021-01-01")
    with pytest.raises(Problem) as caught:
        explain(lake.path, without["result"], NEW_YEAR, "a")
    assert caught.value.code.key == "EVA006"
    with pytest.raises(Problem) as caught:
        explain(lake.path, with_value["result"], site="a")
    assert caught.value.code.key == "EVA007"


def test_a_corrected_plan_is_explained_as_corrected(tmp_path):
    lake = make(tmp_path / "lake", days("a", NEW_YEAR, 365, pm25=34), [("a", "甲区")])
    wish = replace(PM25, stretch=ir.Stretch("33", "<="))
    (before,), _ = judged(lake, wish, as_of="2021-12-31")
    (after,), _ = judged(lake, replace(wish, stretch=ir.Stretch("34", "<=")), as_of="2021-12-31")
    assert [row["verdict"]["strive"] for row in (before, after)] == ["missed", "met"]
    assert before["result"] != after["result"]
    assert "<= 34" in str(explain(lake.path, after["result"]).trace.steps[1].value)
