"""The database as one file, while people go on working in it: SQLite by its online backup, PostgreSQL by pg_dump."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from qingshan.operations.backup import problems
from qingshan.operations.backup.archive import Manifest
from qingshan.operations.log.chain import Anchor, anchor
from qingshan.operations.log.models import Head
from qingshan.operations.settings import shown

NAMES = {"sqlite": "database/office.sqlite3", "postgresql": "database/office.dump"}
SESSIONS = "django_session"
"""Who is signed in is no part of a backup: everybody signs in again."""
DUMP, LOAD = "pg_dump", "pg_restore"
_ENVIRONMENT = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}


def dump(place: str, file: Path) -> Anchor:
    """Write the open office into a file as it stands at one moment; gives where its log ends there.

    OPS060 when the database is damaged, or when there is no pg_dump or it refuses.
    """
    return _from_sqlite(place, file) if connection.vendor == "sqlite" else _from_postgresql(place, file)


def load(place: str, file: Path) -> None:
    """Replace what the PostgreSQL database of the place holds, in one transaction. OPS060 when that fails."""
    words = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run(place, [LOAD, *words, "--dbname", str(connection.settings_dict["NAME"]), str(file)])


def applied() -> tuple[str, ...]:
    """The migrations of the open office."""
    return tuple(sorted(".".join(one) for one in MigrationRecorder(connection).applied_migrations()))


def check_tables(manifest: Manifest, path: Path) -> None:
    """OPS064 when the office in a backup has more or fewer migrations than this version has.

    Those of the desk's own tables are not asked for: an office can do without.
    """
    graph = MigrationLoader(None).graph
    own = {".".join(node) for node in graph.nodes}
    areas = {app for app, _ in graph.nodes}
    theirs = {one for one in manifest.migrations if one.partition(".")[0] in areas}
    if own != theirs:
        found = " ".join(sorted(own ^ theirs))
        raise problems.OTHER_TABLES.at(str(path), found, version=manifest.version)


def _from_sqlite(place: str, file: Path) -> Anchor:
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
        ((state,),) = copy.execute("PRAGMA quick_check(1)").fetchall()
        if state != "ok":
            raise problems.NOT_DUMPED.at(place, state, program=DUMP)
        if copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [SESSIONS]).fetchone():
            copy.execute(f"DELETE FROM {SESSIONS}")  # noqa: S608 (a name of ours)
        copy.commit()
        copy.execute("PRAGMA journal_mode=DELETE")
        table = Head._meta.db_table  # noqa: SLF001 (Django's own word)
        ((count, digest),) = copy.execute(f"SELECT count, hash FROM {table}").fetchall()  # noqa: S608 (as above)
    return Anchor(count, bytes(digest))


def _from_postgresql(place: str, file: Path) -> Anchor:
    """The dump and the anchor are of one snapshot."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            found = anchor()
            words = ["--format=custom", "--no-owner", "--no-privileges", f"--exclude-table-data={SESSIONS}"]
            _run(place, [DUMP, *words, f"--snapshot={snapshot}", "--file", str(file)])
        finally:
            cursor.execute("ROLLBACK")
    assert found is not None, "an office that opens has its anchor"
    return found


def _run(place: str, words: Sequence[str]) -> None:
    """The connection is told by the environment: others on the machine may read a command line."""
    program = shutil.which(words[0])
    if program is None:
        raise problems.NOT_DUMPED.at(shown(place), f"{words[0]}: —", program=words[0])
    ran = subprocess.run([program, *words[1:]], env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603 (words of ours)
    if ran.returncode:
        raise problems.NOT_DUMPED.at(shown(place), " ".join(ran.stderr.split()), program=words[0])


def _environment() -> dict[str, str]:
    said = connection.settings_dict
    named = {_ENVIRONMENT[name]: str(said[name]) for name in _ENVIRONMENT if said[name]}
    return {**os.environ, **named, **{f"PG{name.upper()}": str(value) for name, value in said["OPTIONS"].items()}}
