"""The noun ``observe`` on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.kernel.problems import Problem

DAY = "date,hour,type,1001A,1002A\n20230120,1,SO2,7,x\n20230120,1,PM2.5,30,\n20230120,1,AQI,43,\n"


def run(*words):
    done = CliRunner().invoke(root, ["observe", *map(str, words)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def test_import_makes_the_lake_and_reconciles_in_json(bench, tmp_path):
    said = json.loads(run("import", "cnemc-sites", bench.file(DAY), "--lake", tmp_path / "new", "--format", "json"))
    assert (said["read"], said["kept"], said["refused"], said["missing"]) == (6, 3, 1, 2)
    assert said["files"][0]["reasons"] == {"number": 1}


def test_import_prints_what_became_of_the_values(bench):
    printed = run("import", "cnemc-sites", bench.file(DAY), "--lake", bench.lake.path)
    assert "1 × 不是数" in printed
    assert "refused" in printed


def test_a_problem_reaches_the_caller_of_the_command(bench, tmp_path):
    with pytest.raises(Problem) as caught:
        run("tables", "--lake", tmp_path)
    assert caught.value.code.key == "OBS001"


def test_lists_of_sources_tables_and_sites(bench):
    assert "cnemc-sites" in run("sources")
    assert {row["source"] for row in json.loads(run("sources", "--format", "json"))} >= {"cnemc-feed", "station-list"}
    bench.read("memberships", "site,area,role,since,until,source\n1A,某区,local,,,x\n")
    assert json.loads(run("sites", "某区", "--lake", bench.lake.path, "--on", "2021-01-01", "--format", "json")) == [
        {"site": "1A", "role": "local", "since": "", "until": "", "source": "x"}
    ]
    assert "没有点位" in run("sites", "别处", "--lake", bench.lake.path)
    rows = json.loads(run("tables", "--lake", bench.lake.path, "--format", "json"))
    assert {row["table"]: row["rows"] for row in rows}["memberships"] == 1


def test_the_year_of_a_water_file_is_an_option(bench):
    text = "省份,流域,断面名称,监测时间,水质类别,pH,站点情况\n某省,长江流域,甲桥,03-01 08:00,Ⅱ,7.5,正常\n"
    words = ["import", "cnemc-water-hourly", bench.file(text), "--lake", bench.lake.path, "--year", 2021]
    assert json.loads(run(*words, "--format", "json"))["stored"] == {"samples": 1, "published": 2}


def test_exclude_quality_compact_and_verify(bench):
    path = bench.file(DAY)
    run("import", "cnemc-sites", path, "--lake", bench.lake.path)
    hours = ["--from", "2023-01-20T01:00", "--to", "2023-01-20T05:00"]
    run(
        "exclude",
        "--lake",
        bench.lake.path,
        "--kind",
        "invalid",
        "--site",
        "1001A",
        *hours,
        "--reason",
        "校准",
        "--by",
        "李四",
    )
    assert bench.all_rows("exclusions", "site, kind, decided_by") == [("1001A", "invalid", "李四")]
    assert {row["check"] for row in json.loads(run("quality", "--lake", bench.lake.path, "--format", "json"))} >= {
        "range"
    }
    assert "readings" in run("compact", "--lake", bench.lake.path)
    assert json.loads(run("verify", "cnemc-sites", path, "--format", "json"))["index"] == {"agree": 1, "differ": 0}
    assert "小时 AQI" in run("verify", "cnemc-sites", path)
