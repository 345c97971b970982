"""Back up, delete everything, restore: the same answers. What is not whole or not wanted changes nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import sys
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from qingshan.cli import main
from qingshan.kernel.problems import Problem
from qingshan.observations.store.lake import Lake, connect
from qingshan.operations.action import perform
from qingshan.operations.alone import alone
from qingshan.operations.backup import database
from qingshan.operations.backup.archive import MANIFEST
from qingshan.operations.backup.back_up import back_up
from qingshan.operations.backup.restore import restore
from qingshan.operations.evidence import files
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import entries
from qingshan.operations.log.chain import anchor
from qingshan.operations.log.models import Record
from qingshan.operations.log.verify import verify
from qingshan.operations.office import open_office
from qingshan.operations.statements import update
from tests.evaluation.small_lake import append, days, make
from tests.operations.conftest import POSTGRES, acted, call, opened

ON_SQLITE, ON_POSTGRES = (pytest.mark.parametrize("place", [one], indirect=True) for one in ("sqlite", POSTGRES))
SHA = 64


@pytest.fixture
def lake(tmp_path):
    """A lake of two commits, merged, so that its log speaks of files that no longer count."""
    made = make(tmp_path / "lake", days("s1", date(2021, 1, 1), 3), [("s1", "甲区")])
    append(made, days("s1", date(2021, 1, 4), 2))
    assert made.compact("readings")
    return made.path


@pytest.fixture
def busy(office, tmp_path):
    """An office with an entry that moved, on evidence."""
    proof = tmp_path / "验收.txt"
    proof.write_text("验收合格")
    said = {"key": "验-1", "kind": "photo", "title": "验收", "dated": "2021-02-01"}
    perform("evidence.add", {**said, "file": str(proof)}, call())
    opened()
    acted("note", area_mu="3")
    return office


@pytest.fixture
def saved(busy, lake, tmp_path):
    path = tmp_path / "backup.zip"
    back_up(busy, lake, path)
    return path


def answers(lake):
    """What the office and the lake say."""
    with connect() as engine:
        readings = sorted(Lake.open(lake).relation(engine, "readings").fetchall())
    return [entry.as_json() for entry in entries(date(2021, 12, 31))], str(anchor()), readings


def wipe(office, lake):
    """Everything is gone: database, evidence, lake."""
    kept = files.folder()
    if connection.vendor == "sqlite":
        connection.close()
        for path in Path(office).parent.glob(f"{Path(office).name}*"):
            path.unlink()
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    shutil.rmtree(kept)
    shutil.rmtree(lake)


def code_of(run, *given, **more):
    with pytest.raises(Problem) as problem:
        run(*given, **more)
    return problem.value.code.key


def tree(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_backed_up_deleted_and_restored_everything_answers_as_before(busy, lake, saved):
    before = answers(lake)
    wipe(busy, lake)
    restore(saved, busy, lake)
    open_office(busy)
    assert answers(lake) == before
    assert not any(one.faults for one in verify())
    acted("note", area_mu="4")
    assert not any(one.faults for one in verify()), "work goes on where it stopped"


def test_what_was_done_after_the_backup_is_not_in_it(busy, lake, saved):
    acted("note", area_mu="9")
    append(Lake.open(lake), days("s1", date(2021, 1, 6), 1))
    after = answers(lake)
    restore(saved, busy, lake, overwrite=True)
    open_office(busy)
    assert answers(lake) != after
    assert EntryNow.objects.get(key="ponds/p1").version == 2


def test_the_lake_is_that_of_its_newest_version_without_files_that_no_longer_count(lake, saved):
    with zipfile.ZipFile(saved) as opened_:
        packed = {name for name in opened_.namelist() if name.startswith("lake/readings") and name.endswith("parquet")}
    assert packed == {f"lake/{Path(path).relative_to(lake).as_posix()}" for path in Lake.open(lake).files("readings")}
    assert len(packed) < len(list((lake / "readings").rglob("*.parquet")))


def test_only_its_owner_reads_a_backup_and_it_is_not_written_twice(busy, lake, saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert code_of(back_up, busy, lake, saved) == "OPS062"
    assert code_of(back_up, busy, lake, saved.parent / "no" / "folder.zip") == "OPS066"
    assert not [path for path in saved.parent.iterdir() if path.name.startswith(".")]


@ON_SQLITE
def test_nothing_is_overwritten_unless_told_and_then_set_aside(busy, lake, saved):
    connection.close()
    assert code_of(restore, saved, busy, lake) == "OPS062"
    shutil.rmtree(files.folder())
    assert code_of(restore, saved, busy, lake) == "OPS062"
    shutil.rmtree(lake)
    before = Path(busy).read_bytes()
    assert code_of(restore, saved, busy, lake) == "OPS062"
    wal = Path(f"{busy}-wal")
    wal.write_bytes(b"of the office before")
    restore(saved, busy, lake, overwrite=True)
    assert not wal.exists(), "a log left behind would be replayed into another office"
    aside = {path.name.partition(".before-")[0]: path for path in Path(busy).parent.glob("*.before-*")}
    assert aside.keys() == {"office.sqlite3", "office.sqlite3-wal"}
    assert aside["office.sqlite3"].read_bytes() == before


def changed(saved, tmp_path, change):
    """The same archive with some members changed."""
    other = tmp_path / "changed.zip"
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            for new, content in change(name, source.read(name)):
                target.writestr(new, content)
    return other


def flipped(name, content):
    return [(name, content[:-1] + bytes([content[-1] ^ 1]) if name.startswith("evidence/") else content)]


def lacking(name, content):
    return [] if name.startswith("evidence/") else [(name, content)]


def longer(name, content):
    return [(name, content + bytes(1000) if name.startswith("evidence/") else content)]


def leading_out(name, content):
    return [(name, content.replace(b'"evidence/', b'"../evidence/') if name == MANIFEST else content)]


def of_tomorrow(name, content):
    return [(name, json.dumps({**json.loads(content), "format": 99}).encode() if name == MANIFEST else content)]


@ON_SQLITE
@pytest.mark.parametrize("change", [flipped, lacking, longer, leading_out, of_tomorrow])
def test_what_is_not_whole_is_refused_and_nothing_is_changed(busy, lake, saved, tmp_path, change):
    other = changed(saved, tmp_path, change)
    wipe(busy, lake)
    before = tree(tmp_path)
    assert code_of(restore, other, busy, lake) == "OPS061"
    assert set(tree(tmp_path)) - set(before) <= {"office.sqlite3.lock"}


@ON_SQLITE
def test_a_file_that_is_no_backup_and_one_of_other_tables_are_refused(busy, lake, saved, tmp_path):
    assert code_of(restore, tmp_path / "nothing.zip", busy, lake) == "OPS061"
    assert code_of(restore, tmp_path / "验收.txt", busy, lake) == "OPS061"

    def older(name, content):
        return [(name, content.replace(b'"log.0001_initial",', b"") if name == MANIFEST else content)]

    assert code_of(restore, changed(saved, tmp_path, older), busy, lake, overwrite=True) == "OPS064"


@ON_SQLITE
def test_a_backup_of_one_kind_of_database_does_not_go_into_another(saved, lake):
    assert code_of(restore, saved, "postgresql://office@127.0.0.1:1/q", lake) == "OPS063"


@ON_SQLITE
def test_an_office_that_is_served_is_not_restored_and_not_served_twice(busy, lake, saved):
    with alone(busy):
        assert code_of(restore, saved, busy, lake, overwrite=True) == "OPS065"
    restore(saved, busy, lake, overwrite=True)


@ON_SQLITE
def test_a_damaged_database_is_not_backed_up(busy, lake, tmp_path):
    connection.close()
    whole = Path(busy).read_bytes()
    page = whole.index("东湖塘".encode(), 8192) // 4096 * 4096
    Path(busy).write_bytes(whole[: page + 8] + bytes(64) + whole[page + 72 :])
    assert code_of(back_up, busy, lake, tmp_path / "damaged.zip") == "OPS060"
    assert not (tmp_path / "damaged.zip").exists()


@ON_SQLITE
def test_who_is_signed_in_is_no_part_of_a_backup(busy, lake, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS django_session (session_key, session_data, expire_date)")
        cursor.execute("INSERT INTO django_session VALUES ('k', 'd', '2099-01-01')")
    back_up(busy, None, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        (tmp_path / "copy").write_bytes(archive.read("database/office.sqlite3"))
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        assert copy.execute("SELECT count(*) FROM django_session").fetchone() == (0,)


@ON_POSTGRES
def test_without_its_programs_postgresql_is_neither_backed_up_nor_restored(busy, lake, saved, tmp_path, monkeypatch):
    monkeypatch.setattr(database.shutil, "which", lambda _: None)
    assert code_of(back_up, busy, lake, tmp_path / "other.zip") == "OPS060"
    assert code_of(restore, saved, busy, lake, overwrite=True) == "OPS060"
    assert EntryNow.objects.get(key="ponds/p1").version == 2


@ON_POSTGRES
def test_what_a_database_holds_is_replaced_only_when_told(busy, lake, saved):
    assert code_of(restore, saved, busy, lake) == "OPS062"
    shutil.rmtree(files.folder())
    shutil.rmtree(lake)
    assert code_of(restore, saved, busy, lake) == "OPS062"
    restore(saved, busy, lake, overwrite=True)
    open_office(busy)
    assert not any(one.faults for one in verify())


def run(monkeypatch, capsys, *words):
    monkeypatch.setattr(sys, "argv", ["qingshan", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        main()
    out, err = capsys.readouterr()
    return stopped.value.code or 0, out, err


@ON_SQLITE
def test_on_the_command_line(busy, lake, tmp_path, monkeypatch, capsys):
    path, office = tmp_path / "b.zip", tmp_path / "elsewhere" / "office.sqlite3"
    assert run(monkeypatch, capsys, "backup", "-o", path, "--office", busy)[0] == 2
    status, out, _ = run(
        monkeypatch, capsys, "backup", "-o", path, "--office", busy, "--lake", lake, "--format", "json"
    )
    said = json.loads(out)
    assert (status, said["has_lake"], said["lacking"]) == (0, True, [])
    where = ("--office", office, "--lake", office.parent / "lake")
    assert run(monkeypatch, capsys, "restore", path, "--office", office)[0] == 2
    status, out, err = run(monkeypatch, capsys, "restore", path, *where)
    assert (status, said["anchor"] in out) == (0, True), err
    assert run(monkeypatch, capsys, "restore", path, *where)[2][:6] == "OPS062"
    wrong = f"{said['anchor'].partition(':')[0]}:{'0' * SHA}"
    status, out, _ = run(monkeypatch, capsys, "restore", path, *where, "--overwrite", "--anchor", wrong)
    assert (status, "哈希与锚点不符" in out) == (1, True)


@ON_SQLITE
def test_a_log_tampered_with_before_is_told_after_restoring(busy, lake, tmp_path, monkeypatch, capsys):
    assert update(Record, {"number": 2}, {"reason": "一切正常"})
    back_up(busy, None, tmp_path / "b.zip")
    status, out, _ = run(monkeypatch, capsys, "restore", tmp_path / "b.zip", "--office", busy, "--overwrite")
    assert (status, "列 reason" in out) == (1, True)


@ON_SQLITE
def test_evidence_that_is_gone_is_told_and_the_rest_is_saved(busy, tmp_path, monkeypatch, capsys):
    connection.close()
    shutil.rmtree(files.folder())
    status, _, err = run(monkeypatch, capsys, "backup", "-o", tmp_path / "b.zip", "--office", busy, "--no-lake")
    assert (status, "验-1" in err) == (1, True)
    assert (tmp_path / "b.zip").is_file()
