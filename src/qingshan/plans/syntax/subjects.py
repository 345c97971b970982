"""Subjects: what a clause speaks of; where it begins and ends, and which indicators it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingshan.plans.document import Span
from qingshan.plans.phrases import Grammar
from qingshan.plans.syntax.areas import AreaReader
from qingshan.plans.syntax.brackets import masked
from qingshan.plans.syntax.predicates import Predicate

_SHORTEST_JOINED = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator: its span, and the span of a head noun it shares with those after it."""

    start: int
    end: int
    head: Span | None = None


class Subjects:
    """Recognisers made of a grammar and the names of a vocabulary. Positions are those of the view."""

    def __init__(self, grammar: Grammar, names: frozenset[str]) -> None:
        self.names = names
        self.areas = AreaReader(grammar)
        self.opening, self.outcome = grammar.compile("{opening}"), grammar.compile("{outcome}")
        others = "(?:等|等各项|等主要|等重点)(?:指标|目标|项目)?"
        former = r"(?:由|从)(?:\d{4}年)?的?\d[\d.]*{unit}?(?:左右|以[上下])?"
        by = r"将?按照?[^,。;]{2,24}?(?:要求|任务|目标)"
        self.trailing = grammar.compile(
            rf"(?:{former}|{{adverb}}|{{stretch}}|{{baseline}}|[,、的:]|方面|{others}|{by})+$"
        )
        self.head = grammar.compile("{indicator_head}$")
        self.amount = grammar.compile(f"{grammar.any_of('indicator_head', 'amount')}$")
        self.substance = grammar.compile("{substance}")

    def opened(self, text: str, start: int, end: int) -> int:
        """Where the subject begins after opening words; one that is itself an outcome is none."""
        while start < end and not self.outcome.match(text, start, end):
            match = self.opening.match(text, start, end)
            step = match.end() if match and match.end() > start else start + (text[start] in " ,、:")
            if step == start:
                return start
            start = step
        return start

    def trimmed(self, text: str, start: int, end: int) -> int:
        """Where the subject ends without adverbs, baselines and ``等指标``."""
        match = self.trailing.search(masked(text[start:end]))
        return start + match.start() if match else end

    def indicators(self, text: str, span: Span, predicate: Predicate) -> list[Item]:
        """The indicators a rest names: several when figures, 均, shared heads or complete names say so."""
        if span[0] >= span[1]:
            return []
        parts = self._parts(text, *span)
        if len(parts) < len(predicate.figures):
            parts = [piece for part in parts for piece in self._run_together(text, *part)]
        if len(parts) == 1 or not self._lists(text, span, parts, predicate):
            return [Item(*span)]
        head, last = self._shared_head(text, parts, predicate), parts[-1]
        if head is None:
            return [Item(*part) for part in parts]
        end = head[0] - text.startswith("等", head[0] - 1)
        return [*(Item(*part, head) for part in parts[:-1]), Item(last[0], end, head)]

    def _shared_head(self, text: str, parts: list[Span], predicate: Predicate) -> Span | None:
        """The head noun that the last part shares with those before it: after a substance, or as 均 and 分别 tell."""
        last, before = parts[-1], parts[:-1]
        substance = self.substance.match(text, *last)
        if substance and substance.end() < last[1] and all(self.substance.fullmatch(text, *part) for part in before):
            return substance.end() + text.startswith("等", substance.end()), last[1]
        if not predicate.each or any(self.is_metric(text[slice(*part)]) for part in before):
            return None
        head = self.head.search(masked(text[slice(*last)]))
        return (last[0] + head.start(), last[1]) if head and head.start() else None

    def _lists(self, text: str, span: Span, parts: list[Span], predicate: Predicate) -> bool:
        """Whether the parts are indicators each: as many as figures, told apart by 均, or whole by themselves."""
        if len(parts) == len(predicate.figures) or predicate.each or self._complete(text, parts):
            return True
        joined = "joined" in predicate.marks and "、" not in text[slice(*span)]
        return joined and min(end - start for start, end in parts) >= _SHORTEST_JOINED

    @staticmethod
    def _parts(text: str, start: int, end: int) -> list[Span]:
        """The members of a list, commas inside brackets left alone; 与 binds, it does not list."""
        pieces = re.finditer(r"(?:[^、和及。;]|及(?=以[上下]))+", masked(text[start:end]))
        return [(start + piece.start(), start + piece.end()) for piece in pieces]

    def _run_together(self, text: str, start: int, end: int) -> list[Span]:
        """Two substances whose separator is lost: 二氧化硫氮氧化物."""
        first = self.substance.match(text, start, end)
        apart = first is not None and self.substance.match(text, first.end(), end) is not None
        return [(start, first.end()), (first.end(), end)] if first and apart else [(start, end)]

    def _complete(self, text: str, parts: list[Span]) -> bool:
        """Whether every part is a substance or a whole indicator name."""
        return all(
            self.substance.fullmatch(text, *part)
            or self.is_metric(text[slice(*part)])
            or (part == parts[-1] and self.substance.match(text, *part))
            for part in parts
        )

    def is_metric(self, name: str) -> bool:
        """Whether a name ends like a measured indicator or is one the vocabulary knows."""
        bare = re.sub(r"\([^()]*\)", "", name)
        return self.head.search(bare) is not None or bare in self.names or name in self.names
