"""The pages of docs/howto are followed to the letter in an empty folder: one definition and its cases are enough."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.kernel import registry
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from qingshan.plans.compiler import compile_document
from qingshan.plans.document import Document
from qingshan.plans.ir import Heading, Plan
from qingshan.reports.page import page

HOWTO = Path(__file__).resolve().parents[2] / "docs" / "howto"
BLOCK = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def follow(tmp_path, monkeypatch):
    """Write the files of a page below an empty folder and name that folder as one of definitions."""

    def written(page):
        blocks = BLOCK.findall((HOWTO / page).read_text())
        assert blocks, f"{page} names no file"
        for name, text in blocks:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        monkeypatch.setenv(registry.SETTING, str(tmp_path))
        return tmp_path

    return written


def test_an_indicator_takes_one_definition_and_its_cases(follow):
    from qingshan.evaluation import indicator_cases
    from qingshan.evaluation.engines import engine
    from qingshan.evaluation.indicator import indicators
    from qingshan.evaluation.vocabulary import vocabulary

    assert "air.o3_8h_mean" not in indicators()
    follow("add-an-indicator.md")
    assert "air.o3_8h_mean" in indicators()
    assert "air.o3_8h_mean" in {name.key for name in vocabulary().indicators}
    own = [case for case in indicator_cases.load() if case.indicator == "air.o3_8h_mean"]
    assert len(own) == 2
    for case in own:
        value, counted = indicator_cases.answer(case, engine())
        assert (value, counted) == (None if case.value is None else Decimal(case.value), case.counted or 0)


def test_an_edition_takes_one_file(follow):
    from qingshan.standards.book import book

    assert book().in_force("dust", date(2040, 6, 1)).key == "dust:2016"
    follow("add-an-edition.md")
    assert book().in_force("dust", date(2040, 6, 1)).key == "dust:2040"
    assert book().edition("dust:2016").until == date(2039, 12, 31)
    assert "exceed" in book().families()


def test_an_importer_takes_one_file(follow):
    from qingshan.observations.ingest.run import import_files
    from qingshan.observations.intake.importer import Options, importers

    assert "two-columns" not in importers()
    folder = follow("add-an-importer.md")
    assert "two-columns" in importers()
    lake = Lake.create(folder / "lake")
    when = datetime(2021, 1, 2)
    done = import_files(lake, "two-columns", [folder / "logger.csv"], known_from=when, options=Options(site="my-site"))
    assert [done.total(part) for part in ("kept", "missing", "refused")] == [1, 1, 1]


def test_a_phrase_takes_one_entry(follow):
    from qingshan.evaluation.vocabulary import vocabulary

    text = "2021年工作要点\n二、主要目标\n全市细颗粒物年均浓度封顶在30微克/立方米。\n"
    document = Document(text, "txt", "")
    before = {target.comparator for target in compile_document(document, vocabulary()).targets}
    assert "<=" not in before
    follow("add-a-phrase.md")
    (target,) = compile_document(document, vocabulary()).targets
    assert (target.comparator, target.value) == ("<=", "30")


def test_a_reported_indicator_takes_one_file_and_its_cases(follow):
    from openpyxl import load_workbook

    from qingshan.evaluation import indicator_cases
    from qingshan.evaluation.engines import engine
    from qingshan.evaluation.reported import forms
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.observations.returns.template import write_template

    assert "village.toilets" not in forms()
    folder = follow("add-a-reported-indicator.md")
    own = [case for case in indicator_cases.load() if case.indicator == "village.toilets"]
    assert len(own) == 2
    for case in own:
        value, counted = indicator_cases.answer(case, engine())
        assert (value, counted) == (None if case.value is None else Decimal(case.value), case.counted or 0)
    write_template(folder / "form.xlsx", [forms()["village.toilets"]], ["甲县"], ["2021"])
    cells = [cell.value for row in load_workbook(folder / "form.xlsx")["填报"].iter_rows() for cell in row]
    assert "village.toilets" in cells
    text = "2021年工作要点\n二、主要目标\n全县农村卫生厕所普及率达到75%以上。\n"
    (target,) = compile_document(Document(text, "txt", ""), vocabulary()).targets
    assert target.indicator.key == "village.toilets"
    plan = Plan(Heading("t", None, None, "2021", "甲县"), (target,))
    lake = Lake.create(folder / "lake")
    lake.append("figures", pa.Table.from_pylist([_FIGURE], schema=TABLES["figures"].schema))
    done = evaluate(plan, lake, Question(date(2021, 12, 31)))
    (row,) = done.document["targets"]
    assert (row["value"], row["verdict"]["must"]) == ("75.50", "met")
    assert "农村卫生厕所普及率" in page(done)


_FIGURE = {
    "indicator": "village.toilets", "area": "甲县", "period": "2021", "value": None, "numerator": 755_000_000,
    "denominator": 1_000_000_000, "unit": "%", "document": "d", "dated": date(2021, 12, 31), "reporter": "r",
    "stage": 1, "flags": "", "known_from": datetime(2021, 12, 31), "revision": 0, "source": "s", "batch": "b",
}  # fmt: skip
