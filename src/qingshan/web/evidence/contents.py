"""What a file is, told by its first bytes and, of a zip, by its parts; its name must agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

from qingshan.web.evidence.problems import SWELLING, WRONG_CONTENT

MEGABYTE = 1024 * 1024
UNPACKED, ENTRIES = 200, 5000
"""The most a zip may hold, in megabytes and in parts."""
_HEAD = 4096
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13}


def _begins(*marks: bytes) -> Callable[[Path], bool]:
    return lambda path: _head(path).startswith(marks)


def _holds(part: str) -> Callable[[Path], bool]:
    def told(path: Path) -> bool:
        return _head(path).startswith(b"PK\x03\x04") and {"[Content_Types].xml", part} <= set(_parts(path))

    return told


def _is_text(path: Path) -> bool:
    """UTF-8 or GB 18030 throughout, without control characters."""
    content = path.read_bytes()
    return not _CONTROLS & set(content) and any(_decodes(content, name) for name in ("utf-8", "gb18030"))


KINDS: dict[str, Callable[[Path], bool]] = {
    "pdf": _begins(b"%PDF-"),
    "jpg": _begins(b"\xff\xd8\xff"),
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "xlsx": _holds("xl/workbook.xml"),
    "docx": _holds("word/document.xml"),
    "txt": _is_text,
}
ENDINGS = {"jpeg": "jpg"}


def checked(path: Path, kinds: Sequence[str]) -> str:
    """The kind of a file, one of those taken. WEB033 when content or name is another, WEB034 for a swollen zip."""
    ending = path.suffix.lower().lstrip(".")
    kind = ENDINGS.get(ending, ending)
    if kind not in kinds or not KINDS[kind](path):
        raise WRONG_CONTENT.at(path.name, _seen(path), kinds="、".join(kinds))
    if is_zipfile(path):
        _small_enough(path)
    return kind


def _seen(path: Path) -> str:
    """What the content looks like, for the one who has to mend it."""
    return next((kind for kind, told in KINDS.items() if told(path)), "?")


def _small_enough(path: Path) -> None:
    with ZipFile(path) as packed:
        held = packed.infolist()
    size = sum(one.file_size for one in held)
    if size > UNPACKED * MEGABYTE or len(held) > ENTRIES:
        raise SWELLING.at(path.name, f"{size // MEGABYTE} MB / {len(held)}", most=UNPACKED, entries=ENTRIES)


def _parts(path: Path) -> list[str]:
    try:
        with ZipFile(path) as packed:
            return packed.namelist()
    except (BadZipFile, OSError, ValueError):
        return []


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
