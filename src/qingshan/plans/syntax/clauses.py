"""Clauses: the smallest stretches a sentence falls into, with how strongly each is parted from the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from qingshan.plans.phrases import Grammar
from qingshan.plans.syntax.brackets import masked

_FIGURE_BEFORE_BOUND = r"\d[%‰]?[。,、.;](?={bound})"
_LONGEST_BRACKET_CLAUSE = 60
_BULLETS = "●■◆★▲◎▪"
_QUOTED = re.compile(r"《[^《》\n]{1,60}》|“[^“”。\n]{1,40}”")
"""A title or a name in quotes is one word: no clause begins or ends in it."""


class Parting(IntEnum):
    """How strong the separator before a clause is; each carries over less."""

    COMMA = 1
    SEMICOLON = 2
    SENTENCE = 3
    PARAGRAPH = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the view without the separators around it."""

    start: int
    end: int
    parting: Parting


_STRENGTH = {
    ",": Parting.COMMA,
    "、": Parting.COMMA,
    ";": Parting.SEMICOLON,
    ".": Parting.SEMICOLON,
    ":": Parting.COMMA,
    "。": Parting.SENTENCE,
    "!": Parting.SENTENCE,
    "?": Parting.SENTENCE,
    "\n": Parting.PARAGRAPH,
    **dict.fromkeys(_BULLETS, Parting.SENTENCE),
}


def clauses(text: str, start: int, end: int, grammar: Grammar) -> list[Clause]:
    """The clauses of a stretch of the view; a bracket that is a clause of its own follows the one it stands in."""
    part = _QUOTED.sub(_hidden, masked(text[start:end]))
    kept = {match.end() - 1 for match in grammar.compile(_FIGURE_BEFORE_BOUND).finditer(part)}
    cuts = [place for place, char in enumerate(part) if place not in kept and _cuts(part, place, char)]
    cuts += _after_predicates(part, cuts, grammar)
    found, begin, parting = [], 0, Parting.PARAGRAPH
    for cut in [*sorted(cuts), len(part)]:
        if part[begin:cut].strip(" \n"):
            clause = Clause(start + begin, start + cut, parting)
            found += [clause, *_in_brackets(text, clause, grammar)]
            parting = Parting.COMMA
        if cut < len(part):
            # A cut before a word that wishes takes no character away.
            separator = _STRENGTH.get(part[cut])
            parting = (
                max(parting, separator or Parting.COMMA)
                if part[begin:cut].strip() == ""
                else separator or Parting.COMMA
            )
            begin = cut + 1 if separator else cut
    return found


def _hidden(match: re.Match[str]) -> str:
    return match[0][0] + "□" * (len(match[0]) - 2) + match[0][-1]


def _cuts(part: str, place: int, char: str) -> bool:
    if char == ".":
        before, after = part[place - 1 : place], part[place + 1 : place + 2]
        return not (before.isascii() and before.isalnum()) and after != "."
    if char == ":" and re.match(r"[≥≤<>\d]", part[place + 1 : place + 2]):
        return False
    return char in _STRENGTH and char != "、" and not (char in ",." and _inside_number(part, place))


def _inside_number(part: str, place: int) -> bool:
    return re.fullmatch(r"\d,\d{3}(?!\d).?", part[max(0, place - 1) : place + 5]) is not None


def _after_predicates(part: str, cuts: list[int], grammar: Grammar) -> list[int]:
    """A lost comma: 、 after a complete statement, or a wish that follows a figure without a separator."""
    ended = grammar.compile(r"(?:{state}|\d[。,、.;]? ?{unit}?[。,、.;]?{bound}|(?<!\d)(?!\d{4}年)\d[\d.,]* ?{unit})$")
    wish = grammar.compile("{stretch}")
    found = []
    for place, char in enumerate(part):
        begin = max((cut + 1 for cut in cuts if cut < place), default=0)
        listed = char in "、且" and not part[place + 1 : place + 2].isdigit()
        if (listed or wish.match(part, place)) and place > begin and ended.search(part[begin:place]):
            found.append(place)
    return found


def _in_brackets(text: str, clause: Clause, grammar: Grammar) -> list[Clause]:
    """What a bracket says in other words (即 …) or wishes (力争 …), with a figure of its own."""
    own = grammar.compile(rf"\((?:(?:即|也即|亦即)|(?={{stretch}}))([^()]{{4,{_LONGEST_BRACKET_CLAUSE}}})\)")
    return [
        Clause(clause.start + match.start(1), clause.start + match.end(1), Parting.COMMA)
        for match in own.finditer(text[clause.start : clause.end])
    ]
