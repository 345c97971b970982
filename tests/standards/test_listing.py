from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.standards.book import book
from qingshan.standards.compare import changes


def run(*arguments, language="zh"):
    result = CliRunner().invoke(root, ["--lang", language, "standards", *arguments], catch_exceptions=False)
    return result.output


@pytest.fixture(autouse=True)
def _language(monkeypatch):
    monkeypatch.setenv("QINGSHAN_LANG", "zh")


def test_all_editions_are_listed():
    listed = run("list")
    for family in book().families():
        assert [edition.key for edition in book().editions(family) if edition.key not in listed] == []


def test_the_list_ends_with_how_far_all_parameters_were_checked():
    found = json.loads(run("list", "--format", "json"))
    counts = found["verification"]
    assert list(counts) == ["standard", "copy", "fitted", "unverified"]
    assert [edition["key"] for edition in found["editions"]] == [
        edition.key for family in book().families() for edition in book().editions(family)
    ]
    for state, number in counts.items():
        assert number == sum(edition["verification"][state] for edition in found["editions"])
    ranking = next(edition for edition in found["editions"] if edition["key"] == "ranking:2018")
    assert ranking["verification"] == {"standard": 0, "copy": 4, "fitted": 3, "unverified": 1}, "phases count too"
    last = run("list").splitlines()[-1]
    assert f"{sum(counts.values())} 个参数" in last
    assert f"未核实 {counts['unverified']}" in last
    assert f"unverified {counts['unverified']}" in run("list", language="en").splitlines()[-1]


def test_what_is_in_force_is_shown_with_its_phase():
    shown = run("inforce", "--on", "2031-01-01")
    assert "gb3095:2026" in shown
    assert "最终浓度限值" in shown
    assert "gb3095:2012" not in shown


def test_a_family_without_an_edition_yet_is_said_and_not_left_out():
    shown = run("inforce", "--on", "2014-01-01")
    assert "hj663:2013" in shown
    assert "尚无任何版本生效" in shown


def test_an_edition_is_shown_with_clause_and_verification():
    shown = run("show", "hj633:2026")
    assert "5.3.1" in shown
    assert "已核对标准原文" in shown
    assert "TSP、苯并[a]芘" in run("show", "gb3095:2012")


def test_only_what_changed_is_shown_between_two_editions():
    shown = run("diff", "hj633:2012", "hj633:2026")
    assert "pm25_day 100" in shown
    assert "so2_day" not in shown.replace("so2_24h, so2_day", "")
    assert "表1 (已核对标准原文)" in shown
    assert "表3 (已核对标准原文)" in shown


def test_phases_of_one_edition_can_be_compared():
    before, after = (book().edition("gb3095:2026").on(day) for day in (date(2026, 3, 1), date(2031, 1, 1)))
    found = {(change.key, change.entry): (change.before, change.after) for change in changes(before, after)}
    assert found["limit_year_level2", "pm25"] == ("30", "25")
    assert ("limit_year_level2", "co") not in found
    assert "最终浓度限值" in run("diff", "gb3095:2026", "gb3095:2026@2031-01-01")


def test_an_edition_does_not_differ_from_itself():
    assert "两者数值相同" in run("diff", "hj633:2012", "hj633:2012")
    assert "no value differs" in run("diff", "hj633:2012", "hj633:2012", language="en")


def test_a_day_that_is_none_is_wrong_usage():
    result = CliRunner().invoke(root, ["standards", "show", "hj633:2012@soon"])
    assert result.exit_code == 2
