"""A ledger as Excel: out and back again, mistakes named by sheet and cell."""

from __future__ import annotations

import json

import pytest
from openpyxl import Workbook, load_workbook

from qingshan.kernel.problems import Problem
from qingshan.ledgers.definitions import ledger
from qingshan.operations.action import perform
from qingshan.operations.ledger.importing import import_table
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import entries
from qingshan.operations.ledger.sheet import write
from qingshan.operations.log.models import Record
from tests.operations.conftest import call, opened

HEAD = ["编号", "坑塘名称", "整改责任单位", "面积", "水色", "完成时限", "标签", "备用列"]


def filled(path, *rows, head=HEAD, title="2021年坑塘台账"):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "台账"
    for row in ([title], head, *rows):
        sheet.append(row)
    book.save(path)
    return path


def test_entries_come_back_as_they_went(office, tmp_path):
    opened(colour="black", area_mu="3.50", tags=["城区", "挂牌"])
    opened("p2")
    whole = list(entries(call().day))
    path = tmp_path / "out.xlsx"
    assert write(path, ledger("ponds"), whole) == 2
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "编号",
        "坑塘名称",
        "整改责任单位",
        "面积",
        "水色",
        "完成时限",
        "标签",
        "状态",
    ]
    assert [cell.value for cell in sheet[2]][3:5] == [3.5, "黑"]
    done = import_table(path, "ponds", call())
    assert (done.read, done.opened, done.unchanged, done.mistakes) == (2, 0, 2, ())


def test_a_text_that_looks_like_a_formula_is_written_as_text_and_comes_back(office, tmp_path):
    opened(name="=1+1")
    path = tmp_path / "out.xlsx"
    write(path, ledger("ponds"), entries(call().day))
    assert load_workbook(path).worksheets[0]["B2"].data_type == "s"
    assert import_table(path, "ponds", call()).unchanged == 1


def test_a_filled_table_opens_entries_through_the_action(office, tmp_path):
    rows = [
        ["a1", "东湖塘", "城管局", 2.2, "绿", "2021-06-30", "城区、挂牌", "x"],
        [],
        ["a2", "西湖塘", "住建局", None, "black", None, None],
    ]
    done = import_table(filled(tmp_path / "in.xlsx", *rows), "ponds", call())
    assert (done.read, done.opened, done.mistakes) == (2, 2, ())
    first = EntryNow.objects.get(key="ponds/a1").document["fields"]
    assert first == {
        "name": "东湖塘", "unit": "城管局", "area_mu": "2.20", "colour": "green", "finish": "2021-06-30",
        "tags": ["城区", "挂牌"],
    }  # fmt: skip
    assert Record.objects.filter(action="ledger.open").count() == 2


def test_every_mistake_is_named_by_its_cell_and_nothing_is_opened(office, tmp_path):
    rows = [
        ["b1", "东湖塘", "城管局", "约3亩", "绿", "六月底"],
        ["b1", "西湖塘", "住建局", None, "红"],
        ["", "北湖塘", "住建局"],
        ["b4", "南湖塘", "住建局"],
    ]
    done = import_table(filled(tmp_path / "in.xlsx", *rows), "ponds", call())
    found = [(one.code.key, one.where.split()[1]) for one in done.mistakes]
    cells = [(code, place.removeprefix("台账!")) for code, place in found]
    assert cells == [("LED019", "D3"), ("LED019", "F3"), ("OPS021", "A4"), ("LED019", "E4"), ("OPS021", "A5")]
    assert (done.read, done.opened, EntryNow.objects.count()) == (4, 0, 0)


def test_a_refusal_of_the_action_names_the_row_and_takes_all_back(office, tmp_path):
    rows = [["c1", "东湖塘", "城管局"], ["c2", "西湖塘", None]]
    count = Record.objects.count()
    done = import_table(filled(tmp_path / "in.xlsx", *rows), "ponds", call())
    assert [(one.code.key, one.where.split()[1]) for one in done.mistakes] == [("LED010", "台账!A4")]
    assert (EntryNow.objects.count(), Record.objects.count()) == (0, count)


def test_a_row_that_says_something_else_of_an_entry_is_refused(office, tmp_path):
    opened()
    done = import_table(filled(tmp_path / "in.xlsx", ["p1", "西湖塘", "城管局"]), "ponds", call())
    assert [(one.code.key, one.found) for one in done.mistakes] == [("OPS012", "p1: name")]


@pytest.mark.parametrize("content", [None, b"not a workbook"])
def test_a_file_that_is_no_table_is_refused(office, tmp_path, content):
    path = tmp_path / "in.xlsx"
    if content:
        path.write_bytes(content)
    else:
        filled(path, ["p1", "西湖塘"], head=["编号", "名字"])
    with pytest.raises(Problem) as problem:
        import_table(path, "ponds", call())
    assert problem.value.code.key == "OPS020"


def bored(key="b1", **fields):
    return perform("ledger.open", {"ledger": "boreholes", "key": key, "fields": {"name": "一号孔", **fields}}, call())


def test_a_table_goes_out_as_json_text_and_comes_back(office, tmp_path):
    rows = [{"depth_m": "1.5", "seen": "粉土"}, {"depth_m": "3.0"}]
    bored(samples=rows)
    path = tmp_path / "out.xlsx"
    write(path, ledger("boreholes"), entries(call().day, "boreholes"))
    sheet = load_workbook(path).worksheets[0]
    assert json.loads(sheet["C2"].value) == rows
    assert import_table(path, "boreholes", call()).unchanged == 1
    book = load_workbook(path)
    book.worksheets[0]["A2"] = "b2"
    book.save(path)
    assert import_table(path, "boreholes", call()).opened == 1
    assert EntryNow.objects.get(key="boreholes/b2").document["fields"]["samples"] == rows
    book.worksheets[0]["A2"], book.worksheets[0]["C2"] = "b3", '[{"seen": "砂"}]'
    book.save(path)
    (mistake,) = import_table(path, "boreholes", call()).mistakes
    assert (mistake.code.key, mistake.where.split("!")[1]) == ("LED028", "C2 samples 1 depth_m")
    book.worksheets[0]["C2"] = "砂土"
    book.save(path)
    assert [one.code.key for one in import_table(path, "boreholes", call()).mistakes] == ["LED019"]


def test_a_table_that_no_cell_holds_is_refused_not_cut_off(office, tmp_path):
    bored(samples=[{"depth_m": "1", "seen": "土" * 32_767}])
    path, whole = tmp_path / "out.xlsx", list(entries(call().day, "boreholes"))
    with pytest.raises(Problem) as problem:
        write(path, ledger("boreholes"), whole)
    assert problem.value.code.key == "OPS038"
    assert not path.exists()
