"""Wrong input on the command line: a stable code, the place, the way out, exit status 1; wrong usage is 2."""

from __future__ import annotations

import gzip
import json
import sys

import pytest

from qingshan.cli import main
from qingshan.observations.store.lake import Lake


@pytest.fixture
def call(monkeypatch, capsys):
    """Run ``qingshan`` with arguments; gives exit status, stdout, stderr."""

    def called(*arguments):
        monkeypatch.setattr(sys, "argv", ["qingshan", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return stopped.value.code or 0, out, err

    return called


@pytest.fixture
def lake(tmp_path):
    return Lake.create(tmp_path / "lake").path


def scanned_pdf(path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(path)


def _cases(folder, lake):
    empty, pdf, doc = folder / "empty.txt", folder / "scan.pdf", folder / "old.doc"
    empty.write_text("")
    scanned_pdf(pdf)
    doc.write_bytes(b"\xd0\xcf\x11\xe0")
    undated = folder / "undated.txt"
    undated.write_text("工作要点\n一、主要目标\n全市细颗粒物年均浓度控制在30微克/立方米以内。\n")
    wrong = folder / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    no_rows = folder / "nothing.csv"
    no_rows.write_text("")
    cut = folder / "cut.csv.gz"
    cut.write_bytes(gzip.compress(b"date,hour,type,1001A\n" + b"20230101,1,PM2.5,3\n" * 500)[:60])
    old = folder / "old.txt"
    old.write_text("2010年工作要点\n一、主要目标\n全市细颗粒物年均浓度控制在30微克/立方米以内。\n")
    judged = ["evaluate", "--lake", lake, "--plan"]
    return {
        "an empty document": (["plan", "compile", empty], "PLN"),
        "a scanned pdf": (["plan", "compile", pdf], "PLN"),
        "an old word file": (["plan", "compile", doc], "PLN"),
        "a plan without a year": ([*judged, undated, "--as-of", "2021-07-31"], "EVA005"),
        "a csv with other columns": (["observe", "import", "cnemc-sites", wrong, "--lake", lake], "OBS"),
        "an empty csv": (["observe", "import", "cnemc-sites", no_rows, "--lake", lake], "OBS"),
        "a truncated gz": (["observe", "import", "cnemc-sites", cut, "--lake", lake], "OBS"),
        "an unknown source": (["observe", "import", "nowhere", wrong, "--lake", lake], "OBS"),
        "a folder that is no lake": (["evaluate", "--lake", folder, "--plan", old, "--as-of", "2021-07-31"], "OBS001"),
        "an unknown edition": (["calc", "aqi-day", "pm25=35", "--edition", "hj633:1999"], "STD001"),
        "a day before any edition": (["calc", "aqi-day", "pm25=35", "--on", "1990-01-01"], "STD003"),
        "an unknown rule": (["calc", "astrology", "x=1"], "STD010"),
        "an unknown result": (["explain", "R0", "--lake", lake], "EVA004"),
    }


def test_wrong_input_gives_a_coded_problem_with_a_way_out(call, tmp_path, lake):
    for name, (arguments, code) in _cases(tmp_path, lake).items():
        status, out, err = call(*arguments)
        assert (name, status) == (name, 1)
        assert out == "", name
        assert err.startswith(code), f"{name}: {err}"
        assert "-->" in err, name
        assert "办法: " in err, name


def test_problems_speak_english_when_asked(call, tmp_path, monkeypatch):
    monkeypatch.setenv("QINGSHAN_LANG", "zh")
    status, _, err = call("--lang", "en", "calc", "aqi-day", "pm25=35", "--edition", "hj633:1999")
    assert status == 1
    assert "what to do: " in err


@pytest.mark.parametrize("arguments", [["evaluate"], ["plan", "compile"], ["nonsense"], ["calc", "aqi-day", "pm25"]])
def test_wrong_usage_is_status_two(call, arguments):
    assert call(*arguments)[0] == 2


def test_the_doctor_runs_every_case_and_story_and_finds_none_wrong(call):
    status, out, _ = call("doctor", "--format", "json")
    said = json.loads(out)
    assert status == 0
    assert said["wrong"] == []
    assert set(said["counts"]) == {"standards", "indicators", "rule_kinds", "schemes", "stories"}
    assert all(count > 20 for count in said["counts"].values())
    assert said["cases"] == sum(said["counts"].values()) > 700


WRONG_CASE = "- {name: off by one, rule: aqi-day, edition: 'hj633:2012', inputs: {pm25: '75'}, expect: {aqi: '101'}"
WRONG = {
    "standards/catalog/hj633/2012.cases.yaml": WRONG_CASE + ", source: none}\n",
    "evaluation/scoring/schemes/own.cases.yaml": (
        "- {name: off by one, scheme: older_city, source: none, inputs: {}, items: {air_days: '7'}}\n"
    ),
    "evaluation/scoring/kinds/own.cases.yaml": (
        "- {name: off by one, source: none, full: '5', rules: [{kind: count_deduction, value: n, per: '1'}], "
        "values: {n: '1'}, got: '5'}\n"
    ),
    "ledgers/catalog/mines.stories.yaml": """
people: {甲: {unit: 自然资源局, roles: [keeper]}}
stories:
- {name: off by one, kind: wrong_role, ends: closed, steps: [{on: 2021-01-01, by: 甲, do: open, refused: LED999}]}
""",
}


def test_the_doctor_says_which_cases_are_wrong(call, tmp_path, monkeypatch):
    for name, text in WRONG.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(tmp_path))
    status, out, _ = call("doctor", "--format", "json")
    wrong = json.loads(out)["wrong"]
    assert status == 1
    assert [line.split()[0] for line in wrong] == ["aqi-day", "count_deduction", "older_city", "mines:"]
    assert all("off by one" in line for line in wrong)
