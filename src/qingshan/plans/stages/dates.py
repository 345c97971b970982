"""Dates: every date phrase of the text, with the last day it means and whether it binds."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from qingshan.kernel.periods import Period
from qingshan.plans.document import View
from qingshan.plans.phrases import Grammar, Phrase

_HAN_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_TERMS = {"两": 2} | {
    char: number for digits in ("一二三四五六七八九十", "123456789") for number, char in enumerate(digits, start=1)
}
_TEN_DAYS = {"上": "10", "中": "20"}
_BOUND_BEFORE = 12
_DOCUMENT = re.compile(r"[^,。;\n]{0,24}(?:要点|方案|计划|规划|清单)[》”]?(?:公布|印发|发布|出台|实施|[,。\n]|$)")
"""What follows the year of a document's name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date phrase in the view. ``on`` is null where it names no day; ``years`` is the period it names."""

    start: int
    end: int
    means: str
    on: date | None
    years: str | None
    soft: bool = False


def mentions(view: View, period: str | None, issued_on: date | None, grammar: Grammar) -> list[Mention]:
    """All date phrases in order; where two overlap, the longer one, and among equals the one declared first."""
    text = view.text
    named: list[tuple[int, str]] = []
    chosen: list[tuple[re.Match[str], Phrase]] = []
    found = [
        (match.start(), -len(match[0]), order, match, phrase)
        for order, phrase in enumerate(grammar.of("date"))
        for match in grammar.compile(phrase.pattern).finditer(text)
    ]
    kept: list[Mention] = []
    soft_words = grammar.compile(rf"{{stretch}}[^,。;\n]{{0,{_BOUND_BEFORE}}}$")
    softened = grammar.compile(r",?{stretch}")
    longest_first = sorted(found, key=lambda entry: entry[1:3])
    taken: list[tuple[int, int]] = []
    for start, length, _, match, phrase in longest_first:
        if any(start < end and begin < start - length for begin, end in taken):
            continue
        taken.append((start, start - length))
        chosen.append((match, phrase))
    for match, phrase in sorted(chosen, key=lambda entry: entry[0].start()):
        start, end, groups = match.start(), match.end(), match.groupdict()
        relative = (
            phrase.means == "deadline" and not groups.get("y") and not phrase.marks and match[0][0] not in "今本当"
        )
        year = _year_before(text, start, named) if relative else None
        before = text[max(0, start - 2 * _BOUND_BEFORE) : start]
        soft = soft_words.search(before) is not None or softened.match(text, end) is not None
        kept.append(_mention(match, phrase, year or period, issued_on, soft=soft))
        if groups.get("y") and groups["y"] >= (period or "")[:4] and (groups.get("m") or phrase.means == "year"):
            named.append((end, groups["y"]))
    return [entry for entry in kept if entry.means != "none"]


def _year_before(text: str, start: int, named: list[tuple[int, str]]) -> str | None:
    """The year last named in the sentence so far, which a month without one belongs to."""
    end, year = named[-1] if named else (start, "")
    return year if year and not re.search(r"[。\n]", text[end:start]) else None


def _mention(
    match: re.Match[str], phrase: Phrase, period: str | None, issued_on: date | None, *, soft: bool
) -> Mention:
    means = phrase.means
    groups = {name: value for name, value in match.groupdict().items() if value}
    fixed = next(iter(phrase.marks), None)
    year = groups.get("y") or fixed or (period or "")[:4] or None
    if fixed and means == "span":
        year = fixed[-4:]
    elif fixed and fixed.startswith(("+", "-")):
        year = str(int(period[:4]) + int(fixed)) if period else None
    on: date | None = None
    if means == "within":
        on = issued_on + timedelta(days=int(groups["n"])) if issued_on else None
    elif means in ("deadline", "season", "year", "span") and year is not None:
        on = _last_day(int(year) + (means == "season"), groups)
    years = "-".join(re.findall(r"\d{4}", fixed or match[0])) if means in ("span", "spell") else None
    if means == "term" and period:
        first = int(period[:4])
        years = f"{first}-{first + _TERMS[groups.get('n') or groups['n2']] - 1}"
    if on and groups.get("y1") and groups["y1"] != str(on.year):
        years = f"{groups['y1']}-{on.year}"
    return Mention(match.start(), match.end(), means, on, years or (str(on.year) if on else None), soft)


def _last_day(year: int, groups: dict[str, str]) -> date | None:
    """The last day of the finest unit named; None for a date the calendar does not have."""
    try:
        day = groups.get("d") or _TEN_DAYS.get(groups.get("x", ""))
        return date(year, int(groups["m"]), int(day)) if day else Period.of(_period_key(year, groups)).end
    except ValueError:
        return None


def _period_key(year: int, groups: dict[str, str]) -> str:
    if "m" in groups:
        return f"{year}-{int(groups['m']):02d}"
    if "q" in groups:
        return f"{year}Q{_HAN_DIGITS.get(groups['q'], groups['q'])}"
    return f"{year}H{1 if groups['h'] == '上' else 2}" if "h" in groups else str(year)


def within(found: list[Mention], start: int, end: int) -> list[Mention]:
    """Those that lie inside a stretch of the view."""
    first = bisect_right([entry.start for entry in found], start - 1)
    return [entry for entry in found[first:] if entry.start < end and entry.end <= end]


def binding(found: list[Mention], text: str, earliest: date | None, grammar: Grammar) -> list[Mention]:
    """The deadlines among the phrases: not a bare year within a sentence, not one before the document's period."""
    return [
        entry
        for entry in found
        if _binds(entry, text, grammar) and not over(entry, earliest) and not _reported(entry, text, grammar)
    ]


def _reported(entry: Mention, text: str, grammar: Grammar) -> bool:
    """Whether its sentence has begun to report what has been reached."""
    begin = max(text.rfind("。", 0, entry.start), text.rfind("\n", 0, entry.start)) + 1
    return grammar.compile("{report}").search(text, begin, entry.end) is not None


def over(entry: Mention, earliest: date | None) -> bool:
    """Whether it lies before the document's period."""
    return entry.on is not None and earliest is not None and entry.on < earliest


def _binds(entry: Mention, text: str, grammar: Grammar) -> bool:
    """A bare year binds at the head of a clause that goes on with what is to be done."""
    if entry.means not in ("year", "term"):
        return entry.means not in ("span", "spell")
    if _DOCUMENT.match(text, entry.end):
        return False
    follows = grammar.compile(r"[,、]|{area}|{outcome}|{stretch}|实现|达到|基本|新增|新建").match(text, entry.end)
    return follows is not None and _at_head(text, entry.start)


def _at_head(text: str, start: int) -> bool:
    return start == 0 or not ("一" <= text[start - 1] <= "鿿" or text[start - 1].isalnum())
