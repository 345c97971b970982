"""What only an address of PostgreSQL can get wrong; everything else the tests of the office show on both databases."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from qingshan.cli import main
from qingshan.kernel.problems import Problem
from qingshan.operations.office import make_office, open_office
from qingshan.operations.settings import configure, database, shown
from tests.operations.conftest import POSTGRES, WHERE_INSTALLED, opened
from tests.postgres_here import NAMED

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "use-postgresql.md"
OWN_SERVER = pytest.mark.skipif(bool(NAMED), reason="the named server has rules of its own")
ON_POSTGRES = pytest.mark.parametrize("place", [POSTGRES], indirect=True)


def problem_of(run, *given):
    with pytest.raises(Problem) as problem:
        run(*given)
    connection.close()
    return problem.value


def test_an_address_says_what_django_asks():
    said = database("postgresql://office:p%40ss@db.local:5433/qing%20shan?sslmode=require")
    assert (said["ENGINE"], said["NAME"], said["USER"], said["PASSWORD"], said["HOST"], said["PORT"]) == (
        "django.db.backends.postgresql", "qing shan", "office", "p@ss", "db.local", "5433",
    )  # fmt: skip
    assert said["OPTIONS"]["sslmode"] == "require"
    assert database("postgresql:///q?host=/run/postgresql")["OPTIONS"]["host"] == "/run/postgresql"


def test_an_address_is_shown_without_its_password():
    assert shown("postgresql://office:p%40ss@db.local:5433/q?sslmode=require") == "postgresql://office@db.local:5433/q"
    assert shown("postgresql://office:p@ss@db.local/q") == "postgresql://office@db.local/q"
    assert shown("postgresql:///q?host=/run/postgresql") == "postgresql:///q"
    assert shown("some/office.sqlite3") == "some/office.sqlite3"


@pytest.mark.parametrize("address", [
    "mysql://office:SECRET@host/q", "postgresql://office:SECRET@host", "postgresql://office:SECRET@host/",
    "postgresql://office:SECRET/x@host/q", "postgresql://office:1/SECRET@host/q", "postgresql://office:1/2?SECRET@host/q",
    "postgresql://office:1#SECRET@host/q", "postgresql://host:SECRET/q", "postgresql://[SECRET/q",
    "postgresql://host/q?password=SECRET", "postgresql://host/q?sslmod=SECRET", "postgresql://host/q#SECRET",
    "postgresql://host/q/SECRET",
])  # fmt: skip
def test_an_address_that_cannot_be_read_is_refused_and_not_repeated(address):
    said = problem_of(open_office, address)
    assert said.code.key == "OPS003"
    for language in ("zh", "en"):
        assert "SECRET" not in str(said.as_json(language))
    assert "SECRET" not in str(said)


@pytest.mark.parametrize("run", [open_office, make_office])
@pytest.mark.parametrize("address", [
    "postgresql://office:geheim@127.0.0.1:1/q", "postgresql://office:geheim@/q?host=/nowhere",
])  # fmt: skip
@WHERE_INSTALLED
@pytest.mark.postgres
def test_a_server_that_is_not_there_is_a_problem_of_the_place(run, address):
    said = problem_of(run, address)
    assert (said.code.key, said.where) == ("OPS001", shown(address))
    assert "connection" in said.found
    assert "\n" not in said.found
    assert "geheim" not in str(said.as_json())


@ON_POSTGRES
@OWN_SERVER
def test_a_wrong_password_is_told_without_either(place, monkeypatch, capsys):
    secret = urlsplit(place).password
    monkeypatch.setattr(sys, "argv", ["qingshan", "ledger", "list", "--office", place.replace(secret, "geheim")])
    with pytest.raises(SystemExit) as stopped:
        main()
    out, err = capsys.readouterr()
    assert (stopped.value.code, out, err[:6]) == (1, "", "OPS001")
    assert 'password authentication failed for user "office"' in err
    assert "geheim" not in err
    assert secret not in err


@ON_POSTGRES
def test_a_database_that_is_missing_or_holds_no_office_is_none(place):
    said = problem_of(open_office, with_name(place, "nowhere"))
    assert (said.code.key, "does not exist" in said.found) == ("OPS001", True)
    assert problem_of(open_office, place).code.key == "OPS001"


@ON_POSTGRES
@OWN_SERVER
def test_a_database_that_cannot_hold_chinese_is_refused(place):
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS ascii_only")
        cursor.execute("CREATE DATABASE ascii_only TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    said = problem_of(make_office, with_name(place, "ascii_only"))
    assert (said.code.key, said.found) == ("OPS058", "SQL_ASCII")
    configure(place)
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE ascii_only")


@ON_POSTGRES
def test_a_character_that_postgresql_cannot_hold_is_refused(office):
    said = problem_of(lambda: opened(name="东湖\0塘"))
    assert said.code.key == "OPS008"
    said = problem_of(lambda: opened(key="\0"))
    assert said.code.key == "OPS008"


def test_without_the_driver_it_is_said_what_to_install():
    code = """
import sys
sys.modules |= {"psycopg": None, "psycopg2": None}
sys.argv = ["qingshan", "ledger", "list", "--office", "postgresql://office:geheim@host/q"]
from qingshan.cli import main
main()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr[:6]) == (1, "OPS056")
    assert "geheim" not in ran.stderr


@ON_POSTGRES
@OWN_SERVER
def test_the_page_on_postgresql_is_followed_to_the_letter(place, monkeypatch, capsys):
    """All but the host, which is the socket of the tests' own server."""
    blocks = dict(re.findall(r"^```(\w+)\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL))
    with connection.cursor() as cursor:
        for statement in blocks["sql"].split(";")[:-1]:
            cursor.execute(statement)
    socket = urlsplit(place).query
    for line in blocks["console"].replace("db.intranet", "").replace("sslmode=require", socket).splitlines():
        command, *words = shlex.split(line)
        if command == "export":
            monkeypatch.setenv(*words[0].split("=", 1))
            continue
        monkeypatch.setattr(sys, "argv", [command, *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert not stopped.value.code, err
        assert "choose-one" not in out + err
    assert connection.settings_dict["NAME"] == "qingshan"
    configure(place)
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE qingshan")
        cursor.execute("DROP ROLE bureau")


def with_name(address, name):
    """The same server, another database."""
    return urlsplit(address)._replace(path=f"/{name}").geturl()
