"""What became of each value of a file: the sums that must agree, and the report of what was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import yaml

from qingshan.kernel.text import Language, Text

REASONS = Path(__file__).with_name("reasons.yaml")
PARTS = ("kept", "revised", "unchanged", "duplicate", "missing", "refused")


def reasons() -> dict[str, Text]:
    """Why values are refused, by the key that stands in the report."""
    return msgspec.convert(yaml.load(REASONS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), dict[str, Text])


@dataclass(frozen=True, slots=True)
class FileAccount:
    """One file. ``rows`` are its data rows, ``read`` the values in them (a damaged row counts as one).

    ``kept`` values are new, ``revised`` differ from what was known, ``unchanged`` were known already, ``duplicate``
    stood twice in the file, ``missing`` said nothing, ``refused`` stand with their reasons in ``report``.
    """

    file: str
    batch: str
    sha256: str
    size: int
    rows: int
    read: int
    counts: dict[str, int]
    reasons: dict[str, int] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    report: Path | None = None
    is_known: bool = False

    def __post_init__(self) -> None:
        if sum(self.counts.values()) != self.read:
            raise RuntimeError(f"{self.file}: {self.read} values read, but {self.counts} add up to another number")

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "file": self.file,
            "batch": self.batch,
            "known_already": self.is_known,
            "rows": self.rows,
            "read": self.read,
            **{part: self.counts.get(part, 0) for part in PARTS},
            "reasons": self.reasons,
            "notes": [note.say(language) for note in self.notes],
            "refused_report": str(self.report) if self.report else None,
        }


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What an import did, file by file; ``stored`` counts the rows each table took, ``flagged`` flags by check."""

    source: str
    files: tuple[FileAccount, ...]
    stored: dict[str, int] = field(default_factory=dict)
    flagged: dict[str, int] = field(default_factory=dict)

    def total(self, part: str) -> int:
        return sum(file.read if part == "read" else file.counts.get(part, 0) for file in self.files)

    def as_json(self, language: Language = "zh") -> dict[str, Any]:
        totals = {part: self.total(part) for part in ("read", *PARTS)}
        files = [file.as_json(language) for file in self.files]
        return {"source": self.source, **totals, "files": files, "stored": self.stored, "flagged": self.flagged}
