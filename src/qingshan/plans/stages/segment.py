"""Segment: the outline of a document by its numbering, also where separators or line breaks are lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import msgspec

from qingshan.plans.document import View
from qingshan.plans.phrases import Grammar, Phrase, Section

Use = Literal[Section, "plain", "preamble"]
_HAN = "一二三四五六七八九十百"
_HAN_VALUES = {char: value for value, char in enumerate(_HAN, start=1)}
_TEN = 10
_RANKS = {"part": 0, "han": 1, "bracket_han": 2, "digit": 3, "bracket_digit": 4, "circled": 5}
_MARK = re.compile(
    rf"(?P<part>第[{_HAN}]+[章节条部分]+[、.,:]?)"
    rf"|(?P<han>[{_HAN}]+(?:[、.。]|,(?=\S)))"
    rf"|(?P<bracket_han>[(\[][{_HAN}]+[)\]][、.,]?)"
    r"|(?P<bracket_digit>\(\d{1,2}\)[、.,]?)"
    r"|(?P<digit>\d{1,3}(?:[、,。]|\.(?!\d)|(?=[一-鿿(“\"])(?![年月日号个项家条座处天人户辆台亩吨元时分期届级类大次种批名所里公平立万亿千百倍])))"
    r"|(?P<circled>[①-⑳])"
)
_HEADING_END = re.compile(r"[。;!?\n]|\.(?!\d)")
_LONGEST_HEADING = 40
_LONGEST_TITLE = 16
_SHORTEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Node:
    """One heading with the text up to the next: places in the view, path, what it is for, whether it has children."""

    path: str
    use: Use
    start: int
    heading: tuple[int, int]
    end: int
    leaf: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    rank: int
    number: int
    label: str
    start: int
    end: int


def segment(view: View, grammar: Grammar) -> list[Node]:
    """The nodes in order, the preamble first; a text without any heading is one plain node."""
    marks = _marks(view.text, grammar)
    first = marks[0].start if marks else len(view.text)
    nodes = [Node("", "preamble" if marks else "plain", 0, (0, 0), first)]
    stack: list[tuple[_Mark, Use]] = []
    for place, mark in enumerate(marks):
        end = marks[place + 1].start if place + 1 < len(marks) else len(view.text)
        while stack and stack[-1][0].rank >= mark.rank:
            stack.pop()
        use, heading_end = _use(view.text, mark.end, end, stack[-1][1] if stack else None, grammar)
        heading = mark.end, heading_end
        stack.append((mark, use))
        path = "".join(entry.label for entry, _ in stack)
        nodes.append(Node(path, use, mark.start, heading, end))
    return [_with_leaf(node, nodes[place + 1 :]) for place, node in enumerate(nodes)]


def _with_leaf(node: Node, later: list[Node]) -> Node:
    below = bool(node.path) and bool(later) and later[0].path.startswith(node.path) and later[0].path != node.path
    return Node(node.path, node.use, node.start, node.heading, node.end, not below)


def _use(text: str, start: int, end: int, above: Use | None, grammar: Grammar) -> tuple[Use, int]:
    """What a heading says its section is for, and where it ends; a known title may have lost what separates it."""
    heading_end = _heading_end(text, start, end)
    phrase = grammar.find("section", text[start:heading_end].strip("。.:;,()[]"))
    if phrase is not None:
        return _section(phrase), heading_end
    for known in grammar.of("section"):
        run_on = grammar.compile(rf"(?:{known.pattern})(?=[到以为:]|\d{{4}}年)").match(text, start, heading_end)
        if run_on:
            return _section(known), run_on.end()
    return above if above in ("goals", "closing") else "tasks", heading_end


def _heading_end(text: str, start: int, end: int) -> int:
    match = _HEADING_END.search(text, start, end)
    return match.start() if match else end


def _section(title: Phrase) -> Section:
    section: Section = msgspec.convert(title.means, Section)
    return section


def _marks(text: str, grammar: Grammar) -> list[_Mark]:
    """Marks at the head of a line; inside a line only those that go on counting or that open a known section."""
    found = _unnumbered(text, grammar)
    titles = grammar.compile(rf"(?:{grammar.any_of('section')})(?=[\n。.,;:、]|$|[^,。;\n]{{0,{_LONGEST_TITLE}}})")
    for match in _MARK.finditer(text):
        mark = _mark_of(match)
        before = text[: match.start()]
        at_line = not before or before.endswith("\n")
        if at_line and _repeats_contents(mark, found, text):
            found.clear()
        if at_line and not (match["digit"] or match["han"]):
            found.append(mark)
        elif (at_line and (_goes_on(mark, found) or _separated(match[0]))) or _inline(match, mark, found, text, titles):
            found.append(_demoted(mark, found))
    return found


def _unnumbered(text: str, grammar: Grammar) -> list[_Mark]:
    """A known title on a line of its own, or before a colon, below the headline and before every number."""
    numbered = re.search(rf"(?m:^(?:{_MARK.pattern}))", text)
    end = numbered.start() if numbered else len(text)
    headline = text.find("\n", len(text) - len(text.lstrip("\n"))) + 1
    title = re.compile(rf"(?m:^(?P<title>{grammar.any_of('section')})(?:[::]|$))").search(text, headline, end)
    if title is None or len(title["title"]) < _SHORTEST_TITLE:
        return []
    return [_Mark(_RANKS["han"], 0, title["title"], title.start(), title.start())]


def _repeats_contents(mark: _Mark, found: list[_Mark], text: str) -> bool:
    """Whether a first heading says again what the first so far said: those so far were a table of contents."""
    first = next((entry for entry in found if entry.rank == mark.rank), None)
    if mark.number != 1 or first is None:
        return False
    title = text[mark.end : _heading_end(text, mark.end, len(text))]
    return bool(title) and text.startswith(title, first.end)


def _separated(label: str) -> bool:
    return label[-1] in "、.。" or (label[-1] == "," and not label[0].isdigit())


def _mark_of(match: re.Match[str]) -> _Mark:
    kind = str(match.lastgroup)
    label = match[0].rstrip("、.,:。").replace("[", "(").replace("]", ")")
    return _Mark(_RANKS[kind], _number(label), label, match.start(), match.end())


def _number(label: str) -> int:
    digits = label.strip("()第章节条部分")
    if digits.isdigit() and digits.isascii():
        return int(digits)
    if len(digits) == 1 and "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _HAN_VALUES.get(ones, 0)
    return (_HAN_VALUES.get(tens, 1) * _TEN) + _HAN_VALUES.get(ones, 0)


def _last(found: list[_Mark], rank: int) -> int:
    """The number last counted at a rank under the present heading; 0 when it has not begun."""
    for mark in reversed(found):
        if mark.rank == rank:
            return mark.number
        if mark.rank < rank:
            return 0
    return 0


def _goes_on(mark: _Mark, found: list[_Mark]) -> bool:
    return mark.number == _last(found, mark.rank) + 1


def _demoted(mark: _Mark, found: list[_Mark]) -> _Mark:
    """A number that has lost its brackets and starts anew below a heading of its own kind counts one rank deeper."""
    deeper = _RANKS["bracket_han"]
    if mark.rank != _RANKS["han"] or _last(found, mark.rank) == 0 or _goes_on(mark, found):
        return mark
    if mark.number == _last(found, deeper) + 1:
        return _Mark(deeper, mark.number, f"({mark.label})", mark.start, mark.end)
    return mark


def _inline(match: re.Match[str], mark: _Mark, found: list[_Mark], text: str, titles: re.Pattern[str]) -> bool:
    """Whether a mark inside a line is a heading: it goes on counting, after a full stop or right after a heading."""
    before, after = text[: match.start()], text[match.end() :]
    if match["han"]:
        deeper = mark.number == _last(found, _RANKS["bracket_han"]) + 1
        known = titles.match(after) is not None and before[-1:] not in _HAN
        right_below = bool(found) and mark.start - found[-1].end <= _LONGEST_TITLE and mark.number == 1
        return before[-1:] in "。.,;、)右上下内" and ((known and (_goes_on(mark, found) or deeper)) or right_below)
    if not _goes_on(mark, found) or not found:
        return False
    fresh = mark.number == 1 and mark.start - found[-1].end <= _LONGEST_HEADING and found[-1].rank < mark.rank
    if match["digit"] and not _separated(match[0]):
        return False
    sentence_over = before[-1:] in '。;)"”' or (before[-1:] == "." and before[-2:-1] > "\x7f")
    return bool(sentence_over or (fresh and match["digit"] is not None))
