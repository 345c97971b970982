"""Baselines: what a change is measured from: a year, the year before, a plan's own base."""

from __future__ import annotations

import re

from qingshan.plans.document import Span
from qingshan.plans.phrases import Grammar

_BEFORE, _BEHIND = 3, 4
"""How far the words around a date reach that make it a baseline: 比 … 年, … 年相比."""


class Baselines:
    """Recognisers made of a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.patterns = [grammar.compile(phrase.pattern) for phrase in grammar.of("baseline")]

    def at(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """The baseline that stands by itself at ``start``, and where it ends."""
        for pattern in self.patterns:
            match = pattern.match(text, start, end)
            if match and (match.end() == end or text[match.end()] in ",、"):
                return _year_or_word(match), match.end()
        return None

    def within(self, text: str, start: int, end: int) -> str | None:
        """A baseline anywhere in a stretch."""
        for pattern in self.patterns:
            match = pattern.search(text, start, end)
            if match:
                return _year_or_word(match)
        return None

    def hold(self, text: str, date: Span) -> bool:
        """Whether a date is a part of a baseline, and so says nothing of when."""
        start, end = date
        return any(
            match.start() <= start and end <= match.end() and match[0] != text[start:end]
            for pattern in self.patterns
            for match in pattern.finditer(text, max(0, start - _BEFORE), end + _BEHIND)
        )


def _year_or_word(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return str(groups.get("y") or groups.get("word") or match[0])
