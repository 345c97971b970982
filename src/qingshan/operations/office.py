"""Opening an office: which database, whether it is one of ours, and making a new one."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from qingshan.operations import problems
from qingshan.operations.log import chain
from qingshan.operations.settings import configure


def open_office(place: str) -> None:
    """Speak to an office that is there. OPS001 when it is none, OPS002 when its tables are not of this version."""
    if "://" not in place and not Path(place).is_file():
        raise problems.NO_OFFICE.at(place, "")
    configure(place)
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise problems.NO_OFFICE.at(place, error) from error
    if not executor.loader.applied_migrations:
        raise problems.NO_OFFICE.at(place, "")
    if missing:
        raise problems.OLD_OFFICE.at(place, " ".join(str(one) for one, _ in missing))


def make_office(place: str) -> None:
    """Make the tables of an office, or bring those of an older version up to this one; nothing is lost."""
    configure(place)
    call_command("migrate", verbosity=0)
    chain.begin()
