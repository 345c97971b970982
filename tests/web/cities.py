"""The made-up city on the database that the desk is tested on: a file, or PostgreSQL where the setting says so."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from qingshan.web.desk import Desk

AS_OF = date(2021, 2, 10)
ON_POSTGRES = os.environ.get("QINGSHAN_TEST_DESK") == "postgres"
"""``make test`` runs the tests of the desk twice: as they are, and with QINGSHAN_TEST_DESK=postgres."""
about_the_file = pytest.mark.skipif(ON_POSTGRES, reason="about an office in a file")
SECRET = secrets.token_urlsafe(64)
_numbers = count(1)


@dataclass(frozen=True)
class City:
    """Where office and lake of the made-up city lie; ``folder`` takes what an office on a server has no place for."""

    office: Path | str
    lake: Path
    folder: Path

    def copied(self, folder):
        """The same city with an office of its own; the lake is shared and only read."""
        if ON_POSTGRES:
            return replace(self, office=_database(str(self.office), copied=True), folder=folder)
        office = folder / self.office.name
        shutil.copy(self.office, office)
        shutil.copy(f"{self.office}.secret", f"{office}.secret")
        return replace(self, office=office, folder=folder)

    def desk(self, **more):
        return Desk(str(self.office), self.lake, AS_OF, ("testserver",), **more)

    @property
    def environment(self):
        """What an office on a server is told by the environment."""
        said = {
            "EVIDENCE": self.folder / "office.evidence",
            "LOGS": self.folder / "office.logs",
            "SECRET_KEY": SECRET,
        }
        return {f"QINGSHAN_{name}": str(value) for name, value in said.items()} if ON_POSTGRES else {}

    def emptied(self):
        """Delete the office with all that lies beside it; an empty database stays."""
        connection.close()
        if ON_POSTGRES:
            _run(str(self.office), f"DROP DATABASE {_name(str(self.office))} WITH (FORCE)")
            _run(str(self.office), f"CREATE DATABASE {_name(str(self.office))}")
        for path in self.folder.glob("office.*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def gone(self):
        """Drop the database; a file goes with its folder."""
        if ON_POSTGRES:
            connection.close()
            _run(str(self.office), f"DROP DATABASE {_name(str(self.office))} WITH (FORCE)")


def new_city(folder, server):
    """A city without tables, in a folder or on a server."""
    office = _database(server, copied=False) if ON_POSTGRES else folder / "office.sqlite3"
    return City(office, folder / "lake", folder)


def _database(address: str, *, copied: bool) -> str:
    connection.close()
    name = f"desk_{os.getpid()}_{next(_numbers)}"
    _run(address, f"CREATE DATABASE {name}" + (f" TEMPLATE {_name(address)}" if copied else ""))
    return re.sub(r"/\w+\?", f"/{name}?", address)


def _name(address: str) -> str:
    return re.search(r"/(\w+)\?", address)[1]


def _run(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(re.sub(r"/\w+\?", "/postgres?", address), autocommit=True) as server:
        server.execute(statement)
