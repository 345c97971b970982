"""A lake is a folder of Delta tables; Delta owns log, commit and version, engines get only the list of files."""

from __future__ import annotations

import fcntl
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, write_deltalake

from qingshan.observations import problems
from qingshan.observations.store.resolve import Frame, known_by, resolved
from qingshan.observations.tables import TABLES, Table

FAR_FUTURE = datetime(9999, 12, 31)
MARKER = "qingshan-lake.json"
FORMAT = 1
_STATISTICS_GRAIN = timedelta(milliseconds=1)
"""Delta's file statistics cut moments to the millisecond below."""

Connection = duckdb.DuckDBPyConnection
Rows = Any
"""Anything DuckDB scans: an Arrow table or record batch reader, a relation of the same connection."""


@dataclass(frozen=True, slots=True)
class TableVersion:
    """What a result was computed from: the answer reproduces from ``known_from`` alone."""

    table: str
    version: int
    known_from: datetime | None


@dataclass(frozen=True, slots=True)
class _Files:
    paths: list[str]
    latest: datetime | None
    is_revised: bool


def connect() -> Connection:
    """A DuckDB connection that spills beside the system's temporary files and never fetches anything."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": tempfile.gettempdir(),
        "autoinstall_known_extensions": False,
    }
    connection = duckdb.connect(config=settings)
    connection.execute("SET enable_progress_bar = false")
    return connection


class Lake:
    """A lake opened for reading and appending. ``Lake.open`` on another folder is OBS001.

    A table that a lake made earlier does not have reads as empty and is made when it is first written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path | str) -> Lake:
        folder = Path(path).resolve()
        if not (folder / MARKER).is_file():
            raise problems.NOT_A_LAKE.at(str(path), marker=MARKER)
        return cls(folder)

    @classmethod
    def create(cls, path: Path | str) -> Lake:
        """A new, empty lake in a new or empty folder; the lake that is there already, if one is; else OBS002."""
        folder = Path(path).resolve()
        if (folder / MARKER).is_file():
            return cls(folder)
        if "%" in str(folder) or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
            raise problems.FOLDER_TAKEN.at(str(path))
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            _make(folder, table)
        (folder / MARKER).write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
        return cls(folder)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lake for one writer: comparing with what is known and appending belong together."""
        with (self.path / MARKER).open("rb") as marker:
            fcntl.flock(marker, fcntl.LOCK_EX)
            yield

    def append(
        self, table: str, rows: Rows, connection: Connection | None = None, note: Mapping[str, str] | None = None
    ) -> int:
        """Append rows (columns of the table, ``year`` derived) as one commit, sorted; gives the new version."""
        if connection is None:
            with connect() as own:
                return self.append(table, rows, own, note)
        declared = TABLES[table]
        connection.register("_appended", rows)
        reader = connection.sql(_ordered(declared)).to_arrow_reader()
        said = CommitProperties(dict(note or {}))
        if not self._has(table):
            _make(self.path, table)
        write_deltalake(self._delta(table), reader.cast(declared.stored), mode="append", commit_properties=said)
        connection.unregister("_appended")
        return self.version(table)

    def version(self, table: str) -> int:
        return self._delta(table).version() if self._has(table) else 0

    def files(self, table: str, version: int | None = None) -> list[str]:
        """The Parquet files of one version of a table, as plain paths."""
        return self._files(table, version).paths

    def rows(self, table: str) -> int:
        """How many rows a table holds, as its log says."""
        if not self._has(table):
            return 0
        return int(sum(_column(pa.table(self._delta(table).get_add_actions(flatten=True)), "num_records")))

    def data_version(self, table: str, known_on: datetime | None = None) -> TableVersion:
        """The version read and the greatest ``known_from`` in it, up to ``known_on``; the latter None when empty."""
        with connect() as connection:
            known = known_by(_lazy(self.all_rows(connection, table)), known_on or FAR_FUTURE).to_native()
            ((latest,),) = known.aggregate("max(known_from)").fetchall()
        return TableVersion(table, self.version(table), latest)

    def all_rows(self, connection: Connection, table: str, version: int | None = None) -> duckdb.DuckDBPyRelation:
        """Every row of a table, revisions and all."""
        paths = self.files(table, version)
        if not paths:
            return connection.from_arrow(TABLES[table].stored.empty_table())
        return connection.read_parquet(paths, hive_partitioning=True, union_by_name=True)

    def scan(
        self, table: str, parquet: Callable[[list[str]], Frame], known_on: datetime | None = None,
        version: int | None = None,
    ) -> Frame | None:  # fmt: skip
        """One row for each key as known at ``known_on`` (UTC, naive), on the engine whose ``parquet`` is given.

        ``readings`` and ``statistics`` only. None when the table holds no file. Nothing is compared or joined
        when no file holds a revision or anything learnt later.
        """
        files = self._files(table, version)
        if not files.paths:
            return None
        frame = parquet(files.paths)
        if known_on is not None and (files.latest is None or known_on < files.latest + _STATISTICS_GRAIN):
            frame = known_by(frame, known_on)
        key = tuple(column for column in TABLES[table].key if column != "stage")
        return resolved(frame, key) if files.is_revised else frame

    def relation(self, connection: Connection, table: str, known_on: datetime | None = None) -> duckdb.DuckDBPyRelation:
        """:meth:`scan` on a DuckDB connection; an empty relation when there is nothing."""

        def parquet(paths: list[str]) -> Frame:
            return _lazy(connection.read_parquet(paths, hive_partitioning=True, union_by_name=True))

        frame = self.scan(table, parquet, known_on)
        return self.all_rows(connection, table) if frame is None else frame.to_native()

    def compact(self, table: str) -> int:
        """Merge the small files of a table; answers do not change. Gives how many files were merged away."""
        if not self._has(table):
            return 0
        with self.writing():
            merged = self._delta(table).optimize.compact()
        return int(merged["numFilesRemoved"]) - int(merged["numFilesAdded"])

    def _has(self, table: str) -> bool:
        return DeltaTable.is_deltatable(str(self.path / table))

    def _delta(self, table: str, version: int | None = None) -> DeltaTable:
        return DeltaTable(str(self.path / table), version=version)

    def _files(self, table: str, version: int | None) -> _Files:
        if not self._has(table):
            return _Files([], None, is_revised=False)
        actions = pa.table(self._delta(table, version).get_add_actions(flatten=True))
        paths = [str(self.path / table / path) for path in actions["path"].to_pylist()]
        latest = _column(actions, "max.known_from")
        revised = _column(actions, "max.revision")
        complete = None not in latest
        return _Files(paths, max(latest) if paths and complete else None, any(value != 0 for value in revised))


def _make(folder: Path, table: str) -> None:
    declared = TABLES[table]
    DeltaTable.create(str(folder / table), declared.stored, partition_by=["year"] if declared.clock else None)


def _column(actions: pa.Table, name: str) -> list[Any]:
    return actions[name].to_pylist() if name in actions.column_names else [None] * actions.num_rows


def _ordered(table: Table) -> str:
    names = ", ".join(f'"{name}"' for name in table.schema.names)
    order = ", ".join(f'"{name}"' for name in table.order)
    if table.clock is None:
        return f"FROM _appended SELECT {names} ORDER BY {order}"
    year = f"year({table.clock} - INTERVAL 1 HOUR)::INTEGER AS year"
    return f"FROM _appended SELECT {names}, {year} ORDER BY year, {order}"


def _lazy(relation: duckdb.DuckDBPyRelation) -> Frame:
    import narwhals as nw

    return nw.from_native(relation)
