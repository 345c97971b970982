"""Take filled templates into a lake: every row accounted for, every mistake named, no figure replaced in silence."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from qingshan.kernel.clock import BEIJING
from qingshan.kernel.figures import DECIMALS, Figure, FigureForm
from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Language, Text
from qingshan.kernel.units import scaled
from qingshan.observations.ingest.run import silent
from qingshan.observations.intake.account import FileAccount, Reconciliation
from qingshan.observations.intake.importer import Importer, Options
from qingshan.observations.intake.source_file import fingerprint
from qingshan.observations.intake.work import Work, imported, known_already, record
from qingshan.observations.returns.checking import Accepted, Rules, check
from qingshan.observations.returns.figures import standing
from qingshan.observations.returns.history import Change, History, Settled
from qingshan.observations.returns.layout import COLUMNS
from qingshan.observations.returns.reading import Return, ReturnedRow, read
from qingshan.observations.store.lake import Lake, connect
from qingshan.observations.tables import TABLES

REVIEWED = 1
_RETURNS = Importer(
    key="returns",
    label=Text("部门填报表", "returns of departments"),
    kind="returns",
    clock=Text("不适用", "not applicable"),
    columns=tuple(column.name for column in COLUMNS),
)
_DISPATCH = Importer(
    key="dispatch",
    label=Text("调度填报单", "sheets of the dispatch"),
    kind="returns",
    clock=Text("不适用", "not applicable"),
    columns=tuple(column.name for column in COLUMNS),
)
_REPORT = ("cell", "code", "message", "found", "expected", "action")


@dataclass(frozen=True, slots=True)
class ReturnsAccount(Reconciliation):
    """What an import of returns did: beside the sums every mistake, and every figure that took another's place."""

    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()

    def as_json(self, language: Language = "zh") -> dict[str, Any]:
        return Reconciliation.as_json(self, language) | {
            "problems": [problem.as_json(language) for problem in self.problems],
            "changes": [change.as_json() for change in self.changes],
        }


@dataclass(slots=True)
class _Taken:
    """What the files have given so far."""

    stored: list[tuple[Settled, str]]
    problems: list[Problem]
    changes: list[Change]


def import_returns(
    lake: Lake, paths: Sequence[Path], forms: Mapping[str, FigureForm], known_from: datetime, *, stage: int = REVIEWED
) -> ReturnsAccount:
    """Import filled templates; ``known_from`` is UTC.

    Rows with a mistake are refused, named by cell, and stand in the lake's ``refused`` folder; the others are kept. A
    file that is no template, or whose header was changed, leaves the lake as it was. A figure whose document is older
    than the end of its period is of stage 0, the others of ``stage``.
    """
    sheets = [(path, *fingerprint(path), read(path)) for path in paths]
    with lake.writing(), connect() as connection:
        work = Work(connection, lake, _RETURNS, Options(stage=stage), known_from.replace(tzinfo=None), silent)
        return _import(work, sheets, forms, stage)


def import_rows(
    lake: Lake, sheets: Mapping[str, Sequence[ReturnedRow]], forms: Mapping[str, FigureForm], known_from: datetime
) -> ReturnsAccount:
    """The same for rows that are no file, by the name of the sheet they stand on: known again by what they say."""
    with lake.writing(), connect() as connection:
        work = Work(connection, lake, _DISPATCH, Options(stage=REVIEWED), known_from.replace(tzinfo=None), silent)
        named = [(Path(name), *_print_of(name, rows), _as_return(rows)) for name, rows in sheets.items()]
        return _import(work, named, forms, REVIEWED)


def _print_of(name: str, rows: Sequence[ReturnedRow]) -> tuple[int, str]:
    """Size and SHA-256 of what rows say."""
    said = [[name, *(row[column.name].text for column in COLUMNS)] for row in rows]
    content = json.dumps(said, ensure_ascii=False).encode()
    return len(content), hashlib.sha256(content).hexdigest()


def _as_return(rows: Sequence[ReturnedRow]) -> Return:
    return Return(tuple(dict.fromkeys(row["area"].text for row in rows)), tuple(rows))


def _import(
    work: Work, sheets: Sequence[tuple[Path, int, str, Return]], forms: Mapping[str, FigureForm], stage: int
) -> ReturnsAccount:
    history, before, taken = History(standing(work.lake)), imported(work), _Taken([], [], [])
    day, accounts = work.known_from.replace(tzinfo=UTC).astimezone(BEIJING).date(), list[FileAccount]()
    for path, size, sha256, sheet in sheets:
        if sha256 in before:
            accounts.append(known_already(path, size, sha256, before[sha256]))
            continue
        checked = _checked(sheet.rows, Rules(forms, sheet.areas, day, stage))
        accounts.append(_take(work, (path, size, sha256), checked, (history, taken)))
        before[sha256] = accounts[-1].batch
    _store(work, taken.stored)
    record(work, [account for account in accounts if not account.is_known])
    flagged = Counter(flag for one, _ in taken.stored if one.figure for flag in one.figure.flags)
    stored = {"figures": len(taken.stored)} if taken.stored else {}
    return ReturnsAccount(
        work.importer.key, tuple(accounts), stored, dict(flagged), tuple(taken.problems), tuple(taken.changes)
    )


_Checked = tuple[ReturnedRow, Accepted | list[Problem] | None]


def _checked(rows: Sequence[ReturnedRow], rules: Rules) -> list[_Checked]:
    """Each row beside what the check says of it; None where it reports nothing."""
    return [(row, None if row.is_empty else check(row, rules)) for row in rows]


def _take(
    work: Work, file: tuple[Path, int, str], checked: Sequence[_Checked], kept: tuple[History, _Taken]
) -> FileAccount:
    (path, size, sha256), (history, taken) = file, kept
    settled = history.settle([one for _, one in checked if isinstance(one, Accepted)])
    batch = work.batch(sha256)
    refused = {row.number: (row, found) for row, found in checked if isinstance(found, list)}
    refused |= {one.row.row.number: (one.row.row, [one.problem]) for one in settled if one.problem}
    taken.stored += [(one, batch) for one in settled if one.figure]
    taken.changes += [one.change for one in settled if one.change]
    in_order = [refused[number] for number in sorted(refused)]
    taken.problems += [problem for _, found in in_order for problem in found]
    counts: Counter[str] = Counter(one.verdict for one in settled if not one.problem)
    missing = sum(found is None for _, found in checked)
    report = work.report(batch) if refused else None
    if report:
        _write_refused(report, in_order)
    return FileAccount(
        path.name, batch, sha256, size, len(checked), len(checked),
        {**counts, "missing": missing, "refused": len(refused)},
        dict(Counter(problem.code.key for _, found in in_order for problem in found)), report=report,
    )  # fmt: skip


def _write_refused(report: Path, refused: Sequence[tuple[ReturnedRow, list[Problem]]]) -> None:
    """Each mistake beside the row it stands in; with the mark by which Excel knows UTF-8."""
    with report.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["row", *_REPORT, *(column.name for column in COLUMNS)])
        for row, found in refused:
            held = [row[column.name].text for column in COLUMNS]
            for problem in found:
                said = problem.as_json() | {"cell": problem.where}
                writer.writerow([row.number, *(said[name] for name in _REPORT), *held])


def _store(work: Work, stored: Sequence[tuple[Settled, str]]) -> None:
    rows = [_row(work, one.figure, one.revision, batch) for one, batch in stored if one.figure]
    if rows:
        table = pa.Table.from_pylist(rows, schema=TABLES["figures"].schema)
        work.lake.append("figures", table, work.connection, {"batches": " ".join({batch for _, batch in stored})})


def _row(work: Work, figure: Figure, revision: int, batch: str) -> dict[str, Any]:
    numbers = {name: getattr(figure, name) for name in ("value", "numerator", "denominator")}
    return {
        "indicator": figure.key, "area": figure.area, "period": figure.period,
        **{name: None if number is None else scaled(number, DECIMALS) for name, number in numbers.items()},
        "unit": figure.unit, "document": figure.document, "dated": figure.dated, "reporter": figure.reporter,
        "stage": figure.stage, "flags": " ".join(figure.flags), "known_from": work.known_from,
        "revision": revision, "source": figure.source, "batch": batch,
    }  # fmt: skip
