"""The noun ``ledger`` of the command line."""

from __future__ import annotations

import json
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection

from qingshan.cli import main

HEAD = ("--as", "王主任", "--unit", "环委办")
WORKER = ("--as", "张三", "--unit", "城管局", "--on", "2021-03-01")


@pytest.fixture
def run(monkeypatch, capsys, tmp_path, place):
    """Run ``qingshan ledger`` with arguments in an empty folder; gives exit status, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    secret = urlsplit(place).password

    def ran(*arguments):
        monkeypatch.setattr(sys, "argv", ["qingshan", "ledger", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert not secret or secret not in out + err
        return stopped.value.code or 0, out, err

    return ran


@pytest.fixture
def office(run):
    """An office with an administrator, a rectifier, and an entry at work."""
    assert run("init", *HEAD)[0] == 0
    assert run("perform", "people.enter", "name=张三", "unit=城管局", "roles=rectifier", *HEAD)[0] == 0
    assert (
        run("open", "ponds", "p1", "name=东湖塘", "unit=城管局", "finish=2021-06-30", "tags=城区,挂牌", *WORKER)[0] == 0
    )
    status, out, _ = run("act", "ponds", "p1", "start", *WORKER)
    assert (status, out) == (0, "第 4 号记录：ledger.act:start entry ponds/p1，第 2 版 work\n")


def told(run, *arguments):
    status, out, _ = run(*arguments, "--format", "json")
    assert status == 0
    return json.loads(out)


def test_entries_are_listed_as_of_a_day_with_what_is_due(run, office):
    (row,) = told(run, "list", "ponds", "--as-of", "2021-06-25")
    assert (row["key"], row["state"], row["due_state"], row["days_left"]) == ("p1", "整改中", "临近期限", 5)
    assert told(run, "list", "--as-of", "2021-02-01") == []
    assert told(run, "due", "--as-of", "2021-03-05") == []
    assert [row["due_state"] for row in told(run, "due", "--as-of", "2021-07-01")] == ["逾期"]
    assert "东湖塘" in run("show", "ponds", "p1")[1]
    assert [line["action"] for line in told(run, "show", "ponds", "p1")["history"]] == [
        "ledger.open",
        "ledger.act:start",
    ]


def test_verify_prints_its_passes_and_the_anchor_and_fails_on_tampering(run, office):
    status, out, _ = run("verify")
    assert status == 0
    anchor = out.rsplit("：", 1)[1].strip()
    assert anchor.startswith("4:")
    assert run("verify", "--anchor", anchor)[0] == 0
    assert run("verify", "--anchor", "nonsense")[0] == 2
    with connection.cursor() as cursor:
        cursor.execute("UPDATE log_record SET reason = '已批准' WHERE number = 3")
    status, out, _ = run("verify")
    assert status == 1
    assert "第 3 号 entry ponds/p1：列 reason 为 已批准" in out
    status, out, _ = run("verify", "--format", "json")
    assert status == 1
    assert [[fault["number"] for fault in one["faults"]] for one in json.loads(out)["passes"]] == [[], [3], []]


def test_verify_hashes_the_contents_of_evidence_when_asked(run, office, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"green again")
    given = ("key=E1", "kind=photo", "title=照片", "dated=2021-03-01", "file=photo.jpg")
    assert run("perform", "evidence.add", *given, *WORKER)[0] == 0
    assert run("verify", "--evidence")[0] == 0
    (kept,) = (path for path in (tmp_path / "office.evidence").rglob("*") if path.is_file())
    kept.write_bytes(b"black")
    assert run("verify")[0] == 0
    status, out, _ = run("verify", "--evidence")
    assert status == 1
    assert "evidence E1：内容缺失或与其哈希不符" in out


def test_a_ledger_goes_to_excel_and_back(run, office, tmp_path):
    assert run("export", "ponds", "-o", "out.xlsx", "--as-of", "2021-03-01")[0] == 0
    status, out, _ = run("import", "ponds", "out.xlsx", *WORKER)
    assert (status, out) == (0, "读取 1 行，登记 0 条，未变 1 条，问题 0 处\n")


def test_refusals_are_coded(run, office):
    for arguments, code in (
        (("act", "ponds", "p1", "close", *WORKER), "LED008"),
        (("act", "ponds", "p1", "note", "area_mu=2", "--version", "1", *WORKER), "OPS011"),
        (("act", "ponds", "p1", "start", "--as", "王五", "--unit", "城管局"), "OPS004"),
        (("act", "ponds", "p1", "start", "--role", "verifier", *WORKER), "OPS005"),
        (("list", "astrology"), "LED003"),
        (("list", "--office", "nowhere.sqlite3"), "OPS001"),
        (("perform", "ledger.shut", *WORKER), "OPS007"),
    ):
        status, _, err = run(*arguments)
        assert (status, err[:6]) == (1, code)
    assert run("open", "ponds", "p2", "nameless", *WORKER)[0] == 2
    assert run("init", "--as", "张三")[0] == 2
