"""The synthetic readings: the same everywhere, as declared, with every declared fault in its place and time."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import polars as pl
import pytest

from qingshan.demo.chance import draw
from qingshan.demo.faults import readings, touched
from qingshan.demo.generate import clean_hours
from qingshan.demo.model import SOURCE, Fault, batch, city, trouble

FAULTS = {fault.key: fault for fault in trouble().faults}
CENTRE = ["2358A", "2359A", "2360A", "2361A"]
ITEMS = ["co", "no2", "o3", "pm10", "pm25", "so2"]


@pytest.fixture(scope="module")
def clean() -> pl.DataFrame:
    return clean_hours()


@pytest.fixture(scope="module")
def latest(rows):
    """The last revision of each value, with its natural day."""
    day = pl.col("hour_end").dt.offset_by("-1h").dt.date()
    return rows.sort("revision").unique(["site", "item", "hour_end"], keep="last").with_columns(day=day)


def _at(frame: pl.DataFrame, fault: Fault) -> pl.DataFrame:
    return frame.filter(touched(fault))


def _digest(frame: pl.DataFrame) -> str:
    return hashlib.sha256(frame.write_csv().encode()).hexdigest()


def test_two_runs_give_the_same_rows(rows):
    assert readings().equals(rows)


def test_the_rows_are_the_same_on_every_machine(rows):
    sample = rows.filter((pl.col("hour_end").dt.year() == 2021) & (pl.col("site") == "2358A")).drop("batch")
    totals = rows.group_by("site", "item").agg(pl.col("value").sum(), n=pl.len()).sort("site", "item")
    assert _digest(sample) == "6cd80b1b4ddad6102b03fae95a84ec0b6d9a6e2922d10c662268f845eb6edf35"
    assert _digest(totals) == "69b94814ae625be87eb3903fb46a241f6cbc2684d8afce1f349d6c8e0869f305"


def test_chance_is_spread_evenly_and_stays_in_range():
    drawn = pl.select(n=pl.int_range(100_000)).select(share=draw(7, pl.col("n"), pl.lit(3)))["share"]
    assert drawn.min() == 0
    assert drawn.max() == 999
    assert 490 < drawn.mean() < 510
    tenths = (drawn // 100).value_counts()["count"]
    assert tenths.len() == 10
    assert tenths.min() > 9_500


def test_columns_are_those_of_the_lake(rows):
    assert rows.schema == {
        "site": pl.String,
        "item": pl.String,
        "hour_end": pl.Datetime("us"),
        "value": pl.Int64,
        "stage": pl.Int8,
        "known_from": pl.Datetime("us"),
        "revision": pl.Int32,
        "source": pl.String,
        "batch": pl.String,
    }
    assert rows.null_count().sum_horizontal().item() == 0


def test_every_row_says_that_it_is_synthetic(rows):
    assert rows["source"].unique().to_list() == [SOURCE] == ["demo-synthetic"]
    assert rows["batch"].unique().to_list() == [batch()]


def test_each_revision_of_an_hour_stands_once(rows):
    assert rows.select("item", "site", "hour_end", "revision").is_duplicated().sum() == 0


def test_clean_hours_are_sorted(clean):
    assert clean.equals(clean.sort("item", "site", "hour_end"))


def test_ten_sites_measure_six_items_for_three_years(rows):
    assert sorted(rows["item"].unique()) == ITEMS
    assert sorted(rows["site"].unique()) == sorted(site.key for site in city().sites)
    assert rows["hour_end"].min() == datetime(2019, 1, 1, 1)
    assert rows["hour_end"].max() == datetime(2022, 1, 1)
    assert rows.height == 1_496_614


def test_a_few_hours_in_a_thousand_are_missing(clean):
    running = clean.filter(pl.col("site") == "2358A")
    hours = 1096 * 24 * len(ITEMS)
    assert 0.996 < running.height / hours < 0.998


def test_values_have_the_resolution_of_their_item(rows):
    steps = rows.with_columns(step=pl.when(pl.col("item") == "co").then(100).otherwise(1000))
    assert (steps["value"] % steps["step"]).sum() == 0
    assert rows["value"].min() > 0


def test_pm10_is_never_below_pm25(clean):
    wide = clean.filter(pl.col("item").is_in(["pm10", "pm25"])).pivot("item", index=["site", "hour_end"])
    assert wide.filter(pl.col("pm10") < pl.col("pm25")).height == 0


def test_a_stopped_site_ends_with_its_last_day(rows):
    assert rows.filter(pl.col("site") == "demo-yujiang-3")["hour_end"].max() == datetime(2020, 7, 1)


def test_stages_follow_the_releases(rows):
    begun = pl.col("hour_end").dt.offset_by("-1h")
    first = rows.filter(pl.col("revision") == 0).with_columns(year=begun.dt.year(), month=begun.dt.month())
    by_year = {year: set(part["stage"]) for (year,), part in first.group_by("year")}
    assert by_year[2019] == by_year[2020] == {2}
    this_year = first.filter(pl.col("year") == 2021)
    assert set(this_year.filter(pl.col("month") > 6)["stage"]) == {0}
    assert set(this_year.filter((pl.col("month") <= 6) & (pl.col("month") != 3))["stage"]) == {1}


def test_nothing_is_known_before_it_was_measured(rows):
    assert rows.filter(pl.col("known_from") <= pl.col("hour_end").dt.offset_by("-8h")).height == 0


def test_real_time_values_are_known_the_next_noon_and_reviewed_ones_on_the_next_tenth(rows):
    at = {
        (r["hour_end"], r["revision"]): r["known_from"]
        for r in rows.filter((pl.col("site") == "2358A") & (pl.col("item") == "no2")).iter_rows(named=True)
    }
    assert at[datetime(2021, 8, 1, 0), 0] == datetime(2021, 8, 1, 4)
    assert at[datetime(2021, 8, 1, 1), 0] == datetime(2021, 8, 2, 4)
    assert at[datetime(2020, 12, 31, 5), 0] == datetime(2021, 1, 10, 4)
    assert at[datetime(2021, 1, 1, 0), 0] == datetime(2021, 1, 10, 4)


def test_gap_leaves_a_month_with_fewer_than_27_valid_days(latest):
    assert _at(latest, FAULTS["gap"]).is_empty()
    may = latest.filter((pl.col("site") == "2360A") & pl.col("day").is_between(date(2021, 5, 1), date(2021, 5, 31)))
    valid = may.group_by("item", "day").len().filter(pl.col("len") >= 20).group_by("item").len(name="days")
    assert set(valid["days"]) == {24}


def test_flat_line_holds_one_value_for_24_hours(latest, clean):
    flat = _at(latest, FAULTS["flat-line"])
    assert flat["value"].to_list() == [21_000] * _at(clean, FAULTS["flat-line"]).height
    assert flat.height >= 23


def test_fireworks_raise_fine_particles_around_midnight(latest, clean):
    fault = FAULTS["fireworks"]
    before, after = (_at(frame, fault).sort("site", "item", "hour_end")["value"] for frame in (clean, latest))
    assert set(after - before) == {230_000}
    assert set(_at(latest, fault)["day"]) == {date(2021, 2, 11), date(2021, 2, 12)}


def test_dust_lifts_pm10_far_above_pm25_on_two_days_and_a_decision_excludes_both(latest):
    dust = _at(latest, FAULTS["dust-pm10"])
    fine = _at(latest, FAULTS["dust-pm25"])
    assert dust["value"].mean() > 3 * fine["value"].mean()
    assert dust["value"].max() > 300_000
    decided = {d.item: d for d in trouble().decisions if d.kind == "dust"}
    for item, key in (("pm10", "dust-pm10"), ("pm25", "dust-pm25")):
        assert (decided[item].from_hour, decided[item].to_hour) == (FAULTS[key].since, FAULTS[key].until)


def test_jump_is_one_hour_far_above_its_neighbours(latest):
    fault = FAULTS["jump"]
    site = latest.filter(
        (pl.col("site") == "2358A") & (pl.col("item") == "so2") & (pl.col("day") == fault.since.date())
    )
    assert _at(site, fault)["value"].item() > 460_000
    assert site.filter(pl.col("hour_end") != fault.since)["value"].max() < 50_000


def test_unit_slip_multiplies_co_of_one_day_by_a_thousand_and_is_declared_invalid(latest, clean):
    fault = FAULTS["unit-slip"]
    before, after = (_at(frame, fault).sort("hour_end")["value"] for frame in (clean, latest))
    assert (before * 1000).to_list() == after.to_list()
    assert len(after) >= 23
    invalid = next(d for d in trouble().decisions if d.kind == "invalid")
    assert (invalid.site, invalid.item, invalid.from_hour, invalid.to_hour) == ("2361A", "co", fault.since, fault.until)


def test_late_revision_replaces_march_in_april(rows):
    march = _at(rows, FAULTS["late-revision"]).sort("site", "hour_end", "revision")
    first, second = (march.filter(pl.col("revision") == n) for n in (0, 1))
    assert set(second["value"] - first["value"]) == {3_000}
    assert set(first["stage"]) == {0}
    assert set(second["stage"]) == {1}
    assert set(second["known_from"]) == {datetime(2021, 4, 20, 4)}
    assert first["known_from"].max() < datetime(2021, 4, 20)
    assert rows.filter(pl.col("revision") > 0).height == second.height == 2_969


def test_an_hour_of_the_future_is_declared_and_is_not_among_the_rows(rows):
    assert FAULTS["future-hour"].since.year == 2099
    assert rows["hour_end"].max() == datetime(2022, 1, 1)


def test_no_fault_is_declared_without_a_test():
    assert set(FAULTS) == {
        "gap",
        "flat-line",
        "fireworks",
        "dust-pm10",
        "dust-pm25",
        "jump",
        "unit-slip",
        "late-revision",
        "future-hour",
    }


def _daily(latest: pl.DataFrame) -> pl.DataFrame:
    """Days of the centre: the mean of the sites' daily means (O3: of their largest 8 h mean), in units, rounded."""
    urban = latest.filter(pl.col("site").is_in(CENTRE) & (pl.col("day") >= date(2021, 1, 1)))
    urban = urban.filter(~touched(FAULTS["unit-slip"]))
    eight = pl.col("value").rolling_mean(8).over("site", "day", order_by="hour_end")
    ozone = urban.filter(pl.col("item") == "o3").with_columns(eight=eight).group_by("item", "site", "day")
    means = urban.filter(pl.col("item") != "o3").group_by("item", "site", "day").agg(pl.col("value").mean())
    sites = pl.concat([means, ozone.agg(value=pl.col("eight").max())])
    decimals = pl.when(pl.col("item") == "co").then(10).otherwise(1)
    return (
        sites.group_by("item", "day")
        .agg(value=(pl.col("value").mean() / 1000))
        .with_columns(value=(pl.col("value") * decimals).round() / decimals)
    )


def test_the_centre_stands_between_its_two_tiers(latest):
    days = _daily(latest)
    dust = pl.col("day").is_in([date(2021, 4, 16), date(2021, 4, 17)]) & pl.col("item").is_in(["pm10", "pm25"])
    fine = days.filter(~dust & (pl.col("item") == "pm25"))
    assert 33.5 < fine["value"].mean() < 34.5
    assert 33.5 < fine.filter(pl.col("day") <= date(2021, 7, 31))["value"].mean() < 34.5
    limits = {"pm25": 75, "pm10": 150, "so2": 150, "no2": 80, "co": 4, "o3": 160}
    above = days.with_columns(bad=pl.col("value") > pl.col("item").replace_strict(limits, return_dtype=pl.Float64))
    bad = above.group_by("day").agg(pl.col("bad").any())
    assert bad.height == 365
    assert 0.90 <= 1 - bad["bad"].mean() <= 0.92
    heavy = days.filter((pl.col("item") == "pm25") & (pl.col("value") > 150))["day"]
    assert {day.month for day in heavy} == {1, 12}
