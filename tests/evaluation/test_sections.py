"""What a plan's water targets say on small lakes, and how their results open down to the samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pyarrow as pa
import pytest

from qingshan.evaluation.explaining import explain
from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.kernel.problems import Problem
from qingshan.kernel.units import scaled
from qingshan.observations.decisions import Decision, decide
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from tests.engines.engines_here import NAMES as ENGINES
from tests.evaluation.small_lake import plan, target

CITY, LONG_AGO = "甲市", datetime(2000, 1, 1)
CLEAN = {"ph": "7", "do": "8", "codmn": "2", "nh3n": "0.1", "tp": "0.05"}


def section(name, **said):
    usual = {
        "section": f"省/{name}", "name": name, "river": "甲河", "basin": "长江流域", "area": CITY, "body": "river",
        "body_verification": "declared", "control": "provincial", "target_class": "Ⅲ",
        "source_of_drinking_water": False, "longitude": None, "latitude": None, "datum": "unknown", "since": None,
        "until": None, "source": "名录", "known_from": LONG_AGO,
    }  # fmt: skip
    return usual | said


def sample(name, at, item, text, **said):
    usual = {
        "section": f"省/{name}", "item": item, "sampled_at": at, "span": "instant", "origin": "manual",
        "value": scaled(text.removeprefix("<"), 8), "below_limit": text.startswith("<"), "stage": 1,
        "known_from": LONG_AGO, "revision": 0, "source": "月报", "batch": "b",
    }  # fmt: skip
    return usual | said


def year(name, months=range(1, 13), **values):
    return [
        sample(name, datetime(2021, month, 5, 9), item, text)
        for month in months
        for item, text in (CLEAN | values).items()
        if text is not None
    ]


def lake_of(path, sections, samples):
    lake = Lake.create(path / "lake")
    for table, rows in (("sections", sections), ("samples", samples)):
        lake.append(table, pa.Table.from_pylist(rows, schema=TABLES[table].schema))
    return lake


def asked(key, value="100", quote="全市断面", **changes):
    return replace(target(key, ">=", value, "%", areas=("全市",)), quote=quote, **changes)


def judge(lake, *targets, as_of="2021-12-31", **question):
    done = evaluate(plan(*targets), lake, Question(date.fromisoformat(as_of), **question))
    return done.document["targets"], done


GOOD = asked("water.good_section_ratio")


@pytest.mark.parametrize("engine", ENGINES)
def test_the_year_is_judged_by_its_means_on_every_engine(tmp_path, engine):
    bad_month = year("乙", range(1, 12)) + year("乙", [12], nh3n="9")
    rows = [*year("甲"), *bad_month, *year("丙", nh3n="1.2")]
    lake = lake_of(tmp_path, [section("甲"), section("乙"), section("丙")], rows)
    (row,), _ = judge(lake, GOOD, engine=engine)
    # 乙: (11 × 0.1 + 9) / 12 = 0.8417, still Ⅲ; 丙 is Ⅳ.
    assert (row["value"], row["verdict"]["must"], row["state"]) == ("66.7", "missed", "final")


def test_a_sentence_that_names_levels_of_control_is_judged_on_those(tmp_path):
    rows = [*year("甲"), *year("乙", nh3n="1.2")]
    lake = lake_of(tmp_path, [section("甲", control="national"), section("乙", control="city")], rows)
    (all_of_them, named), _ = judge(lake, GOOD, replace(GOOD, id="T-2", quote="国控、省控断面全部达标"))
    assert (all_of_them["value"], named["value"]) == ("50.0", "100.0")


def test_automatic_values_take_the_place_of_manual_ones_for_their_items_alone(tmp_path):
    manual = year("甲", nh3n="1.4", cod="25")
    auto = [sample("甲", datetime(2021, month, 7, 8), "nh3n", "0.6", origin="auto", stage=0) for month in range(1, 13)]
    lake = lake_of(tmp_path, [section("甲")], manual + auto)
    (row,), done = judge(lake, GOOD)
    assert (row["value"], row["state"]) == ("0.0", "provisional")  # COD 25 is Ⅳ, by hand
    assert "25" in str(done.document["results"][0]["trace"])
    lake = lake_of(tmp_path / "x", [section("甲")], year("甲", nh3n="1.4") + auto)
    (row,), _ = judge(lake, GOOD)
    assert row["value"] == "100.0"


def test_an_x_item_of_last_year_counts_this_year_for_a_national_section(tmp_path):
    last_year = sample("甲", datetime(2020, 6, 5), "oil", "0.9")
    rows = [*year("甲", oil="0.06"), last_year]
    without = year("甲", oil="0.06")
    for name, samples, value in (("with", rows, "0.0"), ("without", without, "0.0")):
        lake = lake_of(tmp_path / name, [section("甲", control="national")], samples)
        (row,), _ = judge(lake, GOOD)
        assert row["value"] == value  # 0.06 exceeds Ⅲ itself, so it is an X either way
    below = [*year("甲", oil="0.05"), last_year]
    two = asked("water.class_two_ratio")
    lake = lake_of(tmp_path / "below", [section("甲", control="national", target_class="Ⅲ")], below)
    (row,), _ = judge(lake, two)
    assert row["value"] == "100.0"


def test_what_a_person_declares_natural_background_is_left_out_of_the_twin_alone(tmp_path):
    lake = lake_of(tmp_path, [section("甲")], year("甲", f="1.4"))
    span = datetime(2021, 1, 1), datetime(2021, 12, 31)
    decide(lake, Decision("background", *span, "高氟地下水", "某局", "省/甲", "", "f"), LONG_AGO)
    twin = replace(GOOD, id="T-2", indicator=replace(GOOD.indicator, key="water.good_section_ratio_adjusted"))
    (plain, adjusted), _ = judge(lake, GOOD, twin)
    assert (plain["value"], adjusted["value"]) == ("0.0", "100.0")


def test_too_few_months_leave_the_year_open_and_name_the_section(tmp_path):
    lake = lake_of(tmp_path, [section("甲"), section("乙")], [*year("甲"), *year("乙", range(1, 8))])
    (row,), done = judge(lake, GOOD)
    assert (row["value"], row["state"], row["verdict"]["must"]) == ("100.0", "insufficient_data", "unknown")
    assert any("乙" in reason.zh for reason in done.judged[0].reasons)
    assert "surface_water:2011 year_values" in done.document["unverified"]


def test_no_section_and_no_sample_are_said_apart(tmp_path):
    lake = lake_of(tmp_path, [section("甲", control="city")], year("乙"))
    (empty, none), done = judge(lake, GOOD, replace(GOOD, id="T-2", quote="国控断面"))
    assert (empty["value"], none["value"]) == (None, None)
    assert ["sample" in done.judged[0].reasons[0].en, "section" in done.judged[1].reasons[0].en] == [True, True]


def test_a_section_that_ended_before_the_year_is_not_asked_for(tmp_path):
    gone = section("乙", until=date(2020, 12, 31))
    (row,), _ = judge(lake_of(tmp_path, [section("甲"), gone], year("甲")), GOOD)
    assert (row["value"], row["verdict"]["must"]) == ("100.0", "met")


def test_a_result_opens_to_its_sections_and_their_samples_as_they_were_known(tmp_path):
    lake = lake_of(tmp_path, [section("甲")], year("甲"))
    (row,), _ = judge(lake, GOOD)
    later = sample("甲", datetime(2021, 1, 5, 9), "nh3n", "3", known_from=datetime(2030, 1, 1), revision=1)
    lake.append("samples", pa.Table.from_pylist([later], schema=TABLES["samples"].schema))
    opened = explain(lake.path, row["result"], site="甲")
    assert (opened.site, opened.samples.num_rows) == ("省/甲", 60)
    assert scaled("3", 8) not in opened.samples["value"].to_pylist()
    one_day = explain(lake.path, row["result"], day=date(2021, 3, 5), site="省/甲")
    assert one_day.samples.num_rows == 5


@pytest.mark.parametrize("found", [{"site": "丁"}, {"day": date(2021, 3, 5)}])
def test_there_is_nothing_behind_a_section_that_is_not_there(tmp_path, found):
    lake = lake_of(tmp_path, [section("甲")], year("甲"))
    (row,), _ = judge(lake, GOOD)
    with pytest.raises(Problem) as caught:
        explain(lake.path, row["result"], **found)
    assert caught.value.code.key == "EVA006"
