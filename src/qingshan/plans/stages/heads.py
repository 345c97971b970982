"""Heads: what a clause says before its subject: when, for which areas, that it is a wish, on which baseline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qingshan.plans.phrases import Grammar
from qingshan.plans.stages.dates import Mention
from qingshan.plans.syntax.areas import Areas
from qingshan.plans.syntax.baselines import Baselines
from qingshan.plans.syntax.subjects import Subjects

_AFTER_DATE = re.compile(r"(?:期间|以前|之前|[“”][^“”]{1,8}[“”]期间|[,、:])")


@dataclass
class Head:
    """What has been taken from the head of a clause, and where what is left of it begins."""

    at: int
    dates: list[Mention] = field(default_factory=list)
    wish: bool = False
    topic: bool = False
    baseline: str | None = None
    leads: bool = False
    areas: Areas | None = None


class HeadReader:
    """Reads the heads of the clauses of one text."""

    def __init__(self, text: str, grammar: Grammar, subjects: Subjects, baselines: Baselines) -> None:
        self.text, self.subjects, self.baselines = text, subjects, baselines
        self.stretch, self.leads = grammar.compile("{stretch}"), grammar.compile("{lead}")
        self.topic = grammar.compile(r"[^,。;]{1,12}(?:方面|层面)")

    def is_topic(self, start: int, end: int) -> bool:
        """Whether a whole stretch only says what the next ones are about."""
        return self.topic.fullmatch(self.text, start, end) is not None

    def read(self, start: int, end: int, mentions: list[Mention]) -> Head:
        """Dates, wishes, baselines and opening words, in whatever order they stand."""
        head = Head(start)
        while head.at < end and self._take(head, end, mentions):
            pass
        return head

    def _take(self, head: Head, end: int, mentions: list[Mention]) -> bool:
        before = head.at
        lead = self.leads.match(self.text, head.at, end + 1)
        if lead and not head.leads:
            head.leads, head.at = True, lead.end()
            head.dates += [entry for entry in mentions if before <= entry.start < lead.end() and entry.years]
            begin = next((entry.end for entry in mentions if entry.start == before), before)
            head.areas, _ = self.subjects.areas.at(self.text, begin, lead.end())
            return True
        mention = next((entry for entry in mentions if entry.start == head.at), None)
        if mention is not None and mention.means not in ("recurring", "open", "at_once"):
            head.dates.append(mention)
            head.at = mention.end
            after = _AFTER_DATE.match(self.text, head.at, end)
            head.at = after.end() if after else head.at
            if self.text[head.at : head.at + 1] == "和" and any(entry.start == head.at + 1 for entry in mentions):
                head.at += 1
            return True
        stretch = self.stretch.match(self.text, head.at, end)
        if stretch:
            head.wish, head.at = True, stretch.end()
            return True
        baseline = self.baselines.at(self.text, head.at, end)
        if baseline:
            head.baseline, head.at = baseline
            return True
        topic = self.topic.match(self.text, head.at, end)
        bound = min((entry.start for entry in mentions if entry.start > head.at), default=end)
        head.at = self.subjects.opened(self.text, head.at, bound)
        head.topic = head.topic or bool(topic and head.at >= topic.end())
        return head.at > before or self._take_dated_area(head, end, mentions)

    def _take_dated_area(self, head: Head, end: int, mentions: list[Mention]) -> bool:
        """An area before the date, when both hold for what follows: 全市2030年前."""
        if head.areas is not None or not any(head.at < entry.start < end and entry.years for entry in mentions):
            return False
        areas, rest = self.subjects.areas.at(self.text, head.at, end)
        dated = any(entry.start == rest and entry.years for entry in mentions)
        if areas is None or not dated or not areas.carries or areas.spans[-1][1] != rest:
            return False
        head.areas, head.at = areas, rest
        return True
