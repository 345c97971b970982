"""``qingshan evaluate`` writes to a file what it would print."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.evaluation.small_lake import NEW_YEAR, days, make

from qingshan.cli import root

PLAN = "云山市2021年工作要点\n一、主要目标\n全市细颗粒物(PM2.5)年均浓度控制在34微克/立方米以内。\n"


@pytest.mark.parametrize("style", ["table", "json", "html"])
def test_a_file_holds_the_evaluation_in_each_format(tmp_path, style):
    make(tmp_path / "lake", days("a", NEW_YEAR, 2, pm25=30), [("a", "云山市")])
    (tmp_path / "plan.txt").write_text(PLAN)
    out = tmp_path / "out"
    told = ["--plan", tmp_path / "plan.txt", "--lake", tmp_path / "lake", "--as-of", "2021-01-02", "-o", out]
    done = CliRunner().invoke(root, ["evaluate", *map(str, told), "--format", style])
    assert (done.exit_code, done.stdout) == (0, "")
    text = out.read_text()
    assert "air.pm25_mean" in text if style == "json" else "细颗粒物" in text
    if style == "json":
        assert [row["value"] for row in json.loads(text)["targets"]] == ["30"]
