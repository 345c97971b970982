"""Import files of one source into a lake: all of them or none, each value accounted for, one commit a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from qingshan.kernel.text import Text
from qingshan.observations import inspection, problems
from qingshan.observations.intake import columns, judging, keeping, ozone, registers, stations
from qingshan.observations.intake.account import FileAccount, Reconciliation
from qingshan.observations.intake.importer import Options, importer
from qingshan.observations.intake.source_file import UNNAMED, Damaged, SourceFile, chunks, fingerprint, inspect
from qingshan.observations.intake.work import Progress, Work, imported, known_already, record
from qingshan.observations.store.lake import Lake, connect

_NEEDED = {
    "site": Text("点位", "site"),
    "city": Text("城市", "city"),
    "province": Text("省份", "province"),
    "year": Text("年份", "year"),
}
_UNNAMED = Text("{count} 列没有列名", "{count} columns have no name")
_REFUSED = """
SELECT row, place, label, name, text, reason FROM judged
WHERE reason NOT IN ('missing', 'duplicate') ORDER BY row, place, name
"""
_FATES = "SELECT coalesce(reason, 'accepted'), count(*) FROM judged GROUP BY ALL"
_VERDICTS = "SELECT verdict, count(*) FROM compared WHERE file = ? GROUP BY verdict"


def silent(_file: str, _rows: int) -> None:
    """No progress shown."""


def import_files(  # noqa: PLR0913 (each is the caller's choice)
    lake: Lake, source: str, paths: Sequence[Path], *, known_from: datetime, options: Options | None = None,
    on_progress: Progress = silent,
) -> Reconciliation:  # fmt: skip
    """Import files; ``known_from`` is UTC. A problem with any file leaves the tables as they were.

    The same file for the same source and options is known already and changes nothing; the same values again are
    ``unchanged``; another value for a known key is a revision.
    """
    chosen, given = importer(source), options or Options()
    for need in chosen.needs:
        _require(source, given, need)
    with lake.writing(), connect() as connection:
        work = Work(connection, lake, chosen, given, known_from.replace(tzinfo=None), on_progress)
        return registers.run(work, paths) if chosen.registers else _run(work, paths)


def _require(source: str, options: Options, need: str) -> None:
    if getattr(options, need) is None:
        raise problems.OPTION_NEEDED.at(source, source=source, what=_NEEDED[need], option=f"--{need}")


def _run(work: Work, paths: Sequence[Path]) -> Reconciliation:
    keeping.prepare(work)
    judging.prepare(work.connection, work.importer)
    _prepare_names(work)
    before = imported(work)
    accounts = [_take(work, place, path, before) for place, path in enumerate(paths)]
    keeping.compare(work)
    settled = tuple(_settled(work, place, account) for place, account in enumerate(accounts))
    batches = [keeping.Batch(place, account.batch) for place, account in enumerate(settled)]
    stored = keeping.store(work, batches)
    flagged = inspection.inspect_compared(work) if {"readings", "samples"} & stored.keys() else {}
    record(work, [account for account in settled if not account.is_known])
    return Reconciliation(work.importer.key, settled, stored, flagged)


def _prepare_names(work: Work) -> None:
    for option in _NEEDED:
        work.connection.execute(f"SET VARIABLE {option} = ?::VARCHAR", [getattr(work.options, option)])
    if work.importer.by_name and work.options.stations:
        stations.list_from_file(work.connection, work.options.stations)
    elif work.importer.by_name:
        stations.list_from_lake(work.connection, work.lake)


def _take(work: Work, place: int, path: Path, before: dict[str, str]) -> FileAccount:
    """Read and judge one file; its accepted values wait to be compared, its refused ones stand in the report."""
    size, sha256 = fingerprint(path)
    if sha256 in before:
        return known_already(path, size, sha256, before[sha256])
    file = inspect(path, work.importer, (size, sha256))
    for need, column in (("city", work.importer.city_column), ("province", work.importer.province_column)):
        if column and column not in file.header:
            _require(work.importer.key, work.options, need)
    rows, notes = _judge(work, file)
    fates = dict(work.connection.execute(_FATES).fetchall())
    read, accepted = sum(fates.values()), fates.pop("accepted", 0)
    counts = {"kept": accepted, "duplicate": fates.pop("duplicate", 0), "missing": fates.pop("missing", 0)}
    batch = work.batch(sha256)
    report = work.report(batch) if fates else None
    if report:
        work.connection.sql(_REFUSED).write_csv(str(report), header=True)
    keeping.accept(work.connection, place)
    counts["refused"] = sum(fates.values())
    return FileAccount(path.name, batch, sha256, size, rows, read, counts, fates, tuple(notes), report)


def _judge(work: Work, file: SourceFile) -> tuple[int, list[Text]]:
    connection, damaged, rows = work.connection, Damaged(), 0
    insert = f"INSERT INTO cells {work.importer.sql(file.header)}"
    connection.execute("TRUNCATE cells")
    for chunk in chunks(file, damaged):
        connection.register("raw", chunk)
        connection.execute(insert)
        rows += len(chunk["row"].unique())
        work.on_progress(file.path.name, chunk.num_rows)
    judging.judge(connection, damaged, takes_limits=work.importer.kind == "water")
    notes = stations.give_codes(connection) if work.importer.by_name else []
    notes += ozone.set_right(connection, work.importer.pairs, str(file.path))
    if work.importer.compares_columns:
        columns.verify(connection, str(file.path))
    judging.settle_repeated(connection)
    unnamed = sum(name.startswith(UNNAMED) for name in file.header)
    if unnamed:
        notes.append(Text(_UNNAMED.say("zh", count=unnamed), _UNNAMED.say("en", count=unnamed)))
    return rows, [*notes, *([work.importer.ignored] if work.importer.ignored else [])]


def _settled(work: Work, place: int, account: FileAccount) -> FileAccount:
    """The account with its accepted values told apart: kept, revised, unchanged."""
    if account.is_known:
        return account
    verdicts = dict(work.connection.execute(_VERDICTS, [place]).fetchall())
    return replace(account, counts=account.counts | {"kept": 0} | verdicts)
