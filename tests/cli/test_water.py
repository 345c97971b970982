"""The water desk of the command line: tables for people, one JSON document for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.evaluation.small_water import THIRD_OF_ALL, instant, make, month, months, section

from qingshan.cli import root
from qingshan.kernel.problems import Problem

CSV = (
    "省份,流域,断面名称,监测时间,水质类别,水温,pH,溶解氧,高锰酸盐指数,氨氮,总磷,站点情况\n"
    "省,江,湖,04-01 08:00,Ⅲ,20.0,7.00,8.00,2.00,0.1,0.05,正常\n"
    "省,江,湖,04-01 12:00,Ⅱ,20.0,7.00,8.00,2.00,0.1,0.05,正常\n"
)


@pytest.fixture
def lake(tmp_path):
    five = [section(name, river="白河") for name in "戊己庚辛壬"]
    register = [
        section("甲", river="青河", target_class="Ⅱ", source_of_drinking_water=True),
        section("乙", river="青河"),
        section("湖", body="lake", body_verification="inferred"),
        *five,
    ]
    samples = [
        *month("甲", "2021-01", nh3n="1.5", fe="0.4"),
        *instant("甲", "2021-02-01T08:00", nh3n="0.2"),
        *month("湖", "2021-01", tn="1.2", chl="10"),
        *months("戊己庚辛壬"),
    ]
    return make(tmp_path / "lake", register, samples).path


def run(*arguments, lang="en"):
    done = CliRunner().invoke(root, ["--lang", lang, *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def water(verb, lake, *options, lang="en"):
    return run("water", verb, "--lake", lake, "--period", "2021", *options, lang=lang)


def test_sections_are_listed_with_status_target_and_multiples(lake):
    shown = water("sections", lake, lang="zh")
    assert "氨氮" not in water("sections", lake, "--basis", "realtime", lang="zh")
    for text in ("乙", "没有数据", "湖库（推断）", "2 个月"):
        assert text in shown
    own = json.loads(water("sections", lake, "--multiple-base", "target", "--format", "json"))
    rows = {row["name"]: row for row in own["sections"]}
    assert rows["甲"]["main"] == [{"item": "nh3n", "multiple": "0.7"}]
    assert rows["甲"]["complies"] is False


def test_rivers_say_what_five_sections_need(lake):
    shown = water("rivers", lake)
    assert "exactly five sections, by shares only unverified, with --five-by-share: 白河" in shown
    assert "sections whose basin the register does not name" in shown
    asked = water("rivers", lake, "--five-by-share", "--against", "2020")
    assert "exactly five" not in asked
    (marked,) = [line for line in asked.splitlines() if "unverified parameters" in line]
    assert "surface_water:2011 shares_from_sections" in marked
    assert "by status —; by share — (—)" in asked


def test_lakes_say_what_the_index_does_without(lake):
    assert "缺 透明度，其余权重归一" in water("lakes", lake, lang="zh")


def test_ranking_shows_the_partial_sum_of_what_lacks_items(lake):
    shown = water("rank", lake, "--against", "2020")
    assert "lacking; rest " in shown
    assert json.loads(water("rank", lake, "--format", "json"))["areas"][0]["rank"] is None


def test_a_ranked_area_shows_rank_and_index(tmp_path):
    lake = make(tmp_path / "lake", [section("甲")], month("甲", "2021-01", **THIRD_OF_ALL)).path
    assert "20.0000" in water("rank", lake)


def test_sources_show_what_fails_and_the_rate(lake):
    shown = water("sources", lake, lang="zh")
    for text in ("氨氮、铁", "不达标", "2021-12", "达标 1/2 次，达标率（个数）50.0 %；达标率（水量）未填报"):
        assert text in shown


def test_an_area_without_sections_is_said_so(lake):
    for verb in ("sections", "rivers", "lakes", "rank", "sources"):
        assert "the register has no such section" in water(verb, lake, "--area", "别处")


def test_a_period_that_is_none_is_wrong_usage(lake):
    done = CliRunner().invoke(root, ["water", "rank", "--lake", str(lake), "--period", "2021-13"])
    assert done.exit_code == 2


def test_an_assessment_within_a_month_is_a_coded_problem(lake):
    with pytest.raises(Problem) as caught:
        run("water", "sections", "--lake", lake, "--period", "2021-01-02")
    assert caught.value.code.key == "EVA010"


def test_published_classes_are_verified_with_a_lakes_register(lake, tmp_path):
    path = Path(tmp_path / "hours.csv")
    path.write_text(CSV, encoding="utf-8")
    command = ("observe", "verify", "cnemc-water-hourly", path, "--year", "2021")
    shown = run(*command, "--lake", lake)
    assert "agree: 50.00 %" in shown
    assert "省/湖 2021-04-01T12:00:00 Ⅱ → Ⅲ" in shown
    assert "kind of water inferred" in shown
    found = json.loads(run(*command, "--format", "json"))
    assert (found["share"], [miss["published"] for miss in found["misses"]]) == ("50.00", ["Ⅲ"])
