"""The monthly table of a bureau in Excel: headings, months, detection limits, and what is refused at which cell."""

from __future__ import annotations

import csv
from datetime import datetime

import pytest
from openpyxl import Workbook

from qingshan.kernel.problems import Problem
from qingshan.observations.intake.workbook import month_of

HEADING = ["序号", "断面名称", "监测月份", "pH", "总磷（mg/L）", "氨氮\n(mg/L)", "叶绿素a(μg/L)", "水质类别", "备注"]
MARCH = datetime(2021, 3, 1)


def book(bench, *rows, name="table.xlsx", title="三月", others=()):
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for other, content in others:
        extra = made.create_sheet(other)
        for row in content:
            extra.append(row)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=3)
    made.save(bench.folder / name)
    return bench.folder / name


def take(bench, *rows, heading=HEADING, province="某省", **said):
    path = book(bench, ["某市地表水监测月报"], heading, *rows, **said)
    return bench.take("water-manual", path, province=province).files[0]


def stored(bench):
    return {
        (item, moment): (value, below)
        for item, moment, value, below in bench.rows("samples", "item, sampled_at, value, below_limit")
    }


def refused(done):
    with done.report.open(encoding="utf-8", newline="") as stream:
        return [(row["row"], row["label"].split()[0], row["reason"]) for row in csv.DictReader(stream)]


def test_values_limits_blanks_and_classes_of_a_month(bench):
    done = take(
        bench,
        [1, "甲桥", "2021-03", 7.4, "<0.01", "0.02L", 3.2, "Ⅱ", "采自左岸"],
        [2, "乙（桥）", "2021年3月", 0.1 + 0.2, "＜ 0.01", None, "", None, None],
    )
    assert done.counts == {"kept": 7, "duplicate": 0, "missing": 2, "refused": 0}
    assert done.rows == 2
    assert bench.rows("samples", "section, item, sampled_at, span, origin, value, below_limit, stage") == [
        ("某省/乙(桥)", "ph", MARCH, "month", "manual", 30_000_000, False, 1),
        ("某省/乙(桥)", "tp", MARCH, "month", "manual", 1_000_000, True, 1),
        ("某省/甲桥", "chl", MARCH, "month", "manual", 320_000_000, False, 1),
        ("某省/甲桥", "nh3n", MARCH, "month", "manual", 2_000_000, True, 1),
        ("某省/甲桥", "ph", MARCH, "month", "manual", 740_000_000, False, 1),
        ("某省/甲桥", "tp", MARCH, "month", "manual", 1_000_000, True, 1),
    ]
    assert bench.all_rows("published", "site, name, text") == [("某省/甲桥", "water_class_month", "Ⅱ")]


def test_refused_values_are_named_with_sheet_and_cell(bench):
    done = take(
        bench,
        [1, "甲桥", "2021-03", "七", "未检出", "=1/8", 3.2, None, None],
        [2, "乙桥", "2021-13", 7.1, None, None, None, None, None],
        [3, None, "2021-03", 7.2, None, None, None, None, None],
        [4, "丙桥", 2021.1, 7.3, None, None, None, None, None],
        others=[("说明", [["填报说明"]])],
    )
    assert set(refused(done)) == {
        ("3", "三月!D3", "number"), ("3", "三月!E3", "no-limit"), ("3", "三月!F3", "formula"), ("4", "三月!D4", "time"),
        ("5", "三月!D5", "place"), ("6", "三月!D6", "time"), ("1", "说明!A1", "no-header"),
    }  # fmt: skip
    assert done.counts["kept"] == 1


def test_columns_in_any_order_and_unknown_ones_are_not_swallowed(bench):
    heading = ["总氮", "监测月份", "镍(mg/L)", "省份", "断面", "透明度", "化学需氧量(升)"]
    done = take(
        bench, [1.5, datetime(2021, 3, 8), 0.01, "某省", "甲桥", 35, 20], heading=heading, province=None, name="b.xlsx"
    )
    assert stored(bench) == {("tn", MARCH): (150_000_000, False)}
    assert {(cell, reason) for _, cell, reason in refused(done)} == {
        ("三月!C3", "name"), ("三月!F3", "name"), ("三月!G3", "name"),
    }  # fmt: skip


def test_the_province_is_asked_for_or_stands_in_the_name(bench):
    with pytest.raises(Problem) as caught:
        take(bench, [1, "甲桥", "2021-03", 7.4], province=None)
    assert caught.value.code.key == "OBS010"
    take(bench, [1, "他省/甲桥", "2021-03", 7.4], name="b.xlsx")
    assert bench.rows("samples", "section") == [("他省/甲桥",)]


def test_a_limit_and_a_value_of_the_same_size_contradict_each_other(bench):
    rows = [[1, "甲桥", "2021-03", 7, value, None, None, None, None] for value in ("<0.01", 0.01)]
    done = take(bench, *rows)
    assert done.reasons == {"conflict": 2}
    assert done.counts["duplicate"] == 1


def test_a_value_in_place_of_a_limit_is_a_revision(bench):
    take(bench, [1, "甲桥", "2021-03", 7, "<0.01"])
    same = take(bench, [1, "甲桥", "2021-03", 7, "0.01L"], name="same.xlsx")
    assert (same.counts["unchanged"], same.counts["kept"]) == (2, 0)
    done = take(bench, [1, "甲桥", "2021-03", 7, 0.01], name="b.xlsx")
    assert (done.counts["revised"], done.counts["unchanged"]) == (1, 1)
    assert stored(bench)["tp", MARCH] == (1_000_000, False)
    assert stored_first(bench) == (1_000_000, True)


def stored_first(bench):
    first = [row for row in bench.all_rows("samples", "item, revision, value, below_limit") if row[:2] == ("tp", 0)]
    return first[0][2:]


def test_manual_and_automatic_values_of_one_section_stand_beside_each_other(bench):
    take(bench, [1, "甲桥", "2021-03", 7])
    text = "省份,流域,断面名称,监测时间,水质类别,pH,站点情况\n某省,长江流域,甲桥,03-01 00:00,Ⅱ,7.5,正常\n"
    done = bench.read("cnemc-water-hourly", text, year=2021)
    assert done.counts["kept"] == 3
    assert bench.rows("samples", "origin, span, value, revision") == [
        ("auto", "instant", 750_000_000, 0),
        ("manual", "month", 700_000_000, 0),
    ]


def test_files_that_are_no_such_table_are_coded_problems(bench):
    with pytest.raises(Problem) as caught:
        bench.read("water-manual", "断面名称,监测月份\n", "text.xlsx", province="某省")
    assert caught.value.code.key == "OBS014"
    for rows, code in ((["a", "b"], "OBS007"), ([], "OBS004"), ([*HEADING, "总磷"], "OBS008")):
        with pytest.raises(Problem) as caught:
            bench.take("water-manual", book(bench, [], rows, ["1"] if rows else []), province="某省")
        assert caught.value.code.key == code


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("2021-03", "2021-03"),
        ("2021/3", "2021-03"),
        ("2021年 03 月份", "2021-03"),
        ("２０２１年３月", "2021-03"),
        ("2021-03-08", "2021-03"),
        ("2021.03", "2021-03"),
        (202103, "2021-03"),
        (datetime(2021, 3, 8), "2021-03"),
        (2021.1, ""),
        ("2021年1-3月", ""),
        ("一季度", ""),
        (None, ""),
    ],
)
def test_months_as_people_write_them(value, month):
    assert month_of(value) == month
