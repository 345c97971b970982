"""Opening an office: which database, whether it is one of ours, and making a new one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from qingshan.operations import problems
from qingshan.operations.log import chain
from qingshan.operations.settings import configure, shown
from qingshan.operations.statements import in_one_line

UTF8 = "UTF8"


def open_office(place: str) -> None:
    """Speak to an office that is there. OPS001 when it is none, OPS002 when its tables are not of this version."""
    if "://" not in place and not Path(place).is_file():
        raise problems.NO_OFFICE.at(place, "")
    with _reaching(place):
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not executor.loader.applied_migrations:
        raise problems.NO_OFFICE.at(shown(place), "")
    if missing:
        raise problems.OLD_OFFICE.at(shown(place), " ".join(dict.fromkeys(one.app_label for one, _ in missing)))


def make_office(place: str) -> None:
    """Make the tables of an office, or bring those of an older version up to this one; nothing is lost.

    OPS001 when the database is not there or tables may not be made in it, OPS058 when it cannot hold Chinese.
    """
    with _reaching(place):
        if (found := _encoding()) != UTF8:
            raise problems.WRONG_ENCODING.at(shown(place), found)
        call_command("migrate", verbosity=0)
        chain.begin()


@contextmanager
def _reaching(place: str) -> Iterator[None]:
    """What the database itself refuses is a problem of the place, which is told without its password."""
    configure(place)
    try:
        yield
    except (DatabaseError, ImproperlyConfigured) as error:
        raise problems.NO_OFFICE.at(shown(place), in_one_line(error)) from error


def _encoding() -> str:
    if connection.vendor != "postgresql":
        return UTF8
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        return str(cursor.fetchone()[0])
