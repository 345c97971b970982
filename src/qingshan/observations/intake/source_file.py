"""Opening a source's file: compression, encoding, header, rows as text. A file is read as a stream."""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

import pyarrow as pa
import pyarrow.csv as arrow_csv

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.observations import problems
from qingshan.observations.intake.importer import Importer, importers

GZIP = b"\x1f\x8b"
HEAD, BLOCK = 1 << 20, 8 << 20
UNNAMED = "unnamed column "


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file whose header fits its importer. ``header`` names every column, those without a name by position.

    ``tables`` are the rows where the importer has a reader of its own.
    """

    path: Path
    importer: Importer
    encoding: str
    header: list[str]
    size: int
    sha256: str
    tables: tuple[pa.Table, ...] = ()


@dataclass(slots=True)
class Damaged:
    """Rows that do not have the header's number of fields: their numbers and texts as they stand."""

    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def note(self, row: arrow_csv.InvalidRow) -> str:
        self.numbers.append(row.number)
        self.texts.append(row.text)
        return "skip"


def fingerprint(path: Path) -> tuple[int, str]:
    """Size in bytes and SHA-256 of a file; OBS013 when it cannot be read."""
    if not path.is_file():
        raise problems.NO_FILE.at(str(path), path)
    with path.open("rb") as stream:
        return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()


def inspect(path: Path, importer: Importer, known: tuple[int, str] | None = None) -> SourceFile:
    """Read the header and see that it is this importer's; empty, broken, unreadable or foreign files are problems."""
    size, sha256 = known or fingerprint(path)
    with _whole(path), _stream(path) as stream:
        start = stream.read(HEAD)
    if not start.strip():
        raise problems.EMPTY_FILE.at(str(path), f"{size} B")
    tables = _read(path, importer)
    encoding, names = ("", _columns(tables)) if importer.reader else _decoded(path, start, importer)
    header = [name.strip() or f"{UNNAMED}{place}" for place, name in enumerate(names, 1)]
    repeated = sorted({name for name in header if header.count(name) > 1}) if len(set(header)) < len(header) else []
    if repeated:
        raise problems.REPEATED_COLUMN.at(str(path), " ".join(repeated))
    missing = [column for column in importer.columns if column not in header]
    if missing:
        raise _wrong_columns(path, importer, header, missing)
    return SourceFile(path, importer, encoding, header, size, sha256, tables)


def chunks(file: SourceFile, damaged: Damaged) -> Iterator[pa.Table]:
    """The rows in order, every field as text, beside ``row``: the number of the row among those with all fields."""
    if file.importer.reader:
        yield from file.tables
        return
    reading = arrow_csv.ReadOptions(
        column_names=file.header, skip_rows=1, use_threads=False, block_size=BLOCK, encoding=file.encoding
    )
    parsing = arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=damaged.note)
    converting = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(file.header, pa.string()), strings_can_be_null=False
    )
    row = 2
    with _whole(file.path), _stream(file.path) as stream:
        for batch in arrow_csv.open_csv(stream, reading, parsing, converting):
            numbers = pa.array(range(row, row + batch.num_rows), pa.int64())
            yield pa.Table.from_batches([batch]).append_column("row", numbers)
            row += batch.num_rows


def _read(path: Path, importer: Importer) -> tuple[pa.Table, ...]:
    """What the importer's own reader makes of the file; nothing where it has none."""
    if importer.reader is None:
        return ()
    with _whole(path), _stream(path) as stream:
        tables = tuple(importer.reader(stream, str(path)))
    if not any(table.num_rows for table in tables):
        raise problems.EMPTY_FILE.at(str(path))
    return tables


def _columns(tables: tuple[pa.Table, ...]) -> list[str]:
    return [name for name in tables[0].column_names if name != "row"]


def _decoded(path: Path, start: bytes, importer: Importer) -> tuple[str, list[str]]:
    """The first of the importer's encodings that reads the start of the file, and the header in it."""
    for encoding in importer.encodings:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        try:
            text = decoder.decode(start.removeprefix(codecs.BOM_UTF8))
        except UnicodeDecodeError:
            continue
        rows = csv.reader(io.StringIO(text))
        names = next(rows)
        if next(rows, None) is None:
            raise problems.EMPTY_FILE.at(str(path), ",".join(names))
        return encoding, names
    raise problems.UNREADABLE_TEXT.at(str(path), encodings=" ".join(importer.encodings))


def _wrong_columns(path: Path, importer: Importer, header: list[str], missing: list[str]) -> Problem:
    fitting = [other.key for other in importers().values() if not other.reader and set(other.columns) <= set(header)]
    suggestion = Text("检查文件是否来自该数据源", "check that the file comes from this source")
    if fitting:
        named = " | ".join(fitting)
        suggestion = Text(f"这个文件像是来自：{named}", f"this looks like a file of {named}")
    shown = " ".join(header[:12]) + (" …" if len(header) > 12 else "")  # noqa: PLR2004
    return problems.WRONG_COLUMNS.at(
        str(path), shown, source=importer.key, missing=" ".join(missing), expected=" ".join(importer.columns),
        suggestion=suggestion,
    )  # fmt: skip


@contextmanager
def _stream(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as raw:
        packed = raw.read(len(GZIP)) == GZIP
        raw.seek(0)
        if not packed:
            yield raw
            return
        with gzip.open(raw) as unpacked:
            yield cast(IO[bytes], unpacked)


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Turn what a damaged file raises into its problem."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise problems.BROKEN_FILE.at(str(path), error) from error
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise problems.UNREADABLE_TEXT.at(str(path), error, encodings="") from error
