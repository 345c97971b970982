"""A form written, filled as a person would, and read back: mistakes named by cell, good rows kept, nothing replaced."""

from __future__ import annotations

import csv
import json
import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.styles import Font

from qingshan.cli import root
from qingshan.kernel.figures import FigureForm, Operand
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.observations.returns.figures import figures, standing
from qingshan.observations.returns.importing import import_returns
from qingshan.observations.returns.template import write_template
from qingshan.observations.returns.units import is_same, spoken
from qingshan.observations.store.lake import Lake

TREATED = Operand(Text("处理量", "treated"), "万吨")
SEWAGE = FigureForm(
    "test.sewage", Text("污水处理率", "sewage treated"), "%", "flow", numerator=TREATED,
    denominator=Operand(Text("排放量", "discharged"), "万吨"), lowest="0", highest="100", jump="10",
    example=("95.2", "100", "95.2"), note=Text("只计县城以上", "towns only"),
)  # fmt: skip
FOREST = FigureForm(
    "test.forest", Text("森林覆盖率", "forest cover"), "%", "stock", ("year",), lowest="0", highest="100"
)
CARBON = FigureForm(
    "test.carbon", Text("碳强度", "carbon intensity"), "吨/万元", "flow", ("year",), factor=1, lowest="0", jump="20",
    numerator=Operand(Text("排放", "emissions"), "吨"), denominator=Operand(Text("产值", "product"), "万元"),
)  # fmt: skip
FORMS = {form.key: form for form in (SEWAGE, FOREST, CARBON)}
EVIDENCE = {"I": "统计报表〔2022〕3号", "J": datetime(2022, 3, 5), "K": "市住建局"}


class Desk:
    """A lake and a department that fills forms; each import is known a day after the one before."""

    def __init__(self, folder):
        self.folder, self.lake, self.imports = folder, Lake.create(folder / "lake"), 0
        self.form = folder / "form.xlsx"

    def write(self, forms=(SEWAGE, FOREST), areas=("甲区", "乙区"), periods=("2021",), **known):
        return write_template(self.form, forms, areas, periods, **known)

    def fill(self, *rows, name="filled.xlsx", **cells):
        """Rows are numbers typed into F, G, H of the form's rows in order, each with its evidence; cells come last."""
        book = load_workbook(self.form)
        sheet = book["填报"]
        for number, typed in enumerate(rows, 5):
            if typed is not None:
                for letter, held in zip("FGH", typed, strict=False):
                    sheet[f"{letter}{number}"] = held
                for letter, held in EVIDENCE.items():
                    sheet[f"{letter}{number}"] = held
        for place, held in cells.items():
            sheet[place] = held
        book.save(self.folder / name)
        return self.folder / name

    def take(self, *paths, known_from=None, **options):
        self.imports += 1
        when = known_from or datetime(2022, 6, self.imports, tzinfo=UTC)
        return import_returns(self.lake, paths, FORMS, when, **options)

    def took(self, *rows, **cells):
        return self.take(self.fill(*rows, **cells))

    def values(self):
        return [(one.key[5:], one.area, one.value, one.numerator, one.denominator) for one in figures(self.lake)]


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.write()
    return desk


def named(done):
    return [(problem.code.key, problem.where.split("!")[1]) for problem in done.problems]


GOOD = (None, 95, 100), (None, 80, 100), (57.32,), (61,)
"""污水 甲区、乙区，森林 甲区、乙区."""


def test_the_form_says_what_it_asks_and_only_its_white_cells_are_open(desk):
    book = load_workbook(desk.form)
    sheet, guide, lists = book["填报"], book["说明"], book["选项"]
    assert [sheet[f"{letter}3"].value for letter in "ACDEFI"] == [
        "指标代码",
        "单位",
        "区域",
        "时段",
        "数值",
        "依据文件",
    ]
    assert [sheet[f"{letter}4"].value for letter in "FI"] == ["value", "document"]
    assert [sheet[f"{letter}5"].value for letter in "ACDE"] == ["test.sewage", "%", "甲区", "2021"]
    assert "处理量（万吨） ÷ 排放量（万吨） × 100" in sheet["B5"].value
    opened = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert opened == {f"{letter}{row}" for row in (5, 6) for letter in "FGHIJKL"} | {
        f"{letter}{row}" for row in (7, 8) for letter in "FIJKL"
    }
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet.freeze_panes == "F5"
    assert sheet.column_dimensions["N"].hidden
    rules = [(str(one.sqref), one.type, one.formula1) for one in sheet.data_validations.dataValidation]
    assert ("D5:D8", "list", "'选项'!$A$2:$A$3") in rules
    assert ("F5 F6", "decimal", "0") in rules or ("F5:F6", "decimal", "0") in rules
    assert [cell.value for cell in lists["A"]] == ["区域 areas", "甲区", "乙区"]
    said = [cell.value for cell in guide[2]]
    assert said[0] == "test.sewage"
    assert "分子 95.2，分母 100，数值 95.2" in said[8]
    assert said[9] == "只计县城以上\ntowns only"


def test_a_row_stands_for_each_form_area_and_period_of_its_kind(desk):
    assert desk.write(periods=("2021", "2021-07")) == 6
    periods = [load_workbook(desk.form)["填报"][f"E{row}"].value for row in range(5, 11)]
    assert periods == ["2021", "2021-07", "2021", "2021-07", "2021", "2021"]
    for periods in (("2021H9",), ("2021-07",)):
        with pytest.raises(Problem) as caught:
            desk.write(forms=(FOREST,), periods=periods)
        assert caught.value.code.key == "OBS035"


def test_a_filled_form_becomes_figures(desk):
    done = desk.took((None, 95, 100), (80.0, 80, 100), (57.32,), None, L5="含镇区")
    assert done.files[0].counts == {"kept": 3, "missing": 1, "refused": 0}
    assert done.stored == {"figures": 3}
    assert desk.values() == [
        ("forest", "甲区", Decimal("57.32"), None, None),
        ("sewage", "乙区", Decimal(80), Decimal(80), Decimal(100)),
        ("sewage", "甲区", None, Decimal(95), Decimal(100)),
    ]
    last = figures(desk.lake)[2]
    assert (last.document, last.dated, last.reporter) == ("统计报表〔2022〕3号", date(2022, 3, 5), "市住建局")
    assert (last.stage, last.unit, last.source) == (1, "%", "filled.xlsx 填报!5 备注：含镇区")
    assert last.flags == ()


def test_five_typical_mistakes_are_named_and_the_corrected_form_replaces_nothing_silently(desk):
    desk.write(areas=("甲区", "乙区", "丙区"))
    mistakes = {"C5": "万吨", "F9": "约57", "I10": None}
    first = desk.fill((None, 95, 100), (None, 105, 100), (None, 80, 100), (157.3,), (57,), (61,), **mistakes)
    done = desk.take(first)
    assert named(done) == [
        ("OBS033", "C5"),
        ("OBS044", "G6"),
        ("OBS045", "F8"),
        ("OBS037", "F9"),
        ("OBS047", "I10"),
    ]
    assert done.files[0].counts == {"kept": 1, "missing": 0, "refused": 5}
    assert desk.values() == [("sewage", "丙区", None, Decimal(80), Decimal(100))]
    with done.files[0].report.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["row"], row["code"]) for row in rows][:2] == [("5", "OBS033"), ("6", "OBS044")]
    assert rows[3]["cell"] == "filled.xlsx 填报!F9"
    assert rows[3]["value"] == "约57"

    corrected = desk.fill(
        (None, 95, 100), (None, 95, 105), (None, 81, 100), (57.3,), (57,), (61,), name="corrected.xlsx"
    )
    again = desk.take(corrected)
    assert named(again) == [("OBS051", "G7")]
    assert again.problems[0].values["before"] == "80/100"
    assert again.files[0].counts == {"kept": 5, "missing": 0, "refused": 1}
    assert ("sewage", "丙区", None, Decimal(80), Decimal(100)) in desk.values()

    revised = desk.fill(None, None, (None, 81, 100), name="revised.xlsx", I7="更正函〔2022〕9号")
    last = desk.take(revised)
    assert last.files[0].counts == {"revised": 1, "missing": 5, "refused": 0}
    (change,) = last.as_json()["changes"]
    assert (change["before"], change["after"]) == ("80/100", "81/100")
    assert (change["document_before"], change["document_after"]) == (
        "统计报表〔2022〕3号 2022-03-05",
        "更正函〔2022〕9号 2022-03-05",
    )
    assert ("sewage", "丙区", None, Decimal(81), Decimal(100)) in desk.values()
    before = {one.area: one.numerator for one in figures(desk.lake, datetime(2022, 6, 2)) if one.key == "test.sewage"}
    assert before["丙区"] == Decimal(80)
    assert [one.revision for one in standing(desk.lake)] == [0, 0, 0, 1, 0, 0]


WRONG_CELLS = {
    "an unknown indicator": ({"A5": "test.nothing"}, [("OBS032", "A5")]),
    "a unit changed": ({"C7": "公顷"}, [("OBS033", "C7")]),
    "an area of another template": ({"D5": "丁区"}, [("OBS034", "D5")]),
    "a text that is no period": ({"E5": "去年"}, [("OBS035", "E5")]),
    "a month where years are asked for": ({"E7": "2021-07"}, [("OBS035", "E7")]),
    "another period": ({"E5": "2020"}, [("OBS036", "A5")]),
    "a text as number": ({"G5": "95"}, [("OBS037", "G5")]),
    "a date as number": ({"F7": datetime(2022, 5, 7)}, [("OBS037", "F7")]),
    "a formula never computed": ({"G5": "=80+15"}, [("OBS038", "G5")]),
    "a long quotient": ({"F7": 57.3333333333}, [("OBS040", "F7")]),
    "a number too large to be stored": ({"H5": 1e10}, [("OBS040", "H5")]),
    "a numerator alone": ({"H5": None}, [("OBS041", "H5")]),
    "a value where its operands are asked for": (
        {"F5": 95, "G5": None, "H5": None},
        [("OBS041", "G5"), ("OBS041", "H5")],
    ),
    "operands nobody asked for": ({"G7": 1}, [("OBS042", "G7")]),
    "a denominator of zero": ({"H5": 0}, [("OBS043", "H5")]),
    "a part larger than its whole": ({"G5": 101}, [("OBS044", "G5")]),
    "a share over 100": ({"F7": 100.01}, [("OBS045", "F7")]),
    "a negative share": ({"G5": -1}, [("OBS045", "G5")]),
    "a value its operands contradict": ({"F5": 95.2}, [("OBS046", "F5")]),
    "no document": ({"I5": None}, [("OBS047", "I5")]),
    "a dash for a document": ({"I5": "—"}, [("OBS047", "I5")]),
    "no date": ({"J5": None}, [("OBS047", "J5")]),
    "no reporter": ({"K5": " "}, [("OBS047", "K5")]),
    "a date in words": ({"J5": "三月初"}, [("OBS048", "J5")]),
    "a day that is none": ({"J5": "2022-02-30"}, [("OBS048", "J5")]),
    "a date to come": ({"J5": datetime(2022, 6, 2)}, [("OBS049", "J5")]),
    "all that is wrong with a row": (
        {"C5": "吨", "G5": "x", "I5": None},
        [("OBS033", "C5"), ("OBS037", "G5"), ("OBS047", "I5")],
    ),
}


@pytest.mark.parametrize("name", WRONG_CELLS)
def test_each_mistake_is_named_by_its_cell_and_the_other_rows_are_kept(desk, name):
    cells, expected = WRONG_CELLS[name]
    done = desk.took(*GOOD, **cells)
    assert named(done) == expected
    assert done.files[0].counts == {"kept": 3, "missing": 0, "refused": 1}
    for problem in done.problems:
        for language in ("zh", "en"):
            said = problem.as_json(language)
            assert said["message"]
            assert said["expected"]
            assert said["action"]


def test_a_date_to_come_is_counted_in_beijing(desk):
    path = desk.fill(*GOOD, J5=datetime(2022, 6, 2))
    assert not desk.take(path, known_from=datetime(2022, 6, 1, 16, tzinfo=UTC)).problems


def test_a_percentage_format_is_refused_with_the_number_to_write(desk):
    path = desk.fill(*GOOD, F7=0.5732)
    book = load_workbook(path)
    book["填报"]["F7"].number_format = "0.00%"
    book.save(path)
    done = desk.take(path)
    assert named(done) == [("OBS039", "F7")]
    assert "57.32" in done.problems[0].as_json("en")["action"]


@pytest.mark.parametrize(("value", "agrees"), [(66.67, True), (67, True), (66.7, True), (66.66, False), (66.6, False)])
def test_a_value_agrees_with_its_operands_as_far_as_it_is_written(desk, value, agrees):
    done = desk.took((value, 2, 3))
    assert named(done) == ([] if agrees else [("OBS046", "F5")])


def test_what_lies_on_an_edge_is_kept(desk):
    done = desk.took((66, 133, 200), (100, 80, 80), (0,), (100,))
    assert done.problems == ()
    assert desk.took((67, 133, 200), I5="另一文件").problems == ()
    desk.write(forms=(CARBON,), areas=("甲区",))
    done = desk.took((None, 9007199254.74, 9007199254.74), J5=datetime(2021, 12, 31))
    assert done.problems == ()
    assert (done.stored, done.flagged) == ({"figures": 1}, {})


def test_numbers_are_those_that_were_typed(desk):
    desk.took(None, None, (0.07,), (57.1,))
    assert [one.value for one in figures(desk.lake)] == [Decimal("57.1"), Decimal("0.07")]


@pytest.mark.parametrize(("value", "flags"), [(0, ()), (0.95, ("fraction",)), (1, ("fraction",)), (1.01, ())])
def test_a_percentage_of_at_most_one_is_kept_and_flagged(desk, value, flags):
    desk.took(None, None, (value,))
    assert [one.flags for one in figures(desk.lake)] == [flags]


def computed(path, formula, result, kind):
    """Put the result of a formula into the file as a spreadsheet does; openpyxl writes none."""
    parts = {}
    with ZipFile(path) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    found = re.search(rf"<f>{re.escape(formula)}</f><v ?/?>(</v>)?", parts[name])
    before = parts[name][: found.start()].rpartition("<c ")
    cell = before[2].replace(">", f' t="{kind}">') if kind == "e" else before[2]
    rest = parts[name][found.end() :]
    parts[name] = f"{before[0]}<c {cell}<f>{formula}</f><v>{result}</v>{rest}"
    with ZipFile(path, "w") as packed:
        for part, text in parts.items():
            packed.writestr(part, text)
    return path


@pytest.mark.parametrize(
    ("result", "kind", "expected"),
    [("95", "n", []), ("#DIV/0!", "e", [("OBS038", "G5")]), ("95.3333333333333286", "n", [("OBS040", "G5")])],
)
def test_of_a_formula_the_result_counts(desk, result, kind, expected):
    path = computed(desk.fill(*GOOD, G5="=190/2"), "190/2", result, kind)
    assert named(desk.take(path)) == expected


@pytest.mark.parametrize("unit", ["%", "％", "个百分点"])
def test_a_unit_may_be_spelled_otherwise(desk, unit):
    assert not desk.took(*GOOD, C7=unit).problems


def test_units_are_written_in_words():
    assert [spoken(unit).zh for unit in ("1", "%", "10⁴ t/10⁸ CNY", "µg/m³", "", "吨/户")] == [
        "个",
        "%",
        "万吨/亿元",
        "微克/立方米",
        "无量纲",
        "吨/户",
    ]
    assert is_same("无量纲", "")
    assert is_same("10⁴ t/亿元", "10⁴ t/10⁸ CNY")
    assert not is_same("吨/亿元", "10⁴ t/10⁸ CNY")


def test_dates_may_be_written_as_text(desk):
    desk.took(*GOOD, J5="2022-03-04", J6="2022年3月4日", J7="2022/3/4", J8="2022.03.04")
    assert {one.dated for one in figures(desk.lake)} == {date(2022, 3, 4)}


def test_two_rows_that_contradict_are_both_refused_and_two_that_agree_count_once(desk):
    row = {letter: load_workbook(desk.form)["填报"][f"{letter}5"].value for letter in "ABCDEN"} | EVIDENCE
    second = {f"{letter}9": held for letter, held in row.items()}
    done = desk.took(*GOOD, **second, G9=94, H9=100)
    assert named(done) == [("OBS050", "F5"), ("OBS050", "F9")]
    assert done.problems[0].values["row"] == "9"
    again = desk.took(*GOOD, **second, G9=95, H9=100)
    assert again.files[0].counts == {"kept": 1, "unchanged": 3, "duplicate": 1, "missing": 0, "refused": 0}


@pytest.mark.parametrize(
    "change",
    [{"nature": "stock"}, {"unit": "‰"}, {"factor": 1}, {"numerator": Operand(Text("达标量", "clean"), "万吨")}],
)
def test_a_row_is_refused_when_its_indicator_has_been_redefined(desk, change):
    redefined = {**FORMS, SEWAGE.key: replace(SEWAGE, **change)}
    done = import_returns(desk.lake, [desk.fill(*GOOD)], redefined, datetime(2022, 7, 1))
    assert {("OBS036", "A5"), ("OBS036", "A6")} <= set(named(done))


def test_a_row_may_be_redefined_in_words_and_bounds(desk):
    same = {**FORMS, SEWAGE.key: replace(SEWAGE, label=Text("污水率", "sewage"), highest="110", jump="5")}
    assert not import_returns(desk.lake, [desk.fill(*GOOD)], same, datetime(2022, 7, 1)).problems


def test_another_reporter_of_the_same_figure_is_a_revision(desk):
    desk.took(*GOOD)
    done = desk.took(*GOOD, K5="市水务局")
    assert done.files[0].counts == {"revised": 1, "unchanged": 3, "missing": 0, "refused": 0}


def test_the_same_file_is_known_already_and_the_same_figures_are_unchanged(desk):
    path = desk.fill(*GOOD)
    desk.take(path)
    again = desk.take(path)
    assert again.files[0].is_known
    assert again.stored == {}
    other = desk.took(*GOOD, A1="另一份")
    assert other.files[0].counts == {"unchanged": 4, "missing": 0, "refused": 0}
    assert desk.lake.rows("figures") == 4
    assert desk.lake.rows("imports") == 2


def test_an_older_document_replaces_nothing(desk):
    desk.took(*GOOD)
    done = desk.took((None, 90, 100), I5="旧报表", J5=datetime(2022, 1, 20))
    assert named(done) == [("OBS052", "J5")]


def test_a_figure_older_than_the_end_of_its_period_is_preliminary_until_a_later_one_comes(desk):
    done = desk.took((None, 90, 100), I5="快报", J5=datetime(2021, 12, 25))
    assert done.flagged == {"early": 1}
    assert [(one.stage, one.flags) for one in figures(desk.lake)] == [(0, ("early",))]
    final = desk.took((None, 95, 100))
    assert final.files[0].counts == {"revised": 1, "missing": 3, "refused": 0}
    assert (final.changes[0].before.document, final.changes[0].after.stage) == ("快报", 1)
    assert [(one.stage, one.numerator) for one in figures(desk.lake)] == [(1, Decimal(95))]
    late = desk.took((None, 91, 100), I5="快报二", J5=datetime(2021, 12, 30))
    assert late.files[0].counts == {"revised": 1, "missing": 3, "refused": 0}
    assert late.changes == ()
    assert [one.numerator for one in figures(desk.lake)] == [Decimal(95)]


def test_the_same_document_cannot_say_another_figure_at_another_stage(desk):
    desk.took(*GOOD)
    path = desk.fill((None, 96, 100))
    assert named(desk.take(path, stage=2)) == [("OBS051", "G5")]


def test_a_jump_against_the_period_before_is_kept_and_flagged(desk):
    desk.write(forms=(CARBON,), areas=("甲区",), periods=("2022", "2019", "2020", "2021"))
    done = desk.took((None, 10, 5), (None, 10, 10), (None, 12, 10), (None, 15, 10))
    flags = {one.period: one.flags for one in figures(desk.lake)}
    assert flags == {"2019": (), "2020": (), "2021": ("jump",), "2022": ("early", "jump")}
    assert done.flagged == {"jump": 2, "early": 1}


def test_the_form_shows_the_figure_of_the_period_before(desk):
    desk.took(*GOOD)
    known = {(one.key, one.area, one.period): one for one in figures(desk.lake)}
    desk.write(periods=("2022",), known=known)
    sheet = load_workbook(desk.form)["填报"]
    assert [sheet[f"M{row}"].value for row in range(5, 9)] == ["95/100", "80/100", "57.32", "61"]


def test_a_file_that_is_no_form_or_whose_header_was_changed_leaves_the_lake_as_it_was(desk):
    good = desk.fill(*GOOD)
    text = desk.folder / "text.xlsx"
    text.write_text("数值\n95\n")
    book = load_workbook(desk.form)
    book["填报"]["N4"] = "qingshan-returns/0"
    book.save(desk.folder / "version.xlsx")
    book.remove(book["填报"])
    book.save(desk.folder / "sheet.xlsx")
    for name in ("text.xlsx", "version.xlsx", "sheet.xlsx"):
        with pytest.raises(Problem) as caught:
            desk.take(good, desk.folder / name)
        assert caught.value.code.key == "OBS030"
    with pytest.raises(Problem) as caught:
        desk.take(good, desk.fill(*GOOD, name="header.xlsx", F3="完成值"))
    assert (caught.value.code.key, caught.value.where) == ("OBS031", "header.xlsx 填报!F3")
    assert desk.lake.rows("figures") == 0


def test_dress_does_not_matter(desk):
    path = desk.fill(*GOOD)
    book = load_workbook(path)
    book["填报"]["G5"].font = Font(bold=True)
    book["填报"].delete_rows(6)
    book.save(path)
    assert desk.take(path).files[0].counts == {"kept": 3, "missing": 0, "refused": 0}


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setitem(sys.modules, "qingshan.evaluation.reported", SimpleNamespace(forms=lambda: FORMS))

    def ran(*words):
        done = CliRunner().invoke(root, ["observe", *map(str, words)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.stdout

    return ran


def test_the_commands_write_the_form_take_it_and_list_what_stands(desk, run):
    lake = ["--lake", desk.lake.path]
    asked = ["-o", desk.form, "--area", "甲区", "--area", "乙区", "--period", "2021"]
    chosen = ["--indicator", "test.sewage", "--indicator", "test.forest"]
    assert "4 行待填" in run("template", *asked, *chosen)
    filled = desk.fill((None, 95, 100), (None, 105, 100), (0.5732,), (61,))
    printed = run("returns", filled, *lake)
    assert "OBS044 filled.xlsx 填报!G6：分子大于分母（发现“105”" in printed
    assert "疑为小数：1 个数" in printed
    assert "被拒绝的值" in printed
    revised = desk.fill((None, 96, 100), I5="更正函", name="revised.xlsx")
    assert "由 95/100（统计报表〔2022〕3号 2022-03-05）改为 96/100（更正函 2022-03-05）" in run(
        "returns", revised, *lake
    )
    said = json.loads(run("returns", revised, *lake, "--format", "json"))
    assert (said["files"][0]["known_already"], said["problems"], said["changes"]) == (True, [], [])
    assert "0.5732 %" in run("figures", *lake)
    rows = json.loads(run("figures", *lake, "--indicator", "test.sewage", "--format", "json"))
    assert [(row["figure"], row["document"], row["source"]) for row in rows] == [
        ("96/100", "更正函", "revised.xlsx 填报!5")
    ]
    run("template", "-o", desk.form, "--area", "甲区", "--period", "2022", *chosen, *lake)
    assert load_workbook(desk.form)["填报"]["M5"].value == "96/100"


def test_a_form_of_an_unknown_indicator_is_not_written(desk, run):
    with pytest.raises(Problem) as caught:
        run("template", "-o", desk.folder / "x.xlsx", "--area", "甲区", "--period", "2021", "--indicator", "test.sewag")
    assert caught.value.code.key == "OBS032"
