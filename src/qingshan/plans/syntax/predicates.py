"""Predicates: what a clause says of its subject: a figure, a change by a figure, a state, or an outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from qingshan.plans.ir import Comparator, Rule
from qingshan.plans.phrases import Grammar, Phrase

_NUMBER = r"(?<![A-Za-z\d.前第])(?!\d{4}年)\d+(?:,\d{3})*(?:\.\d+)?"
_LOST = r"[。,、.;]?"
_ASIDE = r"(?:[(\[]□*[)\]])?"
_TAIL = r"(?:的|等)?(?:目标|水平|要求|任务|达标)?(?:[(\[]□*[)\]])*"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit as a span (None when none is written) and its comparison."""

    value: str
    unit: tuple[int, int] | None
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class Predicate:
    """Where it stands in the view and what it says. ``object`` is what an outcome's verb governs."""

    kind: Literal["figure", "change", "state", "outcome"]
    start: int
    end: int
    figures: tuple[Figure, ...] = ()
    comparator: Comparator = "qualitative"
    rule: Rule = "level"
    value: str | None = None
    object: tuple[int, int] | None = None
    marks: frozenset[str] = frozenset()
    verb: bool = True
    each: bool = False
    wish: bool = False
    neutral: bool = False


class Predicates:
    """Recognisers made of a grammar; all are anchored to the end of a clause, which keeps attributes out."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        figure = rf"(?:{_NUMBER}){_LOST} ?(?:{{unit}})?{_LOST}{_ASIDE}(?:{{bound}})?"
        self.one = grammar.compile(
            rf"(?P<value>{_NUMBER})(?P<lost>{_LOST}) ?(?P<unit>{{unit}})?{_LOST}{_ASIDE}(?P<bound>{{bound}})?"
        )
        figures = rf"(?P<figures>{figure}(?:[、,和及]{{1,2}}{figure})*)"
        before = "(?P<before>(?:{stretch}|{adverb}|{baseline})*)"
        end = rf"{_TAIL}[。.,;、]?$"
        self.level = grammar.compile(
            rf"{before}(?:(?P<verb>{{comparator}})(?:[一-鿿]{{2,10}}的)?)?(?P<after>(?:{{adverb}}|{{stretch}})*){figures}{end}"
        )
        self.change = grammar.compile(
            rf"{before}(?P<verb>{{change}})(?:了|幅度|比例|率)?(?:达到|达|不低于|不少于|超过)?{figures}{end}"
        )
        self.outcome = grammar.compile(
            r"(?P<before>(?:{stretch}|{adverb})*)(?P<verb>{outcome})(?!{indicator_head})(?P<object>.+)$"
        )
        self.states = [
            (phrase, grammar.compile(rf"{before}(?:{phrase.pattern}){end}")) for phrase in grammar.of("state")
        ]
        self.wish = grammar.compile("{stretch}")
        thing = r"(?:(?!{comparator}|{change})[^\d,。;]){2,24}?"
        self.counts = [
            grammar.compile(rf"{before}(?P<verb>{{count}})(?P<object>{thing})(?P<figures>{figure}){end}"),
            grammar.compile(rf"{before}(?P<verb>{{count}})(?P<figures>{figure})的?(?P<object>[^\d,。;]{{2,40}})$"),
        ]

    def candidates(self, part: str, offset: int) -> Iterator[Predicate]:
        """What a clause, given with its brackets masked, may say, likeliest first; ``offset`` is its place."""
        for found in (self._count, self._figures, self._outcome, self._state):
            predicate = found(part, offset)
            if predicate is not None:
                yield predicate

    def _count(self, part: str, offset: int) -> Predicate | None:
        """A fixed count of things, before or after them."""
        match = next((match for pattern in self.counts if (match := pattern.search(part))), None)
        unit = self.one.match(match["figures"]) if match else None
        phrase = self.grammar.find("unit", unit["unit"] or "") if unit else None
        if match is None or phrase is None or (phrase.means != "count" and phrase.where != "goals"):
            return None
        counted = self._of_figures("figure", match, offset)
        governed = (offset + match.start("object"), offset + match.end("object"))
        return replace(counted, object=governed)

    def _figures(self, part: str, offset: int) -> Predicate | None:
        if changed := self.change.search(part):
            return self._of_figures("change", changed, offset)
        reached = self.level.search(part)
        return self._of_figures("figure", reached, offset) if reached else None

    def _of_figures(self, kind: Literal["change", "figure"], match: re.Match[str], offset: int) -> Predicate:
        verb = self.grammar.find("change" if kind == "change" else "comparator", match["verb"] or "")
        found = list(self.one.finditer(match["figures"]))
        place = offset + match.start("figures")
        last_unit = next((entry.span("unit") for entry in reversed(found) if entry["unit"]), None)
        figures = []
        for entry in found:
            unit = entry.span("unit") if entry["unit"] else last_unit
            figures.append(
                Figure(
                    entry["value"].replace(",", ""),
                    (place + unit[0], place + unit[1]) if unit else None,
                    self._comparator(kind, verb, entry["bound"]),
                )
            )
        said = match["before"] + (match.groupdict().get("after") or "")
        return Predicate(
            kind,
            offset + match.start(),
            offset + match.end(),
            tuple(figures),
            figures[0].comparator,
            "change" if kind == "change" else "level",
            verb=verb is not None or any(entry["bound"] for entry in found) or match[0].endswith("达标"),
            each="分别" in said or "均" in said or "都" in said,
            wish=self.wish.search(said) is not None,
            neutral=not any(entry["bound"] for entry in found) and (verb is None or "neutral" in verb.marks),
        )

    def _comparator(self, kind: str, verb: Phrase | None, bound: str | None) -> Comparator:
        """The bound after a figure decides, then the verb; a bare figure is exact. A change stays a change."""
        limit = self.grammar.find("bound", bound) if bound else None
        said = verb if verb and (kind == "change" or limit is None) else limit
        return _compares(said) if said else "=="

    def _state(self, part: str, offset: int) -> Predicate | None:
        """The state that begins first; a clause has one."""
        found = [(match.start(), phrase, match) for phrase, pattern in self.states if (match := pattern.search(part))]
        if not found:
            return None
        start, phrase, match = min(found, key=lambda entry: entry[0])
        rules: tuple[Rule, ...] = ("relative", "set_elsewhere", "pro_rata")
        return Predicate(
            "state",
            offset + start,
            offset + match.end(),
            comparator=_compares(phrase),
            rule=next((rule for rule in rules if rule in phrase.marks), "level"),
            value="0" if "zero" in phrase.marks else None,
            marks=phrase.marks,
            each="均" in match[0] or "都" in match[0],
            wish=self.wish.search(match["before"]) is not None,
        )

    def _outcome(self, part: str, offset: int) -> Predicate | None:
        match = self.outcome.search(part)
        phrase = self.grammar.find("outcome", match["verb"]) if match else None
        if match is None or phrase is None:
            return None
        return Predicate(
            "outcome",
            offset + match.start(),
            offset + match.start("object"),
            object=(offset + match.start("object"), offset + match.end("object")),
            rule="relative" if "change" in phrase.marks else "level",
            marks=phrase.marks,
            wish=self.wish.search(match["before"]) is not None,
        )


def _compares(phrase: Phrase) -> Comparator:
    comparator: Comparator = msgspec.convert(phrase.means, Comparator)
    return comparator
