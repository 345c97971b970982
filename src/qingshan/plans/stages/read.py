"""Read: a file becomes a document, by the reader that declares its ending."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import ModuleType

from qingshan.kernel import registry
from qingshan.plans import problems
from qingshan.plans.document import Document

PLACE = "plans/read"


def readers() -> dict[str, ModuleType]:
    """The reader of each ending."""
    return {ending: module for module in registry.modules(PLACE) for ending in module.ENDINGS}


def read(path: Path) -> Document:
    """The document a file holds; a coded problem with a way out when it cannot be read."""
    if not path.is_file():
        raise problems.MISSING.at(str(path))
    return document_of(path.read_bytes(), path.name)


def document_of(data: bytes, name: str) -> Document:
    """The document some bytes hold, read by the ending of their name."""
    known, ending = readers(), Path(name).suffix.lower()
    if ending not in known:
        raise problems.FORMAT.at(name, ending=ending or "?", known=" ".join(sorted(known)))
    if not data.strip():
        raise problems.EMPTY.at(name)
    text = str(known[ending].text_of(data, name)).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise problems.EMPTY.at(name)
    return Document(text, ending.removeprefix("."), hashlib.sha256(data).hexdigest(), name)
