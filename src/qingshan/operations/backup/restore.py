"""Restoring an office: everything is unpacked and held against its hashes before anything is put in its place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, connection

from qingshan.kernel.clock import known_now
from qingshan.operations.alone import alone
from qingshan.operations.backup import problems
from qingshan.operations.backup.archive import Manifest, manifest_of, unpack
from qingshan.operations.backup.back_up import DRAFTS, EVIDENCE, LAKE
from qingshan.operations.backup.database import NAMES, check_tables, load
from qingshan.operations.evidence import files
from qingshan.operations.problems import NO_OFFICE
from qingshan.operations.settings import configure, shown
from qingshan.operations.statements import in_one_line

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FEW = 3
BESIDE = ("", "-wal", "-shm")
"""What belongs to an SQLite file: a log left behind by another office would be replayed into this one."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a backup go; a backup without a lake needs no place for one."""

    office: str
    lake: Path | None
    evidence: Path
    drafts: Path

    @property
    def kind(self) -> str:
        return POSTGRESQL if "://" in self.office else SQLITE


def restore(path: Path, office: str, lake: Path | None, *, overwrite: bool = False) -> Manifest:
    """Put what an archive holds where it is asked to be; verifying the log afterwards is the caller's.

    Nothing is changed when a code is raised: OPS061 no backup or not whole, OPS062 something is there already,
    OPS063 another kind of database, OPS064 tables of another version, OPS065 the office is being served, OPS066 where
    it cannot be written. With ``overwrite`` files that are there are set aside under another name, never deleted; a
    PostgreSQL database is replaced in one transaction.
    """
    manifest = manifest_of(path)
    configure(office)
    places = Places(office, lake if manifest.has_lake else None, files.folder(), files.drafts())
    if manifest.database != places.kind:
        raise problems.OTHER_KIND.at(shown(office), places.kind, kind=manifest.database)
    check_tables(manifest, path)
    try:
        with alone(office):
            if not overwrite:
                _check_empty(places)
            _put(path, manifest, places)
    except OSError as error:
        raise problems.NOT_WRITABLE.at(str(error.filename or path), error.strerror or error) from error
    return manifest


def _put(path: Path, manifest: Manifest, places: Places) -> None:
    with ExitStack() as held:
        targets = {EVIDENCE: places.evidence, DRAFTS: places.drafts, **({LAKE: places.lake} if places.lake else {})}
        if places.kind == SQLITE:
            targets["database"] = Path(places.office)
        parts = {name: _part(held, target) for name, target in targets.items()}
        if places.kind == POSTGRESQL:
            parts["database"] = Path(held.enter_context(tempfile.TemporaryDirectory()))
        unpack(path, manifest, lambda name: parts[name.partition("/")[0]] / name.partition("/")[2])
        parts[EVIDENCE].mkdir(exist_ok=True)
        dumped = parts["database"] / NAMES[manifest.database].partition("/")[2]
        if places.kind == POSTGRESQL:
            load(places.office, dumped)
        dumped.chmod(0o600)
        connection.close()
        _swap({target: dumped if name == "database" else parts[name] for name, target in targets.items()})


def _part(held: ExitStack, target: Path) -> Path:
    """A folder on the same disk as the target, gone in the end unless it was moved there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = held.enter_context(tempfile.TemporaryDirectory(dir=target.parent, prefix=".restoring-"))
    part = Path(folder) / "part"
    part.mkdir(mode=0o700)
    return part


def _swap(ready: dict[Path, Path]) -> None:
    """Set aside what is there and move what is ready in; all of it back as it was when one move fails."""
    stamp = f"before-{known_now():%Y%m%dT%H%M%S.%f}"
    with ExitStack() as back:
        for target, part in ready.items():
            for old in filter(_holds, _belonging(target)):
                aside = old.with_name(f"{old.name}.{stamp}")
                old.rename(aside)
                back.callback(aside.rename, old)
            part.rename(target)
            back.callback(target.rename, part)
        back.pop_all()


def _belonging(target: Path) -> Iterator[Path]:
    for ending in BESIDE:
        yield target.with_name(target.name + ending)


def _check_empty(places: Places) -> None:
    taken = [places.evidence, places.drafts, *([places.lake] if places.lake else [])]
    taken += _belonging(Path(places.office)) if places.kind == SQLITE else ()
    for one in filter(_holds, taken):
        raise problems.NOT_OVER.at(str(one))
    if places.kind == POSTGRESQL:
        _check_database(places.office)


def _check_database(office: str) -> None:
    try:
        found = connection.introspection.table_names()
    except DatabaseError as error:
        raise NO_OFFICE.at(shown(office), in_one_line(error)) from error
    if found:
        raise problems.NOT_OVER.at(shown(office), " ".join(found[:FEW]))


def _holds(path: Path) -> bool:
    """Whether something would be overwritten; an empty folder is an empty place."""
    return path.exists() and (not path.is_dir() or any(path.iterdir()))
