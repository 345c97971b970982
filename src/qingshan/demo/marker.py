"""The mark of the synthetic city's office: demo passwords are for the office that bears it, and for no other."""

from __future__ import annotations

import json
from pathlib import Path

from qingshan.operations.log.models import Record
from qingshan.operations.office import open_office


def mark(office: Path) -> None:
    """Mark the office that is open: the mark holds how its log begins; beside another office it says nothing."""
    _marker(str(office)).write_text(json.dumps({"demo": _beginning()}) + "\n", encoding="ascii")


def is_demo(office: str) -> bool:
    """Whether an office is the synthetic city's. Opens it where it bears a mark; problems as of ``open_office``."""
    if "://" in office or not _marker(office).is_file():
        return False
    open_office(office)
    return _marker(office).read_text(encoding="ascii") == json.dumps({"demo": _beginning()}) + "\n"


def _marker(office: str) -> Path:
    return Path(f"{office}.demo")


def _beginning() -> str:
    first = Record.objects.filter(number=1).values_list("hash", flat=True).first()
    return bytes(first or b"").hex()
