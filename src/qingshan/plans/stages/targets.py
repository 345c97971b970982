"""Targets: each clause that may carry one, read by itself; what it takes from its neighbours is resolved later."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qingshan.plans.document import Span
from qingshan.plans.ir import Rule
from qingshan.plans.phrases import Grammar
from qingshan.plans.stages import dates
from qingshan.plans.stages.dates import Mention
from qingshan.plans.stages.heads import HeadReader
from qingshan.plans.stages.segment import Node
from qingshan.plans.stages.tables import flat_tables
from qingshan.plans.stages.tasks import Found
from qingshan.plans.syntax.areas import Areas
from qingshan.plans.syntax.baselines import Baselines
from qingshan.plans.syntax.brackets import masked
from qingshan.plans.syntax.clauses import Clause, clauses
from qingshan.plans.syntax.predicates import Predicate, Predicates
from qingshan.plans.syntax.subjects import Item, Subjects

READ_IN = ("goals", "tasks", "plain", "general", "preamble")
_FIVE_YEARS = re.compile(r"“?十[一二三四五六]五”?(?:规划)?(?:时期|期间)?的?")
_STATEMENT = re.compile(r",[^,]*[\dⅠⅡⅢⅣⅤ]|[ⅠⅡⅢⅣⅤ]类|\d%")


@dataclass(frozen=True)
class Reading:
    """What one clause says by itself: dates at its head and inside, a wish, areas, indicators, a predicate.

    ``subject`` is what is left between the head and the predicate; ``topic`` marks a clause that only
    says what the next ones are about, ``leads`` one that says that goals follow, ``reports`` one about what has been
    reached, ``aside`` one whose areas hold for it alone (其中).
    """

    node: Node
    clause: Clause
    head_dates: tuple[Mention, ...] = ()
    inner_dates: tuple[Mention, ...] = ()
    wish: bool = False
    baseline: str | None = None
    topic: bool = False
    subject: Span = (0, 0)
    areas: Areas | None = None
    items: tuple[Item, ...] = ()
    predicate: Predicate | None = None
    lookalike: str = ""
    leads: bool = False
    reports: bool = False
    aside: bool = False

    @property
    def is_date_only(self) -> bool:
        return bool(self.head_dates) and self.subject[0] >= self.subject[1] and self.predicate is None


class ClauseReader:
    """Reads the clauses of a document with one grammar and the names of one vocabulary."""

    def __init__(self, found: Found, names: frozenset[str]) -> None:
        self.found, self.text, grammar = found, found.view.text, found.grammar
        self.grammar: Grammar = grammar
        self.predicates, self.subjects = Predicates(grammar), Subjects(grammar, names)
        self.baselines = Baselines(grammar)
        self.heads = HeadReader(self.text, grammar, self.subjects, self.baselines)
        self.report = grammar.compile("{report}")
        self.lookalikes = [(phrase, grammar.compile(phrase.pattern)) for phrase in grammar.of("lookalike")]
        self.tables = flat_tables(found.view)

    def readings(self) -> list[list[Reading]]:
        """The readings of each node that may hold targets, in order."""
        return [
            [self._read(node, clause) for clause in self._clauses(node)]
            for node in self.found.nodes
            if node.use in READ_IN
        ]

    def _clauses(self, node: Node) -> list[Clause]:
        """The clauses of a node's own text, without lists of units, tables, rules and the document's title."""
        start = self._first(node)
        barred = sorted(
            [(entry.start, entry.end) for entry in self.found.lists]
            + [(rule.start, rule.end) for rule in self.found.rules]
            + self.tables
            + ([self.found.title] if self.found.title else [])
        )
        found: list[Clause] = []
        for begin, end in [*barred, (node.end, node.end)]:
            if start < min(begin, node.end):
                found += clauses(self.text, start, min(begin, node.end), self.grammar)
            start = max(start, end)
        return found

    def _first(self, node: Node) -> int:
        """The heading of a task is no statement unless it is all there is; a goal often stands behind its number."""
        start, end = node.heading
        named = self.grammar.find("section", self.text[start:end].strip("。.:;,()[]")) is not None
        alone = not self.text[end : node.end].strip("。;.:,\n ")
        stated = _STATEMENT.search(self.text, start, end) is not None
        return end if named or (node.use == "tasks" and not alone and not stated) else start

    def _read(self, node: Node, clause: Clause) -> Reading:
        start, end = self._trimmed(clause.start, clause.end)
        mentions = [
            entry
            for entry in dates.within(self.found.dates, start, end)
            if not self.baselines.hold(self.text, (entry.start, entry.end))
        ]
        head = self.heads.read(start, end, mentions)
        inner = tuple(
            entry for entry in mentions if entry not in head.dates and entry.means not in ("recurring", "open")
        )
        plain = Reading(node, clause, tuple(head.dates), inner, head.wish, head.baseline, head.topic, leads=head.leads)
        stop = min((self.text + "。\n").index(mark, end) for mark in "。\n")
        reports = self.report.search(self.text, start, stop) is not None
        plain = replace(plain, reports=reports, aside=self.text.startswith("其中", start))
        said = self._said(plain, head.at, end)
        return replace(said, areas=said.areas or head.areas)

    def _said(self, reading: Reading, start: int, end: int) -> Reading:
        """The reading with its subject and the first predicate that leaves one; without a predicate if none does."""
        bare = replace(
            reading,
            subject=(start, self.subjects.trimmed(self.text, start, end)),
            topic=reading.topic or self.heads.is_topic(start, end),
            baseline=reading.baseline or self.baselines.within(self.text, start, end),
        )
        for predicate in self.predicates.candidates(masked(self.text[start:end]), start):
            stop = self.subjects.trimmed(self.text, start, predicate.start)
            dated, stop = self._dates_behind(start, stop, reading.inner_dates)
            said = self._with_subject(
                replace(
                    bare,
                    head_dates=(*reading.head_dates, *dated),
                    subject=(start, stop),
                    predicate=predicate,
                    wish=bare.wish or predicate.wish,
                    topic=bare.topic or "方面" in self.text[stop : predicate.start],
                    baseline=reading.baseline or self.baselines.within(self.text, stop, predicate.end),
                    lookalike=self._lookalike(start, end),
                )
            )
            if said.predicate is not None and (said.items or predicate.figures):
                return said
        return bare

    def _dates_behind(self, start: int, stop: int, inner: tuple[Mention, ...]) -> tuple[list[Mention], int]:
        """Dates between a subject and its predicate say when, and where the subject without them ends."""
        found: list[Mention] = []
        while behind := [entry for entry in inner if start < entry.start and entry.end == stop]:
            found.insert(0, behind[0])
            stop = self.subjects.trimmed(self.text, start, behind[0].start)
            stop -= self.text[stop - 1] in "、和及"
        return found, stop

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end and self.text[start] in " \n,、;:。.)]”":
            start += 1
        while start < end and self.text[end - 1] in " \n,、;:。.([":
            end -= 1
        return start, end

    def _lookalike(self, start: int, end: int) -> str:
        part = masked(self.text[start:end])
        return next((phrase.means for phrase, pattern in self.lookalikes if pattern.fullmatch(part)), "")

    def _with_subject(self, reading: Reading) -> Reading:
        predicate = reading.predicate
        assert predicate is not None
        start, end = reading.subject
        if predicate.object is not None:
            return self._with_object(reading, predicate)
        areas, rest = self.subjects.areas.at(self.text, start, end)
        rest = self.subjects.opened(self.text, rest, end) if areas else rest
        rest = next((entry.end for entry in reading.inner_dates if entry.start == rest < entry.end < end), rest)
        dated = next((entry for entry in reading.inner_dates if start < entry.start and entry.end < end), None)
        if areas is None and dated and dated.years:
            areas = self.subjects.areas.group(self.text, start, dated.start)
            rest = dated.end if areas else rest
        items = self.subjects.indicators(self.text, (rest, end), predicate)
        if areas is None and predicate.rule == "set_elsewhere":
            areas = self._issued_to(predicate.start, predicate.end)
        return replace(reading, areas=areas, items=tuple(items))

    def _issued_to(self, start: int, end: int) -> Areas | None:
        """The area that a superior has issued something to, where a clause names no other."""
        issued = ISSUED.search(self.text, start, end)
        return Areas((issued.span("area"),), "together") if issued and issued["area"] else None

    def _with_object(self, reading: Reading, predicate: Predicate) -> Reading:
        """An outcome governs its indicator; before the verb only areas or objects may stand."""
        assert predicate.object is not None
        start, end = reading.subject
        areas, rest = self.subjects.areas.at(self.text, start, end)
        if rest < end:
            areas, rest = self.subjects.areas.group(self.text, start, end), end
        if start < end and areas is None:
            return replace(reading, predicate=None, subject=(start, predicate.object[1]))
        first, last, rule = self._object(predicate, reading)
        if first >= last:
            return replace(reading, predicate=None)
        if areas is None:
            areas, first = self.subjects.areas.at(self.text, first, last)
            if areas is not None and areas.spans[-1][1] == first and not areas.carries:
                first = first if areas.how == "each" or len(areas.spans) > 1 else areas.spans[0][0]
        items = self.subjects.indicators(self.text, (first, last), predicate)
        if areas is None and rule == "set_elsewhere":
            areas = self._issued_to(*predicate.object)
        return replace(reading, areas=areas, items=tuple(items), predicate=replace(predicate, rule=rule))

    def _object(self, predicate: Predicate, reading: Reading) -> tuple[int, int, Rule]:
        """The indicator inside an object: what was issued, or what is to stay good."""
        assert predicate.object is not None
        bare = re.sub(r"(?:[(\[]□*[)\]])+$", "", masked(self.text[slice(*predicate.object)]))
        first, last = self._trimmed(predicate.object[0], predicate.object[0] + len(bare))
        if "quality" in predicate.marks:
            good = re.search(r"(?:全面|持续|稳定)*(?:达标|稳定|良好|优良|安全)$", self.text[first:last])
            return (first, first + good.start(), "level") if good else (first, first, "level")
        if "issued" not in predicate.marks:
            return first, last, predicate.rule
        issued = ISSUED.match(self.text, first, last)
        if issued is None:
            return first, last, "level"
        first = issued.end()
        for entry in reading.inner_dates:
            if entry.start == first:
                first = entry.end + (self.text[entry.end : entry.end + 1] == "的")
        term = _FIVE_YEARS.match(self.text, first, last)
        first = term.end() if term else first
        ending = re.search(r"(?:年度)?(?:(?:控制|考核)?指标)?任务$", self.text[first:last])
        last = first + ending.start() if ending else last
        bare = self.text[first:last].removesuffix("目标")
        return first, first + len(bare) if ending and self.subjects.is_metric(bare) else last, "set_elsewhere"


ISSUED = re.compile(
    r"(?:(?:《[^》]{1,30}》|[一-鿿、“”]){0,14}?(?:下达|交给|确定|核定|分解|明确|规定)(?:给)?(?:(?P<area>[我全本][市省区县州])|[各]?[市省区县]+)?(?:的)?|[市省国州]定)"
)
