"""Documents that were brought: is the content what the name says, and where it is kept, by its hash."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from qingshan.kernel.text import Text
from qingshan.operations.evidence import files
from qingshan.plans import problems as reading
from qingshan.plans.stages.read import readers
from qingshan.web import problems

LARGEST = 10 * 1024 * 1024
"""Bytes of a document."""
LARGEST_OVERLAY = 1024 * 1024
UNPACKED = 100 * 1024 * 1024
"""Bytes that a packed document may come to."""
LONGEST = 100_000
"""Characters of its text; a work plan has some thousands."""
LONGEST_NAME = 200
_MARK_WITHIN = 1024
_PACKED, _PDF, _OLD_OFFICE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_WORD_PART = "word/document.xml"
_OTHERS = (b"\x7fELF", b"MZ", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_FORMAT = {".pdf": "pdf", ".docx": "docx"}
BYTES = Text("{n} 字节", "{n} bytes")
CHARACTERS = Text("{n} 字", "{n} characters")


def checked(name: str, data: bytes) -> str:
    """The name as it is kept, without folders. WEB041 too large, PLN001 unknown ending, WEB042 not what it says."""
    bare = Path(name.replace("\\", "/")).name[-LONGEST_NAME:]
    if len(data) > LARGEST:
        raise too_large(bare, BYTES, len(data), LARGEST)
    ending, known = Path(bare).suffix.lower(), readers()
    if ending not in known:
        raise reading.FORMAT.at(bare, ending=ending or "?", known=" ".join(sorted(known)))
    found = _kind(data)
    if data.strip() and found != _FORMAT.get(ending, "text"):
        raise problems.NOT_WHAT_IT_SAYS.at(bare, found, ending=ending)
    if ending == ".docx":
        _check_packed(bare, data)
    return bare


def too_large(name: str, unit: Text, found: int, most: int) -> Exception:
    """The problem of something that is more than is taken."""
    return problems.TOO_LARGE.at(name, unit.say("zh", n=found), most=unit.filled(n=most))


def keep(data: bytes) -> str:
    """Keep a content and give its SHA-256; it is on disk before this returns."""
    digest = hashlib.sha256(data).hexdigest()
    kept = place(digest)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        arriving = kept.with_suffix(f".{os.getpid()}")
        with arriving.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        arriving.replace(kept)
    return digest


def place(digest: str) -> Path:
    """Where the content of that hash lies: a folder beside that of the evidence."""
    return files.drafts() / digest[:2] / digest


def _kind(data: bytes) -> str:
    """What a content is by its own marks: pdf, docx, text, or the word for what it is instead."""
    if _PDF in data[:_MARK_WITHIN]:
        return "pdf"
    if data.startswith(_PACKED):
        return "docx" if _WORD_PART in _names(data) else "zip"
    if data.startswith(_OLD_OFFICE):
        return "doc/xls (OLE)"
    is_binary = data.startswith(_OTHERS) or (b"\0" in data and not data.startswith(_WIDE))
    return "binary" if is_binary else "text"


def _names(data: bytes) -> list[str]:
    try:
        return ZipFile(io.BytesIO(data)).namelist()
    except (BadZipFile, ValueError):
        return []


def _check_packed(name: str, data: bytes) -> None:
    """WEB041 when it would come to more than is taken, by what it says itself; a reader stops at that size."""
    size = sum(one.file_size for one in ZipFile(io.BytesIO(data)).infolist()) if data.strip() else 0
    if size > UNPACKED:
        raise too_large(name, BYTES, size, UNPACKED)
