"""The page on the monthly dispatch is walked: its commands run in order, its form is filled and mended as it says."""

from __future__ import annotations

import csv
import io
import re
import shlex
import sys
from pathlib import Path

import pytest
from django.db import connection
from openpyxl import load_workbook

from qingshan.cli import main
from qingshan.observations.returns.figures import figures
from qingshan.observations.store.lake import Lake

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "howto" / "monthly-dispatch.md").read_text()


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    for setting in ("QINGSHAN_OFFICE", "QINGSHAN_DATABASE", "QINGSHAN_EVIDENCE", "QINGSHAN_DEFINITIONS"):
        monkeypatch.delenv(setting, raising=False)
    monkeypatch.chdir(tmp_path)

    def ran(command):
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return stopped.value.code or 0, out, err

    yield ran
    connection.close()


def typed(name):
    book = load_workbook("sheet.xlsx")
    for row in csv.DictReader(io.StringIO(blocks(f"csv file={name}")[0])):
        text = row["typed"]
        book[row["sheet"]][row["cell"]] = float(text) if re.fullmatch(r"[\d.]+", text) else text
    book.save("sheet.xlsx")


def test_the_page_can_be_followed(run):
    Path("plan.txt").write_text(blocks("text file=plan.txt")[0])
    Path("bulletin.txt").write_text("三月调度通报")
    Lake.create("lake")
    told = []

    def walk(block):
        for command in block.splitlines():
            status, out, err = run(command)
            assert (status, err) == (0, ""), command + err
            told.append(out)

    first, opening, form, review, last = blocks("console")
    for block in (first, opening, form):
        walk(block)
    assert "2 张填报单：待报 2" in told[-2]
    typed("typed.csv")
    status, _, err = run(blocks("console-refused")[0])
    assert status == 1
    assert [word for word in blocks("text")[0].split() if word not in err] == []
    typed("mended.csv")
    walk(blocks("console-again")[0])
    walk(review)
    assert "调度填报单 2021-03 市住建局" in told[-1].replace("\n", "")
    walk(last)
    assert "2 张填报单" in told[-1]
    assert "已锁定 1" in told[-1]
    assert "缺报 1" in told[-1]
    (figure,) = figures(Lake.open("lake"))
    assert str(figure.numerator) == "95.1"
