"""How much of the period the figures rest on, and what a person decided to leave out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qingshan.evaluation.exclusions import Exclusion
from qingshan.evaluation.groups import Group
from qingshan.kernel.periods import Period
from qingshan.reports.sheet import Sheet
from qingshan.standards.quantity import label


@dataclass(frozen=True, slots=True)
class Share:
    """Valid days of the days passed; ``days`` is zero before the month begins."""

    valid: int
    days: int

    @property
    def percent(self) -> int:
        """For the length of a bar."""
        return 100 * self.valid // self.days if self.days else 0


def coverage(sheet: Sheet) -> dict[str, Any]:
    """Groups with their sites, and a row a month and one for all, with one share for each group."""
    words, period = sheet.words, sheet.evaluation.period
    months = [(words("month", year=one.start.year, month=one.start.month), one) for one in period.months()]
    rows = [(name, [_share(sheet, group, month) for group in sheet.groups]) for name, month in months]
    total = (words("coverage_total"), [_share(sheet, group, period) for group in sheet.groups])
    return {"groups": [(group.key, _sites(sheet, group)) for group in sheet.groups], "rows": [*rows, total]}


def _share(sheet: Sheet, group: Group, span: Period) -> Share:
    passed = [day for day in span.each_day() if sheet.has_passed(day)]
    rows = sheet.days[group.key]
    return Share(sum(1 for day in passed if day in rows and rows[day]["valid"]), len(passed))


def _sites(sheet: Sheet, group: Group) -> str:
    sites = sorted({member.site for member in sheet.evaluation.air.members.get(group.key, [])})
    return sheet.words("coverage_sites", count=len(sites), sites=sheet.words.listed(sites))


def left_out(sheet: Sheet) -> Iterator[dict[str, str]]:
    """The decisions, those that differ in their items only as one."""
    merged: dict[tuple[Any, ...], list[Exclusion]] = {}
    for one in sheet.evaluation.air.exclusions:
        key = (one.kind, one.sites, one.from_hour, one.to_hour, one.reason, one.document, one.decided_by)
        merged.setdefault(key, []).append(one)
    words = sheet.words
    for same in merged.values():
        one, items = same[0], dict.fromkeys(item for each in same for item in each.items)
        yield {
            "kind": words(f"exclusion_{one.kind}"),
            "sites": words.listed(list(one.sites)),
            "items": words.listed([words.say(label(item)) for item in items]),
            "hours": words("hours", first=f"{one.from_hour:%Y-%m-%d %H:%M}", last=f"{one.to_hour:%Y-%m-%d %H:%M}"),
            "reason": one.reason,
            "document": " · ".join(part for part in (one.document, one.decided_by) if part),
        }
