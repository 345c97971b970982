"""The archive: a zip file whose manifest holds size and SHA-256 of every member. Whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from qingshan.kernel.text import Text
from qingshan.operations.backup import problems

MANIFEST = "manifest.json"
FORMAT = 1
_PIECE = 1024 * 1024
_SQUEEZED = "database/"
"""What is worth compressing; Parquet files are compressed already."""
A_BACKUP = Text("qingshan backup 写出的文件", "a file that qingshan backup wrote")
WHOLE = Text("与清单中哈希一致的成员", "members with the hashes that stand in its manifest")
OF_THIS_FORMAT = Text(f"格式 {FORMAT}", f"format {FORMAT}")


class Member(msgspec.Struct, frozen=True):
    """One file in the archive."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was backed up: when (UTC), by which version, of which kind of database, up to which record of the log."""

    version: str
    made_at: str
    database: str
    anchor: str
    migrations: tuple[str, ...]
    has_lake: bool
    members: dict[str, Member]
    format: int = FORMAT


class Packing:
    """An archive being written: each file is read once, hashed as it goes in."""

    def __init__(self, file: IO[bytes]) -> None:
        self.zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self.members: dict[str, Member] = {}

    def add(self, name: str, path: Path) -> Member:
        """Put a file in under a name; gives its size and hash."""
        inside = zipfile.ZipInfo(name)
        inside.compress_type = zipfile.ZIP_DEFLATED if name.startswith(_SQUEEZED) else zipfile.ZIP_STORED
        with path.open("rb") as source, self.zip.open(inside, "w", force_zip64=True) as target:
            self.members[name] = _copied(source, target)
        return self.members[name]

    def end(self, manifest: Manifest) -> None:
        self.zip.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))


@contextmanager
def packing(path: Path) -> Iterator[Packing]:
    """Write an archive that only its owner reads; it appears under its name when it is whole and on disk.

    OPS066 where it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            made = Packing(file)
            try:
                yield made
            finally:
                made.zip.close()
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise problems.NOT_WRITABLE.at(str(path), error.strerror or error) from error
    finally:
        part.unlink(missing_ok=True)


def manifest_of(path: Path) -> Manifest:
    """What an archive says of itself. OPS061 for what is no backup, or one of another format."""
    try:
        with zipfile.ZipFile(path) as opened:
            manifest = msgspec.json.decode(opened.read(MANIFEST), type=Manifest)
    except (OSError, KeyError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
        raise problems.NO_BACKUP.at(str(path), error, expected=A_BACKUP) from error
    if manifest.format != FORMAT:
        raise problems.NO_BACKUP.at(str(path), str(manifest.format), expected=OF_THIS_FORMAT)
    for name in manifest.members:
        _inside(path, name)
    return manifest


def unpack(path: Path, manifest: Manifest, place: Callable[[str], Path]) -> None:
    """Write every member where ``place`` says. OPS061 for one that is missing or has another size or hash."""
    with zipfile.ZipFile(path) as opened:
        for name, member in manifest.members.items():
            target = place(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with opened.open(name) as source, target.open("xb") as file:
                    found = _copied(source, file, member.bytes)
                    file.flush()
                    os.fsync(file.fileno())
            except (KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
                raise problems.NO_BACKUP.at(f"{path} {name}", error, expected=WHOLE) from error
            if found != member:
                raise problems.NO_BACKUP.at(f"{path} {name}", found.sha256, expected=WHOLE)


def _copied(source: IO[bytes], target: IO[bytes], most: int | None = None) -> Member:
    """Copy and hash; no more than a byte beyond ``most`` is read in, whatever the archive unfolds to."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if most is not None and size > most:
            break
        target.write(piece)
    return Member(size, digest.hexdigest())


def _inside(path: Path, name: str) -> None:
    """No member leads out of the folder it is unpacked to."""
    parts = PurePosixPath(name).parts
    if len(parts) < 2 or ".." in parts or name.startswith("/") or "\\" in name:  # noqa: PLR2004 (folder and file)
        raise problems.NO_BACKUP.at(str(path), name, expected=A_BACKUP)
