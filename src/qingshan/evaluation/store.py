"""Evaluations kept beside the observations: results with their traces, and the days behind them.

Append-only Delta tables in ``results``, ``site_days`` and ``area_days`` below the lake's ``evaluations``
folder. An evaluation that is already there is not written again: the same question on the same data
gives the same identity.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from deltalake import DeltaTable, write_deltalake

from qingshan.evaluation import problems

FOLDER = "evaluations"
RESULTS = pa.schema([("evaluation", pa.string()), ("result", pa.string()), ("document", pa.string())])


def _table(lake: Path, name: str) -> DeltaTable | None:
    path = lake / FOLDER / name
    return DeltaTable(str(path)) if DeltaTable.is_deltatable(str(path)) else None


def _rows(lake: Path, name: str, column: str, value: str) -> pa.Table | None:
    table = _table(lake, name)
    if table is None:
        return None
    return table.to_pyarrow_dataset().to_table(filter=pc.field(column) == value)


def keep(lake: Path, evaluation: str, documents: list[dict[str, Any]], days: dict[str, pa.Table]) -> None:
    """Write an evaluation's results and days once."""
    known = _rows(lake, "results", "evaluation", evaluation)
    if known is not None and known.num_rows:
        return
    for name, rows in days.items():
        if rows.num_rows:
            marked = rows.append_column("evaluation", pa.array([evaluation] * rows.num_rows))
            write_deltalake(str(lake / FOLDER / name), marked, mode="append", schema_mode="merge")
    texts = [json.dumps(document, ensure_ascii=False) for document in documents]
    ids = [document["id"] for document in documents]
    rows = pa.table([[evaluation] * len(ids), ids, texts], schema=RESULTS)
    write_deltalake(str(lake / FOLDER / "results"), rows, mode="append")


def rows_of_all(lake: Path, name: str) -> ds.Dataset | None:
    """The rows of every evaluation, read only as far as whoever scans them filters; None when none was kept."""
    table = _table(lake, name)
    return None if table is None else table.to_pyarrow_dataset()


def result(lake: Path, key: str) -> dict[str, Any]:
    """The stored result of that number with its evaluation's identity; EVA004 when there is none."""
    found = _rows(lake, "results", "result", key)
    if found is None or not found.num_rows:
        raise problems.RESULT_UNKNOWN.at(str(lake), key)
    row = found.to_pylist()[-1]
    document: dict[str, Any] = json.loads(row["document"])
    return {**document, "evaluation": row["evaluation"]}


def days(lake: Path, name: str, evaluation: str) -> pa.Table:
    """The site days or area days of an evaluation; empty when it read none."""
    found = _rows(lake, name, "evaluation", evaluation)
    return found if found is not None else pa.table({})
