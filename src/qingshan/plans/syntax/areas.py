"""Areas and groups of objects at the head of a subject: 全市, 各县(市、区), 全市9个断面, 甲江乙段."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qingshan.plans.document import Span
from qingshan.plans.ir import How
from qingshan.plans.phrases import Grammar
from qingshan.plans.syntax.brackets import closing

_LONGEST = 30
_LISTING = frozenset("、,和及与")
_MEMBER = re.compile(r"(?<=[、和及(\[包括含指即])(?!包|括|含|指|即)[^、和及()\[\]]+")


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas or groups a subject begins with; ``carries`` tells whether later clauses inherit them.

    ``whole`` is the whole area of the document, which later sentences of the paragraph inherit too.
    """

    spans: tuple[Span, ...]
    how: How
    members: tuple[Span, ...] = ()
    carries: bool = True
    whole: bool = False


@dataclass
class _Named:
    """Named areas while they are read; ``end`` is where the rest of the subject begins."""

    end: int
    spans: list[Span] = field(default_factory=list)
    members: list[Span] = field(default_factory=list)
    each: bool = False
    carries: bool = True
    whole: bool = False


class AreaReader:
    """Recognisers made of a grammar. Positions are those of the view."""

    def __init__(self, grammar: Grammar) -> None:
        self.areas = [(phrase, grammar.compile(phrase.pattern)) for phrase in grammar.of("area")]
        counted, water = grammar.any_of("group", "counted"), grammar.any_of("group", "water")
        own = (part for phrase in grammar.of("group") if not phrase.marks for part in (*phrase.words, phrase.pattern))
        plain = "(?:" + "|".join(filter(None, own)) + ")"
        ahead = rf"[^,。;]{{0,{_LONGEST}}}?"
        self.counted = grammar.compile(rf"{ahead}\d+(?:余)?(?:个|条|座|处|家)[^,。;、\d]{{0,12}}?{counted}")
        self.objects = grammar.compile(rf"[^,。;]{{1,{_LONGEST}}}?{plain}(?![、和及的内外])(?=[^,。;]{{2,}})")
        one = rf"[一-鿿]{{0,8}}?{plain}"
        self.listed = grammar.compile(rf"{one}(?:、{one})+(?=[^,。;]{{2,}})")
        measured = (
            r"(?:整体|总体|年均|平均|全年)?水质(?:$|[^、和]*(?:比例|比率|率|指数)$)|优(?:良|Ⅲ)(?:类)?(?:水体|水质|断面)?(?:比例|比率|率)"
            r"(?:$|\()|(?:达到|优于|好于)[^、和]*(?:比例|比率|率)$"
        )
        self.water = grammar.compile(rf"(?P<water>[^,。;]{{1,{_LONGEST}}}?{water})(?={measured})")
        self.water_name = grammar.compile(r"[一-鿿]{1,4}(?:河|江|湖|水库|溪)(?=黑臭|水质|水环境|水生态|{substance})")
        self.ending = grammar.compile("{group}$")

    def at(self, text: str, start: int, end: int) -> tuple[Areas | None, int]:
        """The areas that begin here and where the rest begins; a group encloses the one area it begins with."""
        named = self._named(text, start, end)
        groups = self._objects(text, start if len(named.spans) <= 1 else named.end, end)
        if not groups and not named.spans:
            groups = self._named_objects(text, start, end)
        if groups:
            several = len(groups) > 1 and not any(re.search(r"\d|重点", text[slice(*span)]) for span in groups)
            areas = Areas(tuple(groups), "each" if several else "together", carries=False)
            return areas, self._after(text, groups[-1][1], end)
        if not named.spans:
            return None, start
        how: How = "each" if named.each or len(named.spans) > 1 else "together"
        areas = Areas(tuple(named.spans), how, tuple(named.members), named.carries, named.whole)
        return areas, self._after(text, named.end, end)

    def group(self, text: str, start: int, end: int) -> Areas | None:
        """A whole subject that is a group of objects, such as the sections from which something is removed."""
        if start >= end or not self.ending.search(text[start:end]):
            return None
        spans = tuple(self._parted(text, start, end))
        return Areas(spans, "each" if len(spans) > 1 else "together", carries=False)

    def is_broad(self, text: str, areas: Areas) -> bool:
        """Whether a group is all objects of a kind in the whole area."""
        start, end = areas.spans[0]
        marks = self._area(text, start, end)[1]
        return not areas.carries and "whole" in marks

    def shared_out(self, text: str, areas: Areas, count: int) -> list[Areas]:
        """The areas one by one where there are as many as figures, also those that 等区域 sums up; else nothing."""
        spans = list(areas.spans)
        if len(spans) == 1:
            start, end = spans[0]
            summed = re.search(r"等[^、和]{1,6}$", text[start:end])
            listed = text[start : start + summed.start()] if summed else text[start:end]
            spans = [(start + part.start(), start + part.end()) for part in re.finditer(r"[^、和]+", listed)]
        return [Areas((span,), "together", carries=False) for span in spans] if len(spans) == count else []

    def _named(self, text: str, start: int, end: int) -> _Named:
        """The named areas of a list, with the members a bracket gives."""
        named, place = _Named(start), start
        while place < end:
            match, marks = self._area(text, place, end)
            if match is None:
                break
            stop = self._widened(text, match.end(), end)
            named.spans.append((place, stop))
            named.whole = "whole" in marks and len(named.spans) == 1
            named.each = named.each or "each" in marks
            named.carries = named.carries and "group" not in marks and stop == match.end()
            named.end = self._with_members(text, stop, end, named)
            if named.end >= end or text[named.end] not in _LISTING:
                break
            place = named.end + 1
        return _Named(start) if len(named.spans) > 1 and text.startswith("等", named.end) else named

    def _area(self, text: str, start: int, end: int) -> tuple[re.Match[str] | None, frozenset[str]]:
        for phrase, pattern in self.areas:
            match = pattern.match(text, start, end)
            if match:
                return match, phrase.marks
        return None, frozenset()

    def _widened(self, text: str, place: int, end: int) -> int:
        """Where an area that goes straight on into another ends: 全省县级及以上城市."""
        match, marks = self._area(text, place, end)
        return match.end() if match and {"group", "each"} & marks else place

    @staticmethod
    def _with_members(text: str, place: int, end: int, named: _Named) -> int:
        """Where a bracket that lists what an area includes ends; ``place`` itself when there is none."""
        closed = closing(text, place, end) if text[place : place + 1] in ("(", "[") else None
        if closed is None or not re.match(r"[(\[](?:包括|包含|含|指|即)", text[place:closed]):
            return place
        members = _MEMBER.finditer(text[place:closed])
        named.members += [(place + match.start(), place + match.end()) for match in members]
        return closed + 1

    @staticmethod
    def _after(text: str, place: int, end: int) -> int:
        closed = closing(text, place, end) if text[place : place + 1] in ("(", "[") else None
        place = closed + 1 if closed is not None and closed + 1 < end else place
        return place + 1 if place < end and text[place] in "的,、中内" else place

    def _objects(self, text: str, start: int, end: int) -> list[Span]:
        """Groups that may enclose an area: counted objects, or several kinds of them in a list."""
        counted = self._counted(text, start, end)
        if counted and counted[-1][1] < end:
            return counted
        listed = self.listed.match(text, start, end)
        if listed:
            return self._parted(text, *listed.span())
        water = self.water.match(text, start, end) if self._area(text, start, end)[0] else None
        parts = self._parted(text, *water.span("water")) if water else []
        return parts if len(parts) > 1 or not (water and re.search("[、和]", water["water"])) else []

    def _named_objects(self, text: str, start: int, end: int) -> list[Span]:
        """Groups without a number: waters before 水质, objects of one kind, a river before what is measured in it."""
        water = self.water.match(text, start, end)
        if water:
            return self._parted(text, *water.span("water"))
        objects = self.objects.match(text, start, end)
        if objects:
            return [objects.span()]
        river = self.water_name.match(text, start, end)
        return [river.span()] if river else []

    def _counted(self, text: str, start: int, end: int) -> list[Span]:
        """Counted objects one after the other; 纳入 before them is no part of their name."""
        found: list[Span] = []
        while match := self.counted.match(text, start, end):
            lead = re.match(r"(?:纳入|列入)", match[0])
            found.append((match.start() + (lead.end() if lead else 0), match.end()))
            start = match.end() + 1
            if text[match.end() : start] not in _LISTING:
                break
        return found

    def _parted(self, text: str, start: int, end: int) -> list[Span]:
        """The members of a list when each is an object of its kind; else one group as written."""
        parts = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^、和]+", text[start:end])]
        whole = all(self.ending.search(text[slice(*part)]) for part in parts[:-1])
        return parts if whole else [(start, end)]
