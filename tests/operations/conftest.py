"""An office for each test, with three people and one ledger of our own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection

from qingshan.ledgers.entry import Actor
from qingshan.operations.action import ADMINISTRATOR, Call, perform
from qingshan.operations.office import make_office
from qingshan.operations.settings import SETTING, configure
from tests.postgres_here import CI, MISSING, NAMED, server

DEFINITIONS = Path(__file__).parent / "definitions"
WHERE_INSTALLED = pytest.mark.skipif(bool(MISSING) and not CI, reason=f"suite postgres: {MISSING}")
POSTGRES = pytest.param("postgres", marks=[pytest.mark.postgres, WHERE_INSTALLED])
AT = datetime(2021, 3, 1, 4, tzinfo=UTC)
HEAD = Actor("王主任", "环委办", frozenset({ADMINISTRATOR}))
WORKER = Actor("张三", "城管局", frozenset({"rectifier"}))
CHECKER = Actor("李四", "生态环境局", frozenset({"verifier"}))


@pytest.fixture(autouse=True)
def our_ledger(monkeypatch):
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(DEFINITIONS))
    for setting in ("QINGSHAN_OFFICE", "QINGSHAN_DATABASE", "QINGSHAN_EVIDENCE"):
        monkeypatch.delenv(setting, raising=False)


@pytest.fixture(scope="session")
def postgres():
    """The address of a database of PostgreSQL that is the tests' own."""
    if NAMED:
        yield NAMED
        return
    with server() as address:
        yield address


@pytest.fixture(params=["sqlite", POSTGRES])
def place(request, tmp_path, monkeypatch):
    """Where a new office can be made: the path of a file, or the address of an empty database, which is the setting."""
    if request.param == "sqlite":
        yield str(tmp_path / "office.sqlite3")
    else:
        address = request.getfixturevalue("postgres")
        monkeypatch.setenv("QINGSHAN_EVIDENCE", str(tmp_path / "office.evidence"))
        monkeypatch.setenv(SETTING, address)
        configure(address)
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        yield address
    connection.close()


@pytest.fixture
def office(place):
    """The address of a new office."""
    make_office(place)
    perform("people.enter", {"name": HEAD.name, "unit": HEAD.unit, "roles": [ADMINISTRATOR]}, call(HEAD))
    for one in (WORKER, CHECKER):
        perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, call(HEAD))
    return place


def call(actor=WORKER, day=date(2021, 3, 1), reason="", document=""):
    return Call(actor, AT, day, reason, document)


def opened(key="p1", **fields):
    given = {"name": "东湖塘", "unit": "城管局", "finish": "2021-06-30", **fields}
    return perform("ledger.open", {"ledger": "ponds", "key": key, "fields": given}, call())


def acted(action, key="p1", actor=WORKER, day=date(2021, 3, 1), evidence=(), version=None, reason="", **given):
    asked = {"ledger": "ponds", "key": key, "action": action, "given": given, "evidence": list(evidence)}
    return perform("ledger.act", {**asked, "version": version}, call(actor, day, reason))
