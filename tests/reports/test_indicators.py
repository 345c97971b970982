"""The page of the indicators is what the declarations say."""

from __future__ import annotations

from pathlib import Path

from qingshan.kernel import registry
from qingshan.reports.indicators import table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "indicators.md"
OWN = """
from qingshan.evaluation.reported import level
from qingshan.kernel.text import Text

INDICATOR = level("own.trees", Text("植树", "trees"), ("植树|株数",), "10⁴", Text("自订", "own"))
"""


def test_the_page_is_up_to_date(monkeypatch):
    monkeypatch.delenv(registry.SETTING, raising=False)
    assert PAGE.read_text(encoding="utf-8") == table(), "python -m qingshan.reports.indicators > docs/indicators.md"


def test_an_indicator_in_a_definition_folder_appears(tmp_path, monkeypatch):
    folder = tmp_path / "evaluation" / "indicators"
    folder.mkdir(parents=True)
    (folder / "trees.py").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv(registry.SETTING, str(tmp_path))
    (row,) = [line for line in table().splitlines() if "own.trees" in line]
    assert row.startswith("| `own.trees` | 植树 · trees | 10⁴ | reported | 自订 · own | 植树\\|株数 |")
    assert row.endswith("| 10⁴; stock, by year/half/quarter/month |")
