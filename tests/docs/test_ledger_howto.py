"""docs/howto/add-a-ledger.md is followed to the letter: a declaration and its stories are enough."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qingshan.kernel import registry
from qingshan.ledgers import definitions, stories
from qingshan.ledgers.holidays import CHINA

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "add-a-ledger.md"
BLOCK = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_a_ledger_takes_one_declaration_and_its_stories(tmp_path, monkeypatch):
    assert "dust_sites" not in definitions.ledgers()
    for name, text in BLOCK.findall(PAGE.read_text()):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setenv(registry.SETTING, str(tmp_path))
    made = definitions.ledger("dust_sites")
    assert made.columns["site"] == ("工地名称", "工地")
    assert made.public_columns[:2] == ("site", "problem")
    own = [one for one in stories.load() if one.ledger == "dust_sites"]
    assert [stories.run(one, CHINA)[0].state for one in own] == [one.story.ends for one in own]
    assert len(own) == 2


@pytest.mark.parametrize("cycle", sorted(path.stem for path in registry.files(definitions.LIFE_CYCLES, ".yaml")))
def test_every_life_cycle_is_on_the_page_with_its_parts(cycle):
    (row,) = [line for line in PAGE.read_text().splitlines() if line.startswith(f"| `{cycle}`")]
    (path,) = registry.files(definitions.LIFE_CYCLES, f"{cycle}.yaml")
    parts = {part for one in definitions.read(path)["actions"].values() for part in one["roles"]}
    assert parts == set(row.split("|")[3].strip().split(", "))
