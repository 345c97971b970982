"""A file of a form, on disk under its own name while it is looked at; checked by size and content."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qingshan.web.evidence.contents import MEGABYTE, checked
from qingshan.web.evidence.problems import NO_UPLOAD, TOO_LARGE
from qingshan.web.visitor import Visit

LONGEST = 60
"""Characters of a name that are kept: the longest Chinese one a file system takes."""


@contextmanager
def uploaded(request: Visit, name: str, kinds: Sequence[str], most: int) -> Iterator[Path]:
    """The file in field ``name``, of one of ``kinds``, up to ``most`` megabytes; gone afterwards. WEB031 to WEB034."""
    sent = request.FILES.get(name)
    if sent is None or not sent.size:
        raise NO_UPLOAD.at(name, sent and sent.name)
    if sent.size > most * MEGABYTE:
        raise TOO_LARGE.at(str(sent.name), f"{sent.size / MEGABYTE:.1f} MB", most=most)
    with tempfile.TemporaryDirectory(prefix="qingshan-") as folder:
        path = Path(folder) / plain_name(str(sent.name))
        with path.open("wb") as file:
            for part in sent.chunks():
                file.write(part)
        checked(path, kinds)
        yield path


def plain_name(name: str) -> str:
    """The last part of a name without control characters, its ending kept when it is shortened."""
    shown = "".join(one for one in name.replace("\\", "/").rpartition("/")[2] if one.isprintable()).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:LONGEST]}{dot}{ending[:8]}" if dot else shown[:LONGEST] or "_"
