"""Which data and figures a plan still lacks, and who reports them."""

from __future__ import annotations

from dataclasses import dataclass

from qingshan.evaluation.judge import Judged
from qingshan.evaluation.returns import GAPS, ReturnsRecord
from qingshan.reports.freshness import overdue, runs
from qingshan.reports.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Missing:
    """What one indicator lacks in some areas. ``result`` is the first of the results it concerns."""

    name: str
    areas: tuple[str, ...]
    what: tuple[str, ...]
    who: str
    result: str


def missing(sheet: Sheet) -> list[Missing]:
    """Everything that keeps a judgement from being made or from being complete, in document order; alike areas once."""
    found: dict[tuple[str, tuple[str, ...], str], list[tuple[str, str]]] = {}
    for entry, row in sheet.pairs:
        if what := lacking(entry, sheet):
            same = (sheet.name(entry), what, reporters(entry, sheet))
            found.setdefault(same, []).append((entry.group.key, row["result"]))
    return [
        Missing(name, tuple(area for area, _ in places), what, who, places[0][1])
        for (name, what, who), places in found.items()
    ]


def lacking(entry: Judged, sheet: Sheet) -> tuple[str, ...]:
    """Why there is no value or no verdict, and what was due and not reported; empty when nothing is missing."""
    words, late = sheet.words, overdue(entry, sheet)
    months = GAPS.filled(gaps="、".join(entry.coverage.get("missing", ())))
    said = [words.signed(reason) for reason in entry.reasons if reason != months]
    return (*said, *([words("returns_missing", periods=runs(late, words))] if late else []))


def reporters(entry: Judged, sheet: Sheet) -> str:
    """Who reported the indicator before, else the units of the task the target stands in; said where nobody is known.

    A realm of automatic measurements names itself.
    """
    words = sheet.words
    if entry.indicator is None:
        return "—"
    record = sheet.evaluation.records[entry.indicator.realm]
    if not isinstance(record, ReturnsRecord):
        return words(f"who_{entry.indicator.realm}") if entry.indicator.realm == "air" else words("who_unknown")
    key = entry.indicator.key
    known = {figure.reporter for (one, _), used in record.used.items() if one == key for figure in used.figures}
    return words.listed(sorted(known) or sheet.units(entry.target)) or words("who_unknown")
