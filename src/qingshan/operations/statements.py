"""The few statements that every action runs, their text made once for each table.

Django's query compiler makes the same text anew each time, at five times the cost of running it; an office that keeps
a thousand actions a second cannot pay that. What the statements say is plain SQL that both databases read; names are
quoted and values prepared by Django.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection, models

_SNAPSHOT = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything inside as it stood at one moment, keeping no writer waiting. Nothing may be written inside."""
    with connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def in_one_line(error: Exception) -> str:
    """What a database says, without its line breaks."""
    return " ".join(str(error).split())


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, one or more, that all give the same columns. ``IntegrityError`` when a key is taken."""
    with connection.cursor() as cursor:
        cursor.executemany(_insert(model, tuple(rows[0])), [_prepared(model, row) for row in rows])


def update(model: type[models.Model], where: Mapping[str, Any], columns: Mapping[str, Any]) -> bool:
    """Update the row where columns have these values; False when there is none."""
    with connection.cursor() as cursor:
        values = [*_prepared(model, columns), *_prepared(model, where)]
        cursor.execute(_update(model, tuple(columns), tuple(where)), values)
        return bool(cursor.rowcount)


def select(model: type[models.Model], where: Mapping[str, Any], names: Sequence[str], lock: bool = False) -> Any:
    """The named columns of the one row where columns have these values; None when there is none.

    ``lock`` holds the row until the transaction ends (on SQLite the transaction itself holds the whole file).
    """
    with connection.cursor() as cursor:
        held = lock and connection.features.has_select_for_update
        cursor.execute(_select(model, tuple(names), tuple(where), held), _prepared(model, where))
        row = cursor.fetchone()
    return None if row is None else _converted(model, names, row)


@cache
def _select(model: type[models.Model], names: tuple[str, ...], where: tuple[str, ...], held: bool) -> str:
    columns, wanted = ", ".join(map(_quoted, names)), " AND ".join(f"{_quoted(name)} = %s" for name in where)
    end = " FOR UPDATE" if held else ""
    return f"SELECT {columns} FROM {_quoted(model._meta.db_table)} WHERE {wanted}{end}"  # noqa: S608, SLF001 (as below)


@cache
def _insert(model: type[models.Model], names: tuple[str, ...]) -> str:
    columns, places = ", ".join(map(_quoted, names)), ", ".join("%s" for _ in names)
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608, SLF001 (names are ours; Django's own word)


@cache
def _update(model: type[models.Model], names: tuple[str, ...], where: tuple[str, ...]) -> str:
    columns = ", ".join(f"{_quoted(name)} = %s" for name in names)
    wanted = " AND ".join(f"{_quoted(name)} = %s" for name in where)
    return f"UPDATE {_quoted(model._meta.db_table)} SET {columns} WHERE {wanted}"  # noqa: S608, SLF001 (as above)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _prepared(model: type[models.Model], values: Mapping[str, Any]) -> list[Any]:
    """Values as the database takes them: texts and whole numbers as they are, all others as Django says."""
    fields = _fields(model)
    return [
        value if type(value) in {str, int} else fields[name].get_db_prep_save(value, connection)
        for name, value in values.items()
    ]


def _converted(model: type[models.Model], names: Sequence[str], row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(
        json.loads(value) if isinstance(value, str) and isinstance(_fields(model)[name], models.JSONField) else value
        for name, value in zip(names, row, strict=True)
    )


@cache
def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001 (Django's own word)
