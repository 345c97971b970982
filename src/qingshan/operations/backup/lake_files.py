"""The files of a lake that make up its tables as they stand, and the log of how they came about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable

from qingshan.observations.store.lake import MARKER

LOG = "_delta_log"
_NUMBER = re.compile(r"\d{20}")


def lake_files(lake: Path) -> Iterator[Path]:
    """The marker, and of every Delta table the files of its newest version with the log up to there.

    What was merged away or half written is left out. Tables only grow while they are read.
    """
    yield lake / MARKER
    for log in sorted(lake.rglob(LOG)):
        yield from _of_table(log.parent)


def _of_table(folder: Path) -> Iterator[Path]:
    table = DeltaTable(str(folder))
    last = table.version()
    for path in pa.table(table.get_add_actions(flatten=True))["path"].to_pylist():
        yield folder / path
    for path in sorted((folder / LOG).iterdir()):
        number = _NUMBER.match(path.name)
        if number is not None and int(number[0]) <= last and path.suffix in {".json", ".parquet"}:
            yield path
