"""The water importers on small files written here: times without a year, hidden values, units, sections."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from qingshan.kernel.problems import Problem
from qingshan.observations.intake.water import measured
from qingshan.observations.items import water_items, water_keys

UNIT = 10**8
ITEMS = "水温,pH,溶解氧,电导率,浊度,高锰酸盐指数,氨氮,总磷,总氮,叶绿素α,藻密度"
SHOWN = f"省份,流域,断面名称,监测时间,水质类别,{ITEMS},站点情况"
RAW = ",".join(f"raw_{name}" for name in ITEMS.split(","))
DAILY = f"file_date,{SHOWN},{RAW}\n"
HOURLY = SHOWN + "\n"


def shown(
    name="甲桥", time="05-08 08:00", state="正常", values="20.1,7.01,8.02,150.3,12.5,2.13,0.052,0.041,--,0.005,*"
):
    return f"某省,长江流域,{name},{time},Ⅱ,{values},{state}"


def daily(day="2020-05-08", raw="20.14,7.006,8.024,150.31,12.52,2.131,0.0522,0.0412,,0.00514,", **said):
    return f"{day},{shown(**said)},{raw}\n"


def samples(bench, columns="section, item, sampled_at, value", **options):
    return bench.rows("samples", columns, **options)


def at(bench, item, columns="value"):
    return [row[1:] for row in samples(bench, f"item, {columns}") if row[0] == item]


def test_unrounded_values_are_stored_as_integers_and_chlorophyll_in_its_own_unit(bench):
    done = bench.read("cnemc-water-daily", DAILY + daily())
    assert done.counts == {"kept": 11, "duplicate": 0, "missing": 2, "refused": 0}
    moment = datetime(2020, 5, 8, 8)
    assert ("某省/甲桥", "nh3n", moment, 5_220_000) in samples(bench)
    assert ("某省/甲桥", "chl", moment, 514_000_000) in samples(bench)  # 0.00514 mg/L are 5.14 mg/m³
    assert ("某省/甲桥", "ph", moment, 700_600_000) in samples(bench)
    assert set(samples(bench, "span, origin, below_limit, stage")) == {("instant", "auto", False, 0)}
    assert bench.all_rows("published", "site, hour_end, name, text") == [
        ("某省/甲桥", moment, "station_state", "正常"),
        ("某省/甲桥", moment, "water_class", "Ⅱ"),
    ]


@pytest.mark.parametrize(
    ("day", "time", "expected"),
    [
        ("2020-05-08", "05-08 23:59", datetime(2020, 5, 8, 23, 59)),
        ("2020-05-08", "03-23 03:00", datetime(2020, 3, 23, 3)),
        ("2021-01-03", "11-20 08:00", datetime(2020, 11, 20, 8)),
        ("2021-01-05", "02-29 08:00", datetime(2020, 2, 29, 8)),
    ],
)
def test_the_year_is_that_of_the_latest_such_date_not_after_the_file(bench, day, time, expected):
    bench.read("cnemc-water-daily", DAILY + daily(day, time=time))
    assert {row[0] for row in samples(bench, "sampled_at")} == {expected}


def test_a_day_that_no_near_year_has_is_refused(bench):
    done = bench.read("cnemc-water-daily", DAILY + daily("2023-01-05", time="02-29 08:00"))
    assert done.reasons == {"time": 11}


def test_a_stopped_station_is_said_and_a_row_without_time_refused_by_name(bench):
    nothing = ",".join(["--"] * 9 + ["*", "*"])
    silent = daily(time="", state="停站", values=nothing, raw="," * 10)
    done = bench.read("cnemc-water-daily", DAILY + daily(state="维护") + silent.replace("Ⅱ", "-"))
    assert done.reasons == {"no-time": 1}
    assert ("某省/甲桥", "维护") in bench.all_rows("published", "site, text")


def test_a_snapshot_repeated_for_days_counts_once(bench):
    done = bench.read("cnemc-water-daily", DAILY + daily() + daily("2020-05-09"))
    assert done.counts == {"kept": 11, "duplicate": 11, "missing": 4, "refused": 0}


def test_four_hourly_files_need_a_year_and_take_units_from_the_header(bench):
    with pytest.raises(Problem) as caught:
        bench.read("cnemc-water-hourly", HOURLY + shown() + "\n")
    assert caught.value.code.key == "OBS010"
    head = HOURLY.replace("氨氮", "氨氮(μg/L)").replace("叶绿素α", "叶绿素α（mg/m3）").replace("总磷", "总磷(斤)")
    done = bench.read("cnemc-water-hourly", head + shown() + "\n", year=2021)
    assert done.reasons == {"name": 1}
    assert at(bench, "nh3n") == [(5200,)]
    assert at(bench, "chl") == [(UNIT // 200,)]
    assert {row[0] for row in samples(bench, "sampled_at")} == {datetime(2021, 5, 8, 8)}


def test_maintenance_without_a_time_is_refused_duplicates_count_once_and_brackets_are_one(bench):
    nothing = ",".join(["--"] * 9 + ["*", "*"])
    rows = [
        shown("姚港（水厂）"),
        shown("姚港(水厂)"),
        shown(time="*", state="维护", values=nothing).replace("Ⅱ", "*"),
        shown("乙桥", time="--"),
    ]
    done = bench.read("cnemc-water-hourly", HOURLY + "\n".join(rows) + "\n", year=2021)
    assert done.counts["duplicate"] == 11
    assert done.reasons == {"no-time": 1 + 11}
    assert {row[0] for row in samples(bench, "section")} == {"某省/姚港(水厂)"}


def test_a_file_over_new_year_has_no_one_year(bench):
    text = HOURLY + shown(time="12-31 20:00") + "\n" + shown(time="01-01 00:00") + "\n"
    done = bench.read("cnemc-water-hourly", text, year=2021)
    assert done.reasons == {"date-ambiguous": 22}
    whole_year = text + shown(time="06-01 00:00") + "\n"
    assert bench.read("cnemc-water-hourly", whole_year, year=2021).counts["kept"] == 33


def test_a_rounded_value_never_replaces_the_unrounded_one_it_comes_from(bench):
    bench.read("cnemc-water-daily", DAILY + daily())
    again = bench.read("cnemc-water-hourly", HOURLY + shown() + "\n", year=2020)
    assert (again.counts["unchanged"], again.counts.get("revised", 0)) == (11, 0)
    other = bench.read("cnemc-water-hourly", HOURLY + shown().replace("0.052", "0.053") + "\n", year=2020)
    assert other.counts["revised"] == 1
    assert at(bench, "nh3n", "value, revision") == [(5_300_000, 1)]


def test_the_unrounded_value_revises_the_rounded_one(bench):
    bench.read("cnemc-water-hourly", HOURLY + shown() + "\n", year=2020)
    done = bench.read("cnemc-water-daily", DAILY + daily())
    assert (done.counts["revised"], done.counts["unchanged"]) == (9, 2)
    assert at(bench, "nh3n", "value, revision") == [(5_220_000, 1)]


def test_numbers_too_large_to_store_are_refused(bench):
    values = "20.1,7.01,8.02,150.3,12.5,2.13,0.052,0.041,--,*,999999999999"
    done = bench.read("cnemc-water-hourly", HOURLY + shown(values=values) + "\n", year=2021)
    assert done.reasons == {"too-large": 1}


def titled(value, raw, label="原始值：{}"):
    return f"<span data-toggle='tooltip' title='{label.format(raw)}'>{value}</span>"


def page_row(name="甲桥", time="05-10 08:00", algae="*"):
    home = titled(name, "", "所在地市:某市&#10;所属河流:某江")
    values = [titled("20.1", "20.14"), titled("8.68", "8.675"), titled("--", "", "极值过滤"), *["--"] * 3]
    return ["某省", "长江流域", home, time, "Ⅱ", *values, titled("0.05", "5.2e-2"), "0.041", "--", "*", algae, "正常"]


def page(*rows):
    names = SHOWN.split(",")
    thead = [f"{name}<br/><span class='unit'>(mg/L)</span>" if name == "氨氮" else name for name in names]
    return json.dumps({"result": 1, "thead": thead, "tbody": rows}, ensure_ascii=False)


def test_values_hidden_in_tooltips_are_the_ones_stored(bench):
    row = page_row(algae=titled("22128910", "2.212891E+07"))
    done = bench.read("cnemc-water-api", page(row), "page.json", year=2020)
    assert done.counts == {"kept": 7, "duplicate": 0, "missing": 6, "refused": 0}
    assert done.rows == 1
    assert dict(samples(bench, "item, value")) == {
        "wt": 2_014_000_000, "ph": 867_500_000, "nh3n": 5_200_000, "tp": 4_100_000, "algae": 22_128_910 * UNIT,
    }  # fmt: skip


def test_a_page_needs_its_year_and_refuses_times_later_than_the_page(bench):
    rows = [page_row("甲桥"), page_row("乙桥"), page_row("丙桥", "11-20 08:00"), page_row("丁桥", None)]
    with pytest.raises(Problem) as caught:
        bench.read("cnemc-water-api", page(*rows), "page.json")
    assert caught.value.code.key == "OBS010"
    done = bench.read("cnemc-water-api", page(*rows), "page.json.gz", year=2021)
    assert done.reasons == {"date-ambiguous": 6, "no-time": 6}
    assert {row[0] for row in samples(bench, "section")} == {"某省/甲桥", "某省/乙桥"}


def test_what_is_no_page_is_a_coded_problem(bench):
    for text in ("{", '{"thead": []}', "[]", page(["某省"])):
        with pytest.raises(Problem) as caught:
            bench.read("cnemc-water-api", text, "page.json", year=2021)
        assert caught.value.code.key == "OBS014"
    with pytest.raises(Problem) as caught:
        bench.read("cnemc-water-api", page(), "page.json", year=2021)
    assert caught.value.code.key == "OBS004"


def test_a_page_gives_the_sections_with_city_and_river(bench):
    assert bench.read("cnemc-water-sections", page(page_row("甲桥（左）")), "page.json").counts["kept"] == 1
    found = bench.all_rows("sections", "section, name, river, basin, area, body, body_verification")
    assert found == [("某省/甲桥(左)", "甲桥(左)", "某江", "长江流域", "某市", "", "")]


def test_inferred_body_types_say_that_they_are(bench):
    text = (
        "省份,断面名称,n,river,lake,type\n某省,甲桥,2.0,1.0,0.5,river\n某省,乙湖,3.0,1.0,1.0,lake\n某省,丙,1,1,0,pond\n"
    )
    done = bench.read("section-types", text)
    assert done.reasons == {"body": 1}
    assert bench.all_rows("sections", "section, area, body, body_verification, source") == [
        ("某省/乙湖", "某省", "lake", "inferred", "由 3 次公布类别推断，河流与湖库限值同样相符"),
        ("某省/甲桥", "某省", "river", "inferred", "由 2 次公布类别推断"),
    ]


REGISTER = "section,name,river,basin,area,body,control,target_class,drinking_water,since,until,source\n"


def test_a_register_of_sections_is_dated_and_wrong_rows_are_refused(bench):
    good = "某省/甲桥（左）,甲桥,某江,长江流域,某市,river,national,Ⅱ,是,2021-01-01,,监测方案\n"
    wrong = {
        "section": good.replace("某省/", ""), "body": good.replace("river", "pond"),
        "control": good.replace("national", "国控"), "class": good.replace("Ⅱ", "II"),
        "time": good.replace("2021-01-01", "2021-02-30"), "place": good.replace("某市", ""),
        "drinking": good.replace("是", "也许"),
    }  # fmt: skip
    apart = "".join(row.replace("甲桥", f"桥{place}") for place, row in enumerate(wrong.values()))
    done = bench.read("sections", REGISTER + good + apart)
    assert done.reasons == dict.fromkeys(wrong, 1)
    assert bench.all_rows("sections", "section, area, body, target_class, source_of_drinking_water, since, until") == [
        ("某省/甲桥(左)", "某市", "river", "Ⅱ", True, date(2021, 1, 1), None)
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("氨氮", "nh3n"),
        ("氨 氮\n（ＭＧ/Ｌ）", "nh3n mg/l"),
        ("总磷(以P计)", "tp"),
        ("总磷(以P计)(mg/L)", "tp mg/l"),
        ("电导率(µS/cm)", "ec μs/cm"),
        ("叶绿素a", "chl ?"),
        ("PH值（无量纲）", "ph 无量纲"),
        ("备注", None),
    ],
)
def test_a_heading_names_item_and_unit(header, expected):
    assert measured(header) == expected


def test_names_and_units_of_the_items_are_clear():
    assert len(water_keys()) == sum(len(set(item.spelled)) for item in water_items().values())
    for item in water_items().values():
        low, high = item.bounds
        assert low < high
        assert 0 in item.exponents.values()
