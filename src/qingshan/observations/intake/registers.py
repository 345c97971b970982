"""Importing registers (sites, memberships): rows of a table as they stand, appended where they say something new.

A register's SELECT may read ``all_rows``, the rows its table holds already, and may give ``rounded`` beside the table's
columns: how many numbers of the row had more decimals than are stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from qingshan.kernel.text import Text
from qingshan.observations.intake.account import FileAccount, Reconciliation
from qingshan.observations.intake.judging import load_damaged
from qingshan.observations.intake.source_file import Damaged, chunks, fingerprint, inspect
from qingshan.observations.intake.work import Work, imported, known_already, record
from qingshan.observations.tables import TABLES

_JUDGE = """
CREATE OR REPLACE TEMP TABLE register AS
WITH incoming AS ({query}),
repeats AS (
    SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY row) AS place,
        count(DISTINCT struct_pack({says})) OVER (PARTITION BY {key}) AS variants
    FROM incoming
),
latest AS (SELECT *, true AS is_there FROM all_rows
    QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY known_from DESC) = 1)
SELECT repeats.* EXCLUDE (trouble, place, variants),
    coalesce(trouble, CASE WHEN variants > 1 THEN 'conflict' END) AS reason,
    CASE WHEN reason IS NOT NULL THEN 'refused' WHEN place > 1 THEN 'duplicate' WHEN is_there IS NULL THEN 'kept'
        WHEN {same} THEN 'unchanged' ELSE 'revised' END AS verdict
FROM repeats LEFT JOIN latest ON {join}
"""
_REFUSED = """
SELECT row, to_json(register) AS text, reason FROM register WHERE verdict = 'refused'
UNION ALL SELECT number, line, 'fields' FROM damaged ORDER BY row
"""
_ROUNDED = "SELECT coalesce(sum(rounded), 0) FROM register WHERE verdict <> 'refused'"
_ROUNDED_SAID = Text(
    "{count} 个数的小数位多于可存储的位数，已修约（四舍六入五成双）",
    "{count} numbers had more decimals than are stored and were rounded half to even",
)
_COUNTS = "SELECT verdict, count(*) FROM register GROUP BY verdict"


def run(work: Work, paths: Sequence[Path]) -> Reconciliation:
    """Import register files, all or none; rows are counted by the first of the importer's tables."""
    before = imported(work)
    new: dict[str, list[pa.Table]] = {table: [] for table in work.importer.registers}
    accounts = [_take(work, path, before, new) for path in paths]
    stored = {}
    for table, parts in new.items():
        rows = pa.concat_tables(parts) if parts else None
        if rows is not None and rows.num_rows:
            work.lake.append(table, rows, work.connection)
            stored[table] = rows.num_rows
    record(work, [account for account in accounts if not account.is_known])
    return Reconciliation(work.importer.key, tuple(accounts), stored)


def _take(work: Work, path: Path, before: dict[str, str], new: dict[str, list[pa.Table]]) -> FileAccount:
    size, sha256 = fingerprint(path)
    if sha256 in before:
        return known_already(path, size, sha256, before[sha256])
    damaged, batch = Damaged(), work.batch(sha256)
    raw = pa.concat_tables(chunks(inspect(path, work.importer, (size, sha256)), damaged))
    work.on_progress(path.name, raw.num_rows)
    work.connection.register("raw", raw)
    for table in reversed(new):
        _judge(work, table)
        new[table].append(_new_rows(work, table, batch))
    work.connection.unregister("raw")
    load_damaged(work.connection, damaged)
    refused = work.connection.sql(_REFUSED)
    reasons = dict(refused.aggregate("reason, count(*)").fetchall())
    counts = dict(work.connection.execute(_COUNTS).fetchall()) | {"refused": sum(reasons.values())}
    report = work.report(batch) if reasons else None
    if report:
        refused.write_csv(str(report), header=True)
    read = raw.num_rows + len(damaged.numbers)
    return FileAccount(path.name, batch, sha256, size, raw.num_rows, read, counts, reasons, _notes(work), report)


def _notes(work: Work) -> tuple[Text, ...]:
    """What is said of the file just judged: numbers rounded, columns left out."""
    notes = [work.importer.ignored] if work.importer.ignored else []
    if "rounded" in work.connection.table("register").columns:
        ((count,),) = work.connection.execute(_ROUNDED).fetchall()
        notes += [_ROUNDED_SAID.filled(count=count)] if count else []
    return tuple(notes)


def _judge(work: Work, table: str) -> None:
    declared = TABLES[table]
    parts = {
        "query": work.importer.registers[table],
        "key": ", ".join(declared.key),
        "says": ", ".join(declared.says),
        "same": " AND ".join(f"repeats.{name} IS NOT DISTINCT FROM latest.{name}" for name in declared.says),
        "join": " AND ".join(f"repeats.{name} IS NOT DISTINCT FROM latest.{name}" for name in declared.key),
    }
    work.lake.all_rows(work.connection, table).create_view("all_rows", replace=True)
    work.connection.execute(_JUDGE.format(**parts))


def _new_rows(work: Work, table: str, batch: str) -> pa.Table:
    """The rows of ``register`` that say something new, with source, moment and batch where they carry none."""
    schema = TABLES[table].schema
    rows = work.connection.sql("SELECT * FROM register WHERE verdict IN ('kept', 'revised')").to_arrow_table()
    said = {"known_from": work.known_from, "source": work.importer.key, "batch": batch}
    columns = [
        rows[name].cast(schema.field(name).type) if name in rows.column_names
        else pa.array([said[name]] * rows.num_rows, schema.field(name).type)
        for name in schema.names
    ]  # fmt: skip
    return pa.table(columns, schema=schema)
