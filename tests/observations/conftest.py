"""A lake in a temporary folder, and short ways to import into it and to look at what it holds."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta

import pytest

from qingshan.observations.ingest.run import import_files
from qingshan.observations.intake.importer import Options
from qingshan.observations.store.lake import Lake, connect

FIRST_KNOWN = datetime(2026, 1, 1)


class Bench:
    """One lake; every import is known a day after the one before."""

    def __init__(self, folder):
        self.folder, self.lake, self.imports = folder, Lake.create(folder / "lake"), 0

    @property
    def last_known(self):
        return FIRST_KNOWN + timedelta(days=self.imports)

    def file(self, text, name="file.csv", encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(gzip.compress(text.encode(encoding)) if name.endswith(".gz") else text.encode(encoding))
        return path

    def take(self, source, *paths, **options):
        self.imports += 1
        return import_files(self.lake, source, paths, known_from=self.last_known, options=Options(**options))

    def read(self, source, text, name="file.csv", encoding="utf-8", **options):
        done = self.take(source, self.file(text, name, encoding), **options)
        return done.files[0]

    def rows(self, table, columns, known_on=None):
        with connect() as connection:
            relation = self.lake.relation(connection, table, known_on)
            return sorted(relation.project(columns).fetchall(), key=str)

    def all_rows(self, table, columns):
        with connect() as connection:
            return sorted(self.lake.all_rows(connection, table).project(columns).fetchall(), key=str)

    def versions(self):
        return [self.lake.version(table) for table in ("readings", "published", "statistics", "imports")]


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)
