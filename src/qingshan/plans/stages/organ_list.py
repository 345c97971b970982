"""One list of responsible units, read piece by piece: its units with their roles, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from qingshan.plans.ir import Role
from qingshan.plans.phrases import Grammar, Phrase
from qingshan.plans.stages.rules import RuleMention
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


@dataclass
class ListReading:
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


class ListReader:
    """Reads the lists of one text; ``rules`` are passed over."""

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
        self.dated = grammar.compile(r"(?:于|在)?{date}(?:[一-鿿]{0,8})?")

    def titled_role(self, title: str) -> Role | None:
        """The role of those a title stands before; None where its list names no units."""
        phrase = self.grammar.find("role_title", title)
        return _role(phrase) if phrase and phrase.means != "none" else None

    def after_title(self, title: re.Match[str], end: int) -> int:
        """Where the list begins behind a title, whatever damage has made of its colon."""
        lost = _LOST_COLON.match(self.text, title.end(), end) if not title["colon"] else None
        return lost.end() if lost else title.end()

    def read(self, start: int, end: int, *, titled: bool, closed: bool) -> ListReading:
        reading = ListReading(start, end, [], [])
        while reading.at < end and self._step(reading, titled=titled, closed=closed):
            pass
        if reading.waiting:
            reading.settle(reading.title, "title" if reading.title else "nothing")
        return reading

    def _step(self, reading: ListReading, *, titled: bool, closed: bool) -> bool:
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
            reading.title = self.titled_role(title[1])
            reading.skipping = reading.title is None
            reading.at = self.after_title(title, reading.end)
            return True
        return self._segment(reading, titled=titled, closed=closed)

    def _segment(self, reading: ListReading, *, titled: bool, closed: bool) -> bool:
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

    def _closed_group(self, reading: ListReading, match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
        self._add(reading, spans)
        reading.open = reading.open or bool(match["etc"])
        if "role" in match.re.groupindex:
            phrase = self.grammar.find("role", match["role"])
            reading.settle(_role(phrase) if phrase else None, "word")
        reading.at = match.end()
        return True

    def _add(self, reading: ListReading, spans: list[tuple[int, int]]) -> None:
        reading.run_together += tuple(
            start for (start, _), before in zip(spans[1:], spans, strict=False) if before[1] == start
        )
        reading.waiting += [self._member(*span) for span in spans]

    def _member(self, start: int, end: int) -> Member:
        """A unit, without the role that a bracket behind its name may give it: 市财政局(牵头)."""
        said = self.said.search(self.text, start, end)
        phrase = self.grammar.find("role", said["role"]) if said else None
        return Member(start, said.start(), _role(phrase), "word") if said and phrase else Member(start, end)

    def _doubtful(self, reading: ListReading, at: int, stop: int, *, titled: bool, closed: bool) -> bool:
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


def _role(phrase: Phrase) -> Role:
    role: Role = msgspec.convert(phrase.means, Role)
    return role
