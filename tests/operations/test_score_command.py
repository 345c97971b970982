"""Scores kept, listed and compared from the command line."""

from __future__ import annotations

import re

import pytest

from tests.evaluation.small_lake import NEW_YEAR, days, make
from tests.operations.test_task_command import OFFICE, run, told  # noqa: F401 (the fixture)

WHO = (*OFFICE[:4], "--on", "2021-12-31")
KEEP = ("score", "keep", "department_duties", "--subject", "市住建局")


@pytest.fixture
def planned(run):  # noqa: F811 (the fixture)
    assert run("plan", "adopt", "plan.txt", *OFFICE)[0] == 0
    return run


def test_a_department_is_scored_by_the_office_through_the_year(planned):
    assert "score department_duties/市住建局/2021，第 1 版 open" in planned(*KEEP, "--as-of", "2021-08-31", *WHO)[1]
    assert planned(*KEEP, "--as-of", "2021-08-31", *WHO)[2].startswith("OPS050")
    assert planned(*KEEP, "--as-of", "2021-09-30", *WHO)[0] == 0
    asked = ("department_duties", "市住建局", "--period", "2021")
    found = told(planned, "score", "course", *asked)
    assert [(row["version"], row["as_of"], row["so_far"], row["decided"]) for row in found] == [
        (1, "2021-08-31", "50", "50"), (2, "2021-09-30", "47", "50"),
    ]  # fmt: skip
    (item,) = told(planned, "score", "compare", *asked[:2], "1", "2", *asked[2:])["items"]
    assert (item["item"], item["before"], item["after"], item["change"]) == ("milestones", "30", "27", "-3")
    last = told(planned, "score", "show-kept", *asked)
    assert (last["version"], last["as_of"], last["again"]) == (2, "2021-09-30", "same")
    assert "修管网" in last["items"][0]["lines"][0]["inputs"][0]["source"]
    (row,) = told(planned, "score", "list-kept", "department_duties", "--as-of", "2021-09-29")
    assert (row["subject"], row["version"], row["lost"]) == ("市住建局", 1, "0")


def test_the_tables_say_the_same(planned):
    for day in ("2021-08-31", "2021-09-30"):
        planned(*KEEP, "--as-of", day, *WHO)
    asked = ("department_duties", "市住建局")
    for command, words in (
        (("course", *asked), ("2021-08-31", "2021-09-30", "47", "尚不能计分")),
        (("list-kept", asked[0]), ("市住建局", "47")),
        (("compare", *asked, "1", "2"), ("按期完成", "30", "27", "-3", "tasks.overdue")),
        (("show-kept", *asked, "--version", "1"), ("已得50分", "重算一致")),
    ):
        status, out, err = planned("score", *command, "--period", "2021")
        assert status == 0, err
        said = re.sub(r"[\s│┃]", "", out)
        assert all(word in said for word in words), command


def test_a_file_stands_over_what_the_office_knows(planned, tmp_path):
    (tmp_path / "own.yaml").write_text(
        "inputs: {tasks.overdue: {value: '2', source: 市委督查室通报}}", encoding="utf-8"
    )
    assert planned(*KEEP, "--as-of", "2021-08-31", "--inputs", "own.yaml", *WHO)[0] == 0
    kept = told(planned, "score", "show-kept", "department_duties", "市住建局", "--period", "2021")
    assert kept["so_far"] == "44"
    assert kept["inputs"]["tasks.overdue"] == {"value": "2", "provenance": "市委督查室通报", "provisional": False}


def test_an_area_is_scored_by_the_plan_in_force(planned, tmp_path):
    make(tmp_path / "lake", days("a", NEW_YEAR, 365), [("a", "全市")])
    asked = ("score", "keep", "city_2018", "--lake", "lake", "--area", "全市", "--as-of", "2021-12-31")
    assert planned(*asked, *WHO)[0] == 0
    kept = told(planned, "score", "show-kept", "city_2018", "全市", "--period", "2021")
    assert (kept["so_far"], kept["decided"], kept["outside"]) == ("1", "1", "2021-12-31")


def test_refusals_are_coded(planned):
    for arguments, code in (
        (("keep", "no_such", "--subject", "市住建局", *WHO), "EVA301"),
        (("keep", "older_city", *WHO), "OPS008"),
        (("keep", "older_city", "--subject", "甲区", "--as", "联络员", "--unit", "市住建局"), "OPS006"),
        (("course", "older_city", "甲区"), "OPS013"),
        (("list-kept", "older_city", "--office", "nowhere.sqlite3"), "OPS001"),
    ):
        status, _, err = planned("score", *arguments)
        assert (status, err[:6]) == (1, code)
