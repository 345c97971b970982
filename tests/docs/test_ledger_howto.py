"""docs/howto/add-a-ledger.md is followed to the letter: a declaration and its stories are enough."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from qingshan.cli import main
from qingshan.evaluation.warnings.entries import dues
from qingshan.evaluation.xray.entries import item
from qingshan.kernel import registry
from qingshan.ledgers import definitions, stories
from qingshan.ledgers.holidays import CHINA
from qingshan.ledgers.page import page
from qingshan.operations.ledger.queries import entries
from qingshan.operations.office import open_office

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-a-ledger.md"
BLOCK = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def declared(tmp_path, monkeypatch):
    assert "dust_sites" not in definitions.ledgers()
    for name, text in BLOCK.findall(PAGE.read_text()):
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setenv(registry.SETTING, str(tmp_path / "own"))


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)

    def ran(*arguments):
        monkeypatch.setattr(sys, "argv", ["qingshan", "ledger", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert not stopped.value.code, err
        return out

    yield ran
    connection.close()


def test_a_ledger_takes_one_declaration_and_its_stories(declared):
    made = definitions.ledger("dust_sites")
    assert made.columns["site"] == ("工地名称", "工地")
    assert made.public_columns[:2] == ("site", "problem")
    own = [one for one in stories.load() if one.ledger == "dust_sites"]
    assert [stories.run(one, CHINA)[0].state for one in own] == [one.story.ends for one in own]
    assert len(own) == 2


def test_it_gets_commands_excel_warnings_xray_and_a_page_from_it(declared, run):
    keeper = ("--as", "陈登记", "--unit", "市污防办", "--on", "2025-03-03")
    for office in ("one.sqlite3", "other.sqlite3"):
        run("init", "--office", office, *keeper[:4])
        given = ("name=陈登记", "unit=市污防办", "roles=administrator,coordinator")
        run("perform", "people.enter", *given, "--office", office, *keeper[:4])
    fields = ("site=甲工地", "problem=裸土未覆盖", "due_on=2025-03-31", "due_manner=binding")
    run("open", "dust_sites", "1", *fields, "--office", "one.sqlite3", *keeper)
    run("export", "dust_sites", "-o", "dust.xlsx", "--office", "one.sqlite3")
    assert "登记 1 条" in run("import", "dust_sites", "dust.xlsx", "--office", "other.sqlite3", *keeper)
    (row,) = json.loads(run("due", "--office", "other.sqlite3", "--as-of", "2025-04-01", "--format", "json"))
    assert (row["ledger"], row["due_state"]) == ("dust_sites", "逾期")
    open_office("other.sqlite3")
    made, kept = definitions.ledger("dust_sites"), list(entries(date(2025, 4, 1), "dust_sites"))
    assert [one.state for one in dues(made, kept, date(2025, 4, 1), CHINA)] == ["overdue"]
    assert item(made, kept[0], (), {}).indicator == "air.pm10_mean"
    assert "## `dust_sites` 扬尘问题台账 · Problems of dust" in page()


def test_the_page_of_the_ledgers_is_current():
    assert (PAGE.parents[1] / "ledgers.md").read_text(encoding="utf-8") == page(), (
        "python -m qingshan.ledgers.page > docs/ledgers.md"
    )


@pytest.mark.parametrize("cycle", sorted(path.stem for path in registry.files(definitions.LIFE_CYCLES, ".yaml")))
def test_every_life_cycle_is_on_the_page_with_its_parts(cycle):
    (row,) = [line for line in PAGE.read_text().splitlines() if line.startswith(f"| `{cycle}`")]
    (path,) = registry.files(definitions.LIFE_CYCLES, f"{cycle}.yaml")
    parts = {part for one in definitions.read(path)["actions"].values() for part in one["roles"]}
    assert parts == set(row.split("|")[3].strip().split(", "))
