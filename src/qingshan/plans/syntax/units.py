"""The names of units: what they end in, what begins them, which are one in spite of a separator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingshan.plans.phrases import Grammar

_HARD = "、,。;:\n"
_SHORTEST_LEFT = 3
_NO_PREFIX = r"(?!场|政工|容|域|级|区)"


@dataclass(frozen=True)
class UnitNames:
    """Recognisers made of the grammar; all work on folded text."""

    prefix: str
    ending: str
    joint: re.Pattern[str]
    collective: re.Pattern[str]
    shape: re.Pattern[str]
    alone: re.Pattern[str]
    area: re.Pattern[str]
    general: frozenset[str]

    def segment_end(self, text: str, start: int, end: int) -> int:
        """Where the segment that begins here ends: after a joint or collective name, or before the next separator."""
        whole = self.joint.match(text, start, end) or self.collective.match(text, start, end)
        depth = 0
        for place in range(whole.end() if whole else start, end):
            char = text[place]
            depth += (char in "([") - (char in ")]")
            if depth < 0 or (depth == 0 and (char in _HARD or self._is_lost_comma(text, place))):
                return place
        return end

    @staticmethod
    def _is_lost_comma(text: str, place: int) -> bool:
        return text[place] == "." and text[place - 1 : place] > "\x7f"

    def read(self, text: str, start: int, end: int) -> list[tuple[int, int]] | None:
        """The spans of the units a segment holds; None when it is not made of units, [] when it is empty."""
        if start == end:
            return []
        if self.joint.fullmatch(text, start, end) or self.collective.fullmatch(text, start, end):
            return [(start, end)]
        if text.startswith("由", start):
            start += 1
        for place in range(start + _SHORTEST_LEFT, end - 1):
            parted = self._parted(text, start, place, end)
            if parted is not None:
                return parted
        whole = text[start:end]
        return [(start, end)] if self.is_unit(whole) or self.area.fullmatch(whole) else None

    def _parted(self, text: str, start: int, place: int, end: int) -> list[tuple[int, int]] | None:
        """Two names without a separator, or with 和 between them, when both sides are whole names."""
        after = place + 1 if text[place] in "和及与" else place
        if after == place and not re.match(rf"{self.prefix}|各", text[place:end]):
            return None
        left, right = text[start:place], text[after:end]
        if not self.is_unit(left) or len(right) < _SHORTEST_LEFT or right[:2] == "市区":
            return None
        rest = self.read(text, after, end)
        return [(start, place), *rest] if rest and (after > place or self.is_prefixed(right)) else None

    def is_unit(self, name: str) -> bool:
        return self.shape.fullmatch(name) is not None and name not in self.general

    def is_prefixed(self, name: str) -> bool:
        return re.match(rf"{self.prefix}|各", name) is not None

    def is_plausible(self, name: str) -> bool:
        """A short name without figures or verbs, such as a list with a title may hold."""
        return re.fullmatch(r"[一-鿿A-Za-z()“”·]{2,}", name) is not None and not re.search(
            r"[的了为与前底]|完成|年", name
        )

    def starts(self, text: str, start: int, end: int) -> bool:
        """Whether a unit begins here and runs to the end of its segment or to a role word."""
        stop = self.segment_end(text, start, end)
        return self.first(text, start, stop) is not None

    def first(self, text: str, start: int, end: int) -> int | None:
        """Where the shortest unit that begins here ends."""
        for place in range(start + 2, end + 1):
            if self.is_unit(text[start:place]) and not re.match(self.ending, text[place:end]):
                return place
        return None


def unit_names(grammar: Grammar) -> UnitNames:
    """The recognisers of a grammar."""
    bare = grammar.any_of("organ", "bare")
    ending = grammar.any_of("organ", "ending")
    areas = grammar.any_of("organ", "collective")
    prefixes = sorted(
        (word for phrase in grammar.of("organ") if "prefix" in phrase.marks for word in phrase.words), key=len
    )
    joined = "|".join(reversed(prefixes))
    return UnitNames(
        prefix=f"(?:{joined}){_NO_PREFIX}",
        ending=ending,
        joint=re.compile(grammar.any_of("organ", "joint")),
        collective=re.compile(
            rf"各(?:(?:{areas}|有关|相关|[、,.。()\[\]和及])*?(?:{bare})(?:[、,.。]?(?:{bare}))*(?:\({bare}\))?"
            rf"|(?:级|有关|相关)*(?:部门|单位)(?:[和及、](?:部门|单位))?"
            rf"|(?:{areas}|[(\[](?:{areas}|、)+[)\]]|、(?={areas}))+)(?!{ending})"
        ),
        shape=re.compile(
            rf"(?![以由]|不再)(?:[一-鿿A-Za-z·“”]|\([^()]{{1,12}}\)){{0,26}}?(?:{ending})(?:\([^()]{{2,20}}\))?"
        ),
        area=re.compile(r"[一-鿿]{2,8}(?:区|县|市|州|旗)"),
        alone=re.compile(grammar.any_of("organ", "alone")),
        general=frozenset(word for phrase in grammar.of("organ") if "general" in phrase.marks for word in phrase.words),
    )
