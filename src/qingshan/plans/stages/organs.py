"""Organs: where the lists of responsible units stand, also where brackets and separators are damaged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qingshan.plans.document import View
from qingshan.plans.phrases import Grammar
from qingshan.plans.stages.organ_list import ListReader, ListReading, Member
from qingshan.plans.stages.rules import RuleMention
from qingshan.plans.stages.segment import Node
from qingshan.plans.syntax.brackets import brackets
from qingshan.plans.syntax.units import UnitNames


@dataclass(frozen=True, slots=True)
class OrganList:
    """One list of units in the view. ``run_together`` are the members that no separator parted from the one before."""

    start: int
    end: int
    members: tuple[Member, ...]
    open: bool
    truncated: bool
    run_together: tuple[int, ...] = ()


def lists(view: View, nodes: list[Node], rules: list[RuleMention], grammar: Grammar) -> list[OrganList]:
    """Every list, in order: in brackets, after a title, or as a chain of units with their roles."""
    finder = _Finder(view.text, rules, grammar)
    found: list[OrganList] = []
    for node in nodes:
        found += finder.bracketed(node)
        found += finder.titled(node, found)
        found += finder.chained(node, found)
    return _first_leads(sorted(found, key=lambda entry: entry.start), rules)


def _first_leads(found: list[OrganList], rules: list[RuleMention]) -> list[OrganList]:
    """From the list a rule ``the first named leads`` stands in, the first member leads."""
    since = next((rule.start for rule in rules if rule.kind == "first_leads"), None)
    if since is None:
        return found
    return [
        entry
        if entry.end < since
        else replace(entry, members=(replace(entry.members[0], role="lead"), *entry.members[1:]))
        for entry in found
    ]


def named_units(text: str, span: tuple[int, int], grammar: Grammar) -> list[tuple[int, int]]:
    """The units that a stretch of the view names, such as those of a default rule."""
    reading = ListReader(text, [], grammar).read(*span, titled=True, closed=True)
    return [(member.start, member.end) for member in reading.members]


class _Finder:
    def __init__(self, text: str, rules: list[RuleMention], grammar: Grammar) -> None:
        self.text, self.reader = text, ListReader(text, rules, grammar)
        self.names: UnitNames = self.reader.names
        self.title = self.reader.title
        lead_words = "|".join(word for phrase in grammar.of("role") if phrase.means == "lead" for word in phrase.words)
        unit = rf"{self.names.prefix}[一-鿿]{{1,12}}?{self.names.ending}"
        self.chain = re.compile(
            rf"(?:(?<=[、。.,;:\n)])|^)由?(?:{unit}[、,.。和])*{unit}(?:等)?(?:按[^,。;、\n]{{0,8}})?(?:{lead_words}|负责)"
        )

    def bracketed(self, node: Node) -> list[OrganList]:
        found = []
        for opened, closed, after in brackets(self.text, node.start, node.end):
            line_end = self.text.find("\n", opened, node.end)
            end = closed if closed is not None else line_end if line_end >= 0 else node.end
            title = self.title.match(self.text, opened + 1, end)
            reading = self.reader.read(opened + 1, end, titled=title is not None, closed=closed is not None)
            if self._is_list(reading, opened, after if closed is not None else end, titled=title is not None):
                cut = closed is None and not self.text[end:].strip()
                found.append(self._made(reading, opened, after if closed is not None else reading.at, truncated=cut))
        return found

    def titled(self, node: Node, known: list[OrganList]) -> list[OrganList]:
        found: list[OrganList] = []
        for match in self.title.finditer(self.text, node.start, node.end):
            taken = any(entry.start <= match.start() < entry.end for entry in [*known, *found])
            if taken or not self._heads_list(match, node.end) or self.reader.titled_role(match[1]) is None:
                continue
            end = self._titled_end(match.end(), node.end)
            reading = self.reader.read(match.start(), end, titled=True, closed=False)
            if reading.members:
                found.append(
                    self._made(reading, match.start(), reading.at, truncated=not self.text[reading.at :].strip())
                )
        return found

    def _heads_list(self, match: re.Match[str], end: int) -> bool:
        """A colon, or what damage has left of it at the head of a sentence, before a unit."""
        if match["colon"]:
            return True
        begins = self.text[match.start() - 1 : match.start()] in "。;,\n([."
        return begins and self.names.starts(self.text, self.reader.after_title(match, end), end)

    def _titled_end(self, start: int, end: int) -> int:
        """The end of the line, or of those that follow it with a title of their own."""
        line_end = self.text.find("\n", start, end)
        while line_end >= 0 and self.title.match(self.text, line_end + 1, end):
            line_end = self.text.find("\n", line_end + 1, end)
        return line_end if line_end >= 0 else end

    def chained(self, node: Node, known: list[OrganList]) -> list[OrganList]:
        found: list[OrganList] = []
        for match in self.chain.finditer(self.text, node.start, node.end):
            if any(entry.start <= match.start() < entry.end for entry in [*known, *found]):
                continue
            reading = self.reader.read(match.start(), node.end, titled=False, closed=False)
            leads = any(member.role == "lead" for member in reading.members)
            several = len(reading.members) > 1 and (leads or self._is_sentence(match.start(), reading.at))
            charged = self.text.startswith("由", match.start()) and self.text[match.end() : match.end() + 1] in ",。;\n"
            if several or (charged and reading.members):
                found.append(self._made(reading, match.start(), reading.at, truncated=False))
        return found

    def _is_sentence(self, start: int, end: int) -> bool:
        """Whether a stretch is a sentence of its own."""
        return self.text[start - 1 : start] in "。\n" and self.text[end : end + 1] in "。\n"

    def _is_list(self, reading: ListReading, start: int, end: int, *, titled: bool) -> bool:
        """A bracket without a title must be units and roles throughout; without roles, prefixed units after a stop."""
        if not reading.members or titled:
            return bool(reading.members)
        if not reading.complete:
            return False
        if any(member.said == "word" for member in reading.members):
            return True
        apart = not self.text[end : end + 1].strip("。;\n") or self.text[start - 1 : start] in "。;"
        prefixed = [self.names.is_prefixed(self.text[member.start : member.end]) for member in reading.members]
        return apart and prefixed[0] and 2 * sum(prefixed) > len(prefixed) and self.text[start - 1 : start] != "("

    def _made(self, reading: ListReading, start: int, end: int, *, truncated: bool) -> OrganList:
        members = _contrasted(reading.members)
        return OrganList(start, end, tuple(members), reading.open, truncated, reading.run_together)


def _contrasted(members: list[Member]) -> list[Member]:
    """负责 beside 参与 means lead; 责任单位 beside 牵头单位 means support."""
    roles = {member.role for member in members}
    if "lead" in roles:
        return [
            replace(member, role="support") if member.role == "responsible" and member.said == "title" else member
            for member in members
        ]
    if any(member.role == "support" and member.said == "word" for member in members):
        return [
            replace(member, role="lead") if member.role == "responsible" and member.said == "word" else member
            for member in members
        ]
    return members
