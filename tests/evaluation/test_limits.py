"""What targets on reported figures say: pace, figures set from above, about, change, open methods, missing returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from qingshan.plans import ir
from tests.evaluation.small_lake import plan, target

LONG_AGO = datetime(2000, 1, 1)
CITY = "甲市"
DECLINE, COVER, TREATED, COAL = (
    "carbon.intensity_decline", "ecology.forest_cover", "sewage.urban_rate", "energy.coal_share",
)  # fmt: skip


def figure(key, period, value=None, operands=(None, None), *, area=CITY, stage=1, known_from=LONG_AGO, revision=0):
    numbers = [None if number is None else round(number * 10**6) for number in (value, *operands)]
    return {
        "indicator": key, "area": area, "period": period, "value": numbers[0], "numerator": numbers[1],
        "denominator": numbers[2], "unit": "%", "document": "统计公报", "dated": date(2022, 1, 10), "reporter": "某局",
        "stage": stage, "flags": "", "known_from": known_from, "revision": revision, "source": "表一", "batch": "b",
    }  # fmt: skip


def assigned(key, period, value, comparator=">=", *, area=CITY, issued_on=date(2021, 3, 1), **said):
    usual = {"unit": "%", "base_year": None, "base_value": None, "pace": None, "verification": "copy"}
    return {
        "indicator": key, "area": area, "period": period, "comparator": comparator, "value": value,
        "document": "省下达〔2021〕1号", "issued_on": issued_on, "source": "s", "known_from": LONG_AGO, **usual, **said,
    }  # fmt: skip


def lake_of(path, figures=(), set_above=()):
    lake = Lake.create(path / "lake")
    for table, rows in (("figures", figures), ("assigned", set_above)):
        if rows:
            lake.append(table, pa.Table.from_pylist(list(rows), schema=TABLES[table].schema))
    return lake


def asked(key, comparator=">=", value=None, unit="%", **changes):
    return replace(target(key, comparator, value, unit, areas=("全市",)), **changes)


YIELDS = ir.PlanRule("override", "以省下达的为准", 0, 7)


def judge(lake, *targets, as_of="2021-12-31", rules=(), **question):
    done = evaluate(replace(plan(*targets), rules=rules), lake, Question(date.fromisoformat(as_of), **question))
    return done.document["targets"], done


def pace(key=DECLINE):
    return asked(key, "qualitative", None, None, rule="pro_rata")


def levels(now, base=1000):
    return [figure(DECLINE, "2020", operands=(base, 1000)), figure(DECLINE, "2021", operands=(now, 1000))]


@pytest.mark.parametrize(("now", "verdict"), [(962, "missed"), (961, "met")])
def test_a_geometric_pace_asks_for_3_891_per_cent_in_the_first_year(tmp_path, now, verdict):
    lake = lake_of(tmp_path, levels(now), [assigned(DECLINE, "2021-2025", "18")])
    (row,), done = judge(lake, pace())
    assert (row["verdict"]["must"], done.judged[0].must.limit) == (verdict, Decimal("3.891"))
    assert "pace:2011 geometric" not in done.document["unverified"]


def test_a_pace_is_not_met_by_a_decline_that_only_rounds_to_it(tmp_path):
    base, of = 10**5, 5
    due = (base - 18_000) * base ** (of - 1)
    kept = next(level for level in range(base, 0, -1) if level**of <= due)
    for level, verdict in ((kept, "met"), (kept + 1, "missed")):
        lake = lake_of(tmp_path / str(level), levels(level, base), [assigned(DECLINE, "2021-2025", "18")])
        (row,), _ = judge(lake, pace())
        assert (row["value"], row["verdict"]["must"]) == ("3.89", verdict)


def test_a_linear_pace_is_formed_on_request_and_marked_unverified(tmp_path):
    lake = lake_of(tmp_path, levels(963), [assigned(DECLINE, "2021-2025", "18", pace="linear")])
    (row,), done = judge(lake, pace())
    assert (row["verdict"]["must"], str(done.judged[0].must.limit)) == ("met", "3.6")
    assert "pace:2011 linear" in done.document["unverified"]


def test_an_unverified_five_year_figure_says_so(tmp_path):
    lake = lake_of(tmp_path, levels(950), [assigned(DECLINE, "2021-2025", "19.5", verification="unverified")])
    _, done = judge(lake, pace())
    assert any("unverified" in note.en for note in done.judged[0].must.notes)


def test_a_level_keeps_pace_between_its_base_and_its_end(tmp_path):
    key = "energy.non_fossil_share"
    goal = assigned(key, "2021-2025", "18.5", base_year=2020, base_value="16")
    for part, verdict in ((165, "met"), (164, "missed")):
        lake = lake_of(tmp_path / str(part), [figure(key, "2021", operands=(part, 1000))], [goal])
        (row,), done = judge(lake, pace(key))
        assert (row["verdict"]["must"], str(done.judged[0].must.limit)) == (verdict, "16.5")
    without = lake_of(tmp_path / "x", [figure(key, "2021", operands=(165, 1000))], [assigned(key, "2021-2025", "18.5")])
    (row,), done = judge(without, pace(key))
    assert row["verdict"]["must"] == "unknown"
    assert any("base year" in reason.en for reason in done.judged[0].reasons)


def test_a_figure_set_above_supersedes_from_the_day_it_was_issued_and_both_are_shown(tmp_path):
    own = asked(TREATED, ">=", "95")
    months = [figure(TREATED, f"2021-{month:02d}", operands=(96, 100)) for month in range(1, 13)]
    lake = lake_of(tmp_path, months, [assigned(TREATED, "2021", "97", issued_on=date(2021, 9, 1))])
    (before,), _ = judge(lake, own, as_of="2021-08-31", rules=(YIELDS,))
    (after,), done = judge(lake, own, rules=(YIELDS,))
    assert (before["gap"], after["gap"], after["verdict"]["must"]) == ("1.00", "-1.00", "missed")
    (note,) = [note.en for note in done.judged[0].must.notes if "supersedes" in note.en]
    assert "≥ 95" in note
    assert "≥ 97" in note


def test_a_plan_that_does_not_yield_shows_the_figure_set_above_and_keeps_its_own(tmp_path):
    lake = lake_of(tmp_path, [figure(TREATED, "2021", operands=(96, 100))], [assigned(TREATED, "2021", "97")])
    (row,), done = judge(lake, asked(TREATED, ">=", "95"))
    assert row["verdict"]["must"] == "met"
    assert any("97" in note.en for note in done.judged[0].must.notes)


def test_a_reduction_in_per_cent_is_turned_into_tonnes_of_the_base_year(tmp_path):
    key = "reduction.nox"
    goal = assigned(key, "2021-2025", "12", base_year=2020, base_value="5000")
    for tonnes, verdict in ((120, "met"), (119, "missed")):
        lake = lake_of(tmp_path / str(tonnes), [figure(key, "2021", tonnes)], [goal])
        (row,), done = judge(lake, pace(key))
        assert (row["verdict"]["must"], str(done.judged[0].must.limit)) == (verdict, "120")


def test_a_figure_set_above_in_another_unit_is_not_judged_by(tmp_path):
    lake = lake_of(tmp_path, levels(950), [assigned(DECLINE, "2021-2025", "18", unit="t")])
    (row,), done = judge(lake, pace())
    assert row["verdict"]["must"] == "unknown"
    assert any("in t" in reason.en for reason in done.judged[0].reasons)


@pytest.mark.parametrize(("part", "verdict"), [(5613, "missed"), (5614, "met"), (5726, "met"), (5727, "missed")])
def test_about_reaches_one_per_cent_of_the_figure_unless_a_person_says_otherwise(tmp_path, part, verdict):
    lake = lake_of(tmp_path, [figure(COVER, "2021", operands=(part, 10_000))])
    (row,), done = judge(lake, asked(COVER, "~=", "56.7"))
    assert row["verdict"]["must"] == verdict
    assert "conventions:1 about_percent" in done.document["unverified"]
    (own,), _ = judge(lake, asked(COVER, "~=", "56.7", band="0.01"))
    assert own["verdict"]["must"] == "missed"


@pytest.mark.parametrize(("now", "verdict"), [(59, "met"), (60, "unknown"), (61, "missed")])
def test_a_share_that_is_to_fall_is_compared_with_the_year_before(tmp_path, now, verdict):
    lake = lake_of(tmp_path, [figure(COAL, "2020", operands=(60, 100)), figure(COAL, "2021", operands=(now, 100))])
    (row,), _ = judge(lake, asked(COAL, "qualitative", None, None, rule="relative"))
    assert row["verdict"]["must"] == verdict


@pytest.mark.parametrize(("now", "verdict"), [(900, "met"), (901, "missed")])
def test_a_decrease_by_a_share_is_measured_from_the_year_named(tmp_path, now, verdict):
    rows = [figure("carbon.co2", "2018", 1000), figure("carbon.co2", "2020", 10), figure("carbon.co2", "2021", now)]
    fall = asked("carbon.co2", "decrease_by", "10", "10⁴ t", rule="change", baseline="2018")
    (row,), _ = judge(lake_of(tmp_path, rows), fall)
    assert row["verdict"]["must"] == verdict


def test_an_index_without_a_method_is_judged_by_neither_scale(tmp_path):
    rows = [figure("ecology.eqi", "2021", 73), figure("ecology.ei", "2021", 80)]
    (row,), done = judge(lake_of(tmp_path, rows), asked("ecology.quality_index", ">=", "72", None))
    assert (row["value"], row["verdict"]["must"]) == (None, "unknown")
    said = " ".join(reason.en for reason in done.judged[0].reasons)
    assert "73" in said
    assert "80" in said


def test_all_of_them_means_the_whole(tmp_path):
    key = "village.sanitation_coverage"
    for done_in, verdict in ((365, "met"), (364, "missed")):
        lake = lake_of(tmp_path / str(done_in), [figure(key, "2021", operands=(done_in, 365))])
        (row,), _ = judge(lake, asked(key, "==", None, None))
        assert row["verdict"]["must"] == verdict


def test_what_a_sentence_names_is_judged_on_its_own_and_by_its_own_deadline(tmp_path):
    key = "rectification.films"
    named = ir.Indicator("2020年警示片的2个问题", 0, 4, "2020年警示片的2个问题", key)
    due = ir.Deadline("6月底前", "2021-06-30", True, False, 0, 4)
    wish = asked(key, ">=", "100", "%", indicator=named, deadline=due, tier_only=True)
    lake = lake_of(tmp_path, [figure(key, "2021-06", operands=(1, 2), area="2020年警示片的2个问题")])
    (early,), _ = judge(lake, wish, as_of="2021-06-29")
    (late,), _ = judge(lake, wish, as_of="2021-06-30")
    assert (early["verdict"]["strive"], late["verdict"]["strive"]) == ("unknown", "missed")
    assert late["area"] == "2020年警示片的2个问题"


def test_a_month_that_was_not_reported_leaves_the_year_open_and_is_named(tmp_path):
    months = [figure(TREATED, f"2021-{month:02d}", operands=(96, 100)) for month in range(1, 13) if month != 5]
    (row,), done = judge(lake_of(tmp_path, months), asked(TREATED, ">=", "95"))
    assert (row["value"], row["state"], row["verdict"]["must"]) == ("96.00", "insufficient_data", "unknown")
    assert any("2021-05" in reason.en for reason in done.judged[0].reasons)


def test_a_stock_of_june_does_not_decide_the_year(tmp_path):
    lake = lake_of(tmp_path, [figure(COVER, "2021-06", operands=(60, 100))])
    (row,), done = judge(lake, asked(COVER, ">=", "56"))
    assert (row["value"], row["verdict"]["must"]) == ("60.00", "unknown")
    assert any("2021-12" in reason.en for reason in done.judged[0].reasons)


def test_what_is_done_after_its_deadline_came_too_late(tmp_path):
    due = ir.Deadline("6月底前", "2021-06-30", False, False, 0, 4)
    rows = [figure(COVER, "2021-06", operands=(50, 100)), figure(COVER, "2021", operands=(60, 100))]
    (row,), _ = judge(lake_of(tmp_path, rows), asked(COVER, ">=", "56", deadline=due))
    assert (row["value"], row["verdict"]["must"]) == ("50.00", "missed")


def test_months_are_added_and_a_figure_of_the_year_takes_their_place(tmp_path):
    months = [figure(TREATED, "2021-01", operands=(100, 100)), figure(TREATED, "2021-02", operands=(0, 300))]
    (row,), _ = judge(lake_of(tmp_path / "a", months), asked(TREATED, ">=", "95"), as_of="2021-02-28")
    assert row["value"] == "25.00"
    both = [*months, figure(TREATED, "2021", operands=(950, 1000))]
    (row,), _ = judge(lake_of(tmp_path / "b", both), asked(TREATED, ">=", "95"))
    assert (row["value"], row["verdict"]["must"], row["state"]) == ("95.00", "met", "final")


def test_an_exact_value_below_its_limit_is_not_rounded_up_to_it(tmp_path):
    lake = lake_of(tmp_path, [figure(TREATED, "2021", operands=(94_999, 100_000))])
    (row,), _ = judge(lake, asked(TREATED, ">=", "95"))
    assert (row["value"], row["verdict"]["must"]) == ("95.00", "missed")


def test_a_figure_not_reviewed_is_provisional_and_what_was_known_then_reproduces(tmp_path):
    first = figure(TREATED, "2021", operands=(94, 100), stage=0)
    later = figure(TREATED, "2021", operands=(96, 100), stage=1, revision=1, known_from=datetime(2022, 3, 1))
    lake = lake_of(tmp_path, [first, later])
    (then,), _ = judge(lake, asked(TREATED, ">=", "95"), as_of="2022-01-31", known_on=datetime(2022, 2, 1))
    (now,), _ = judge(lake, asked(TREATED, ">=", "95"), as_of="2022-03-31")
    assert (then["verdict"]["must"], then["state"]) == ("missed", "provisional")
    assert (now["verdict"]["must"], now["state"]) == ("met", "final")


def test_districts_together_add_what_they_report(tmp_path):
    rows = [
        figure(TREATED, "2021", operands=(90, 100), area="甲区"),
        figure(TREATED, "2021", operands=(300, 300), area="乙区"),
    ]
    both = replace(target(TREATED, ">=", "95", "%", areas=("甲区", "乙区"), how="together"))
    (row,), _ = judge(lake_of(tmp_path / "a", rows), both)
    assert row["value"] == "97.50"
    (row,), done = judge(lake_of(tmp_path / "b", rows[:1]), both)
    assert row["value"] is None
    assert any("乙区" in reason.zh for reason in done.judged[0].reasons)


def test_the_trace_opens_down_to_the_document(tmp_path):
    lake = lake_of(tmp_path, [figure(TREATED, "2021", operands=(96, 100))])
    _, done = judge(lake, asked(TREATED, ">=", "95"))
    trace = str(done.document["results"][0]["trace"])
    assert "统计公报" in trace
    assert "某局" in trace


def test_an_imported_index_is_classed_with_its_change(tmp_path):
    key = "ecology.eqi"
    rows = [figure(key, "2020", 70), figure(key, "2021", 72.6)]
    _, done = judge(lake_of(tmp_path, rows), asked(key, ">=", "72", None))
    trace = str(done.document["results"][0]["trace"])
    assert "一类" in trace
    assert "一般变好" in trace
    _, alone = judge(lake_of(tmp_path / "x", rows[1:]), asked(key, ">=", "72", None))
    assert "变好" not in str(alone.document["results"][0]["trace"])
