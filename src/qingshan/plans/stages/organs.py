"""Organs: the lists of responsible units, with roles, also where brackets and separators are damaged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from qingshan.plans.document import View
from qingshan.plans.ir import Role
from qingshan.plans.phrases import Grammar
from qingshan.plans.stages.rules import RuleMention
from qingshan.plans.stages.segment import Node
from qingshan.plans.syntax.brackets import brackets
from qingshan.plans.syntax.units import UnitNames, unit_names

_SEPARATORS = "、,。;:.\n/ "
_LOST_COLON = re.compile(r"[)\]]?[。.,;:—为是]?")
_LONGEST_UNKNOWN = 12
_LONGEST_PLACE = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of a list; ``said`` tells whether its role was a word after it, a title before it, or nothing."""

    start: int
    end: int
    role: Role = "responsible"
    said: Literal["word", "title", "nothing"] = "nothing"


@dataclass(frozen=True, slots=True)
class OrganList:
    """One list of units in the view. ``run_together`` are the members that no separator parted from the one before."""

    start: int
    end: int
    members: tuple[Member, ...]
    open: bool
    truncated: bool
    run_together: tuple[int, ...] = ()


@dataclass
class _Reading:
    """A list while it is read: members with a role, those still waiting for one, and where reading stands."""

    at: int
    end: int
    members: list[Member]
    waiting: list[Member]
    title: Role | None = None
    skipping: bool = False
    open: bool = False
    complete: bool = True
    run_together: tuple[int, ...] = ()

    def settle(self, role: Role | None, said: Literal["word", "title", "nothing"]) -> None:
        self.members += [
            replace(member, role=role or "responsible", said=said) if member.said == "nothing" else member
            for member in self.waiting
        ]
        self.waiting = []


def lists(view: View, nodes: list[Node], rules: list[RuleMention], grammar: Grammar) -> list[OrganList]:
    """Every list, in order: in brackets, after a title, or as a chain of units with their roles."""
    reader = _Reader(view.text, rules, grammar)
    found: list[OrganList] = []
    for node in nodes:
        found += reader.bracketed(node)
        found += reader.titled(node, found)
        found += reader.chained(node, found)
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
    reading = _Reader(text, [], grammar).read(*span, titled=True, closed=True)
    return [(member.start, member.end) for member in reading.members]


class _Reader:
    def __init__(self, text: str, rules: list[RuleMention], grammar: Grammar) -> None:
        self.text, self.rules = text, rules
        self.names: UnitNames = unit_names(grammar)
        self.grammar = grammar
        self.title = grammar.compile(r"(?:主要|(?:省|市|县|区|州|镇)(?:级|直|区)?|属地)?({role_title})(?P<colon>[::])?")
        self.role = grammar.compile(
            r"(?P<names>.*?)(?P<etc>等(?:有关|相关|市直|市级|各|部门|单位|和|及|企业)*)?(?:按照?)?(?:各自)?(?:职责)?(?:分工)?"
            rf"(?P<role>{{role}})(?=$|各|{self.names.prefix})"
        )
        self.said = grammar.compile(r"\((?P<role>{role})\)$")
        self.etc = re.compile(r"(?P<names>.*?)(?P<etc>等(?:有关|相关|市直|市级|各|部门|单位|和|及|企业)*)$")
        lead_words = "|".join(word for phrase in grammar.of("role") if phrase.means == "lead" for word in phrase.words)
        unit = rf"{self.names.prefix}[一-鿿]{{1,12}}?{self.names.ending}"
        self.chain = re.compile(
            rf"(?:(?<=[、。.,;:\n)])|^)由?(?:{unit}[、,.。和])*{unit}(?:等)?(?:按[^,。;、\n]{{0,8}})?(?:{lead_words}|负责)"
        )
        self.dated = grammar.compile(r"(?:于|在)?{date}(?:[一-鿿]{0,8})?")

    def bracketed(self, node: Node) -> list[OrganList]:
        found = []
        for opened, closed, after in brackets(self.text, node.start, node.end):
            line_end = self.text.find("\n", opened, node.end)
            end = closed if closed is not None else line_end if line_end >= 0 else node.end
            title = self.title.match(self.text, opened + 1, end)
            reading = self.read(opened + 1, end, titled=title is not None, closed=closed is not None)
            if self._is_list(reading, opened, after if closed is not None else end, titled=title is not None):
                cut = closed is None and not self.text[end:].strip()
                found.append(self._made(reading, opened, after if closed is not None else reading.at, truncated=cut))
        return found

    def titled(self, node: Node, known: list[OrganList]) -> list[OrganList]:
        found: list[OrganList] = []
        for match in self.title.finditer(self.text, node.start, node.end):
            taken = any(entry.start <= match.start() < entry.end for entry in [*known, *found])
            if taken or not self._heads_list(match, node.end) or self._means(match[1]) == "none":
                continue
            end = self._titled_end(match.end(), node.end)
            reading = self.read(match.start(), end, titled=True, closed=False)
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
        return begins and self.names.starts(self.text, self._after_title(match, end), end)

    def _after_title(self, title: re.Match[str], end: int) -> int:
        """Where the list begins behind a title, whatever damage has made of its colon."""
        lost = _LOST_COLON.match(self.text, title.end(), end) if not title["colon"] else None
        return lost.end() if lost else title.end()

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
            reading = self.read(match.start(), node.end, titled=False, closed=False)
            leads = any(member.role == "lead" for member in reading.members)
            several = len(reading.members) > 1 and (leads or self._is_sentence(match.start(), reading.at))
            charged = self.text.startswith("由", match.start()) and self.text[match.end() : match.end() + 1] in ",。;\n"
            if several or (charged and reading.members):
                found.append(self._made(reading, match.start(), reading.at, truncated=False))
        return found

    def _is_sentence(self, start: int, end: int) -> bool:
        """Whether a stretch is a sentence of its own."""
        return self.text[start - 1 : start] in "。\n" and self.text[end : end + 1] in "。\n"

    def _means(self, title: str) -> str:
        phrase = self.grammar.find("role_title", title)
        return phrase.means if phrase else "none"

    def _is_list(self, reading: _Reading, start: int, end: int, *, titled: bool) -> bool:
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

    def _made(self, reading: _Reading, start: int, end: int, *, truncated: bool) -> OrganList:
        members = _contrasted(reading.members)
        return OrganList(start, end, tuple(members), reading.open, truncated, reading.run_together)

    def read(self, start: int, end: int, *, titled: bool, closed: bool) -> _Reading:
        reading = _Reading(start, end, [], [])
        while reading.at < end and self._step(reading, titled=titled, closed=closed):
            pass
        if reading.waiting:
            reading.settle(reading.title, "title" if reading.title else "nothing")
        return reading

    def _step(self, reading: _Reading, *, titled: bool, closed: bool) -> bool:
        """Read one piece: a separator, a rule, a title, or a segment; False where the list ends."""
        text, at = self.text, reading.at
        rule = next((rule for rule in self.rules if rule.start <= at < rule.end), None)
        if rule is not None or text[at] in _SEPARATORS:
            reading.at = rule.end if rule else at + 1
            return True
        if text[at] in "和及" and self.names.starts(text, at + 1, reading.end):
            reading.at += 1
            return True
        title = self.title.match(text, at, reading.end)
        if title and (title["colon"] or closed or titled):
            if reading.waiting:
                reading.settle(reading.title, "title" if reading.title else "nothing")
            means = self._means(title[1])
            reading.skipping = means == "none"
            reading.title = None if means == "none" else means  # type: ignore[assignment]
            reading.at = self._after_title(title, reading.end)
            return True
        return self._segment(reading, titled=titled, closed=closed)

    def _segment(self, reading: _Reading, *, titled: bool, closed: bool) -> bool:
        text, at = self.text, reading.at
        if text[at] in ")]":
            return False
        stop = self.names.segment_end(text, at, reading.end)
        inside = self.title.search(text, at + 1, stop + 1)
        stop = inside.start() if inside and inside["colon"] else stop
        if reading.skipping or self.dated.fullmatch(self.text, at, stop):
            reading.at = stop
            return True
        match = self.role.match(text, at, stop) or self.etc.match(text, at, stop)
        names_end = match.end("names") if match else stop
        spans = self.names.read(text, at, names_end)
        if match and spans is not None:
            return self._closed_group(reading, match, spans)
        if spans is not None:
            self._add(reading, spans)
            reading.at = stop
            return True
        return self._doubtful(reading, at, stop, titled=titled, closed=closed)

    def _closed_group(self, reading: _Reading, match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
        self._add(reading, spans)
        reading.open = reading.open or bool(match["etc"])
        if "role" in match.re.groupindex:
            phrase = self.grammar.find("role", match["role"])
            reading.settle(phrase.means if phrase else None, "word")  # type: ignore[arg-type]
        reading.at = match.end()
        return True

    def _add(self, reading: _Reading, spans: list[tuple[int, int]]) -> None:
        reading.run_together += tuple(
            start for (start, _), before in zip(spans[1:], spans, strict=False) if before[1] == start
        )
        reading.waiting += [self._member(*span) for span in spans]

    def _member(self, start: int, end: int) -> Member:
        """A unit, without the role that a bracket behind its name may give it: 市财政局(牵头)."""
        said = self.said.search(self.text, start, end)
        phrase = self.grammar.find("role", said["role"]) if said else None
        return Member(start, said.start(), phrase.means, "word") if said and phrase else Member(start, end)  # type: ignore[arg-type]

    def _doubtful(self, reading: _Reading, at: int, stop: int, *, titled: bool, closed: bool) -> bool:
        """No unit: an unknown name or a bare place in a bracket, or running text after the last unit."""
        known = bool(reading.waiting or reading.members)
        longest = _LONGEST_UNKNOWN if titled else _LONGEST_PLACE
        if closed and stop - at <= longest and self.names.is_plausible(self.text[at:stop]):
            reading.waiting.append(Member(at, stop))
            reading.at = stop
            return True
        first = self.names.first(self.text, at, stop) if titled or known else None
        if first is not None and titled:
            reading.waiting.append(Member(at, first))
            reading.at = first
        reading.complete = False
        return False


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
