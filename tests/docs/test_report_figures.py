"""The page on reported figures is walked: its commands run, its form is filled as it says, its mistakes are found."""

from __future__ import annotations

import csv
import io
import re
import shlex
from pathlib import Path

from click.testing import CliRunner
from openpyxl import load_workbook

from qingshan.cli import root

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "howto" / "report-figures.md").read_text()


def block(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def run(command):
    done = CliRunner().invoke(root, shlex.split(command)[1:], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_page_can_be_followed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write, take, show = block("console")
    run(write)
    book = load_workbook("form.xlsx")
    for row in csv.DictReader(io.StringIO(block("csv file=typed.csv")[0])):
        typed = row["typed"]
        book["填报"][row["cell"]] = int(typed) if typed.isdigit() else typed
    book.save("form.xlsx")
    printed = run(take)
    mistakes = block("text")[0].splitlines()
    assert [line for line in mistakes if line in printed] == mistakes
    assert printed.count("OBS0") == len(mistakes)
    assert "3120/3250" in run(show)
