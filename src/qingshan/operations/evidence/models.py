"""The evidence table."""

from __future__ import annotations

from qingshan.operations.subject import Subject


class EvidenceItem(Subject):
    """A piece of evidence; the document is ``ledgers.entry.Evidence`` as JSON, with the name its file had."""

    KIND = "evidence"
