"""An office for each test, with three people and one ledger of our own."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection

from qingshan.ledgers.entry import Actor
from qingshan.operations.action import ADMINISTRATOR, Call, perform
from qingshan.operations.office import make_office

DEFINITIONS = Path(__file__).parent / "definitions"
POSTGRES = os.environ.get("QINGSHAN_TEST_POSTGRES", "")
AT = datetime(2021, 3, 1, 4, tzinfo=UTC)
HEAD = Actor("王主任", "环委办", frozenset({ADMINISTRATOR}))
WORKER = Actor("张三", "城管局", frozenset({"rectifier"}))
CHECKER = Actor("李四", "生态环境局", frozenset({"verifier"}))


def pytest_terminal_summary(terminalreporter):
    if not POSTGRES:
        terminalreporter.write_line("suite postgres did not run: QINGSHAN_TEST_POSTGRES names no server")


@pytest.fixture(autouse=True)
def our_ledger(monkeypatch):
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(DEFINITIONS))
    for setting in ("QINGSHAN_OFFICE", "QINGSHAN_DATABASE", "QINGSHAN_EVIDENCE"):
        monkeypatch.delenv(setting, raising=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.enable_socket])])
def office(request, tmp_path, monkeypatch):
    """The address of a new office."""
    if request.param == "postgres":
        if not POSTGRES:
            pytest.skip("suite postgres did not run: QINGSHAN_TEST_POSTGRES names no server")
        monkeypatch.setenv("QINGSHAN_EVIDENCE", str(tmp_path / "evidence"))
    place = POSTGRES if request.param == "postgres" else str(tmp_path / "office.sqlite3")
    make_office(place)
    perform("people.enter", {"name": HEAD.name, "unit": HEAD.unit, "roles": [ADMINISTRATOR]}, call(HEAD))
    for one in (WORKER, CHECKER):
        perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, call(HEAD))
    yield place
    if request.param == "postgres":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    connection.close()


def call(actor=WORKER, day=date(2021, 3, 1), reason="", document=""):
    return Call(actor, AT, day, reason, document)


def opened(key="p1", **fields):
    given = {"name": "东湖塘", "unit": "城管局", "finish": "2021-06-30", **fields}
    return perform("ledger.open", {"ledger": "ponds", "key": key, "fields": given}, call())


def acted(action, key="p1", actor=WORKER, day=date(2021, 3, 1), evidence=(), version=None, reason="", **given):
    asked = {"ledger": "ponds", "key": key, "action": action, "given": given, "evidence": list(evidence)}
    return perform("ledger.act", {**asked, "version": version}, call(actor, day, reason))
