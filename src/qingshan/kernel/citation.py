"""Where a number comes from, and how far it has been checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qingshan.kernel.text import Text


class Verification(Enum):
    """How far a parameter has been checked against its source; carried into every result it touches."""

    STANDARD = "standard"
    COPY = "copy"
    FITTED = "fitted"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Verification.STANDARD: Text("已核对标准原文", "read in the standard"),
    Verification.COPY: Text("已核对转录本", "read in a copy"),
    Verification.FITTED: Text("由公布数据反推一致", "fitted on published data"),
    Verification.UNVERIFIED: Text("未核实", "unverified"),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """An edition and a clause of it, as a reader would look it up: ``hj633:2012`` 6.2."""

    edition: str
    clause: str
    verification: Verification = Verification.STANDARD

    def __str__(self) -> str:
        return f"{self.edition} {self.clause}"
