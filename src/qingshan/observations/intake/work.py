"""One import at work, and the record each file leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from qingshan.kernel.text import Text
from qingshan.observations.intake.account import FileAccount
from qingshan.observations.intake.importer import Importer, Options
from qingshan.observations.store.lake import Connection, Lake
from qingshan.observations.tables import TABLES

Progress = Callable[[str, int], None]
"""Told the file and how many of its rows were read since last told."""

_KNOWN = Text("此前已由批次 {batch} 导入", "imported before as batch {batch}")


@dataclass(frozen=True, slots=True)
class Work:
    connection: Connection
    lake: Lake
    importer: Importer
    options: Options
    known_from: datetime
    on_progress: Progress

    @property
    def stage(self) -> int:
        return self.importer.stage if self.options.stage is None else self.options.stage

    def batch(self, sha256: str) -> str:
        return f"{self.known_from:%Y%m%dT%H%M%S%f}-{sha256[:8]}"

    def report(self, batch: str) -> Path:
        """Where the refused values of a batch go."""
        folder = self.lake.path / "refused"
        folder.mkdir(exist_ok=True)
        return folder / f"{batch}.csv"


def imported(work: Work) -> dict[str, str]:
    """Batches of this source and these options by the SHA-256 of their file."""
    relation = work.lake.all_rows(work.connection, "imports").filter(
        f"source = {_quoted(work.importer.key)} AND options = {_quoted(str(work.options))}"
    )
    return dict(relation.project("sha256, batch").fetchall())


def known_already(path: Path, size: int, sha256: str, batch: str) -> FileAccount:
    """The account of a file that changes nothing because it was imported before."""
    note = Text(_KNOWN.say("zh", batch=batch), _KNOWN.say("en", batch=batch))
    return FileAccount(path.name, batch, sha256, size, 0, 0, {}, notes=(note,), is_known=True)


def record(work: Work, accounts: list[FileAccount]) -> None:
    """Write the files' accounts to ``imports``, as the last commit of an import."""
    rows = [_row(work, account) for account in accounts]
    if rows:
        work.lake.append("imports", pa.Table.from_pylist(rows, schema=TABLES["imports"].schema), work.connection)


def _row(work: Work, account: FileAccount) -> dict[str, object]:
    return {
        "batch": account.batch,
        "source": work.importer.key,
        "file": account.file,
        "options": str(work.options),
        "sha256": account.sha256,
        "bytes": account.size,
        "rows_read": account.read,
        **account.counts,
        "known_from": work.known_from,
        "clock": work.importer.clock.zh,
        "notes": "；".join(note.zh for note in account.notes),
    }


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
