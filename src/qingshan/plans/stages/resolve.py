"""Resolve: what a clause takes from its neighbours (areas, dates, baselines, indicators, wishes) and the document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from qingshan.plans.document import Span
from qingshan.plans.ir import Indicator, Scope, Stretch, Target
from qingshan.plans.matching import Matcher
from qingshan.plans.stages.dates import Mention
from qingshan.plans.stages.targets import Reading
from qingshan.plans.stages.tasks import Found, deadline_of
from qingshan.plans.syntax.admission import Admission
from qingshan.plans.syntax.areas import Areas
from qingshan.plans.syntax.clauses import Parting
from qingshan.plans.syntax.predicates import Figure
from qingshan.plans.syntax.subjects import Item, Subjects


@dataclass
class Draft:
    """A target before it becomes a record; positions are those of the view."""

    reading: Reading
    span: Span
    item: Item
    areas: Areas | None
    figure: Figure | None
    when: Mention | None
    baseline: str | None = None
    tier_only: bool = False
    sentence: int = 0
    stretch: Stretch | None = None


@dataclass
class _Context:
    """What the clauses so far hand to the next one."""

    when: Mention | None = None
    areas: Areas | None = None
    groups: Areas | None = None
    baseline: str | None = None
    past: bool = False
    wish: bool = False
    fragment: Reading | None = None
    last: list[Draft] = field(default_factory=list)
    sentence: int = 0

    def pass_on(self, reading: Reading) -> None:
        """Forget what does not reach over the separator before a clause."""
        parting = reading.clause.parting
        if parting >= Parting.SENTENCE:
            self.areas = self.groups = self.baseline = None
            self.past = self.wish = False
            self.last = []
            self.sentence += 1
            if parting == Parting.PARAGRAPH or reading.node.use == "tasks":
                self.when = self.fragment = None
        head = next((entry for entry in reading.head_dates if entry.on), None)
        if head is not None and (self.when is None or head.on != self.when.on):
            self.areas = self.groups = None
        if reading.topic:
            self.areas = self.groups = None


class Resolver:
    """Turns the readings of a document into targets; what looked like one and is none is kept in ``refused``."""

    def __init__(self, found: Found, subjects: Subjects, matcher: Matcher) -> None:
        self.found, self.text, self.view = found, found.view.text, found.view
        self.subjects, self.matcher = subjects, matcher
        self.admission = Admission(self.text, subjects, found.grammar)
        self.refused: list[tuple[Reading, str]] = []

    def targets(self, nodes: list[list[Reading]]) -> tuple[Target, ...]:
        drafts = [draft for readings in nodes for draft in self._of_node(readings)]
        numbers: dict[str, int] = {}
        made = []
        for draft in drafts:
            path = draft.reading.node.path
            numbers[path] = numbers.get(path, 0) + 1
            made.append(self._target(draft, "-".join(filter(None, ("T", path, str(numbers[path]))))))
        return tuple(made)

    def _of_node(self, readings: list[Reading]) -> list[Draft]:
        context, drafts = _Context(), list[Draft]()
        for reading in readings:
            context.pass_on(reading)
            made = self._drafts(reading, context)
            drafts += made
            self._hand_on(reading, made, context)
            self._date_back(reading, [draft for draft in drafts if draft.sentence == context.sentence])
        return drafts

    @staticmethod
    def _date_back(reading: Reading, sentence: list[Draft]) -> None:
        """A date that stands alone between commas, the first of its sentence, holds for what came before it too."""
        alone = reading.is_date_only and reading.head_dates[0].on is not None
        if alone and not any(draft.when for draft in sentence):
            for draft in sentence:
                draft.when = reading.head_dates[0]

    def _hand_on(self, reading: Reading, made: list[Draft], context: _Context) -> None:
        dated = [entry for entry in reading.head_dates if entry.on]
        if dated:
            context.when = None if self._is_past(dated[-1]) else dated[-1]
        told = reading.predicate is not None or reading.is_date_only
        context.past = context.past or (told and any(self._is_past(entry) for entry in dated))
        context.wish = context.wish or (reading.wish and reading.is_date_only)
        if reading.baseline and reading.predicate is None:
            context.baseline = reading.baseline
        if reading.areas is not None:
            context.areas = reading.areas if reading.areas.carries else context.areas
            context.groups = None if reading.areas.carries else reading.areas
        if made:
            context.last = made
        bare = reading.predicate is None and reading.subject[0] < reading.subject[1]
        context.fragment = reading if bare else None

    def _is_past(self, mention: Mention) -> bool:
        return mention.on is not None and self.found.earliest is not None and mention.on < self.found.earliest

    def _drafts(self, reading: Reading, context: _Context) -> list[Draft]:
        wish = self._dated_wish(reading, context)
        if wish is not None:
            return [wish]
        if reading.predicate is None or context.past or any(self._is_past(entry) for entry in reading.head_dates):
            return []
        if self._extends(reading, context):
            return []
        reading = self._with_fragment(reading, context)
        if not self._accepts(reading, context):
            return []
        return self._distributed(reading, context)

    def _dated_wish(self, reading: Reading, context: _Context) -> Draft | None:
        """力争 with a date inside a task: qualitative, about what the clause before names, whatever is wished."""
        own = [entry for entry in (*reading.head_dates, *reading.inner_dates) if entry.on and not self._is_past(entry)]
        if reading.node.use != "tasks" or not reading.wish or not own or reading.is_date_only:
            return None
        if reading.predicate is not None and reading.predicate.figures:
            return None
        named = context.fragment or reading
        start = named.clause.start
        about = (start if context.fragment else named.subject[0], named.subject[1])
        wish = Draft(reading, (start, reading.clause.end), Item(*about), None, None, own[0])
        wish.tier_only, wish.sentence = True, context.sentence
        return wish

    def _extends(self, reading: Reading, context: _Context) -> bool:
        """A wish without indicator and areas of its own belongs to the records before it."""
        predicate = reading.predicate
        if predicate is None or not (reading.wish and predicate.figures and context.last):
            return False
        if reading.items or reading.areas or reading.head_dates:
            return False
        figures = predicate.figures
        if len(figures) not in (1, len(context.last)):
            return False
        for place, draft in enumerate(context.last):
            figure = figures[place if len(figures) > 1 else 0]
            towards = draft.figure.comparator if predicate.neutral and draft.figure else figure.comparator
            draft.stretch = Stretch(figure.value, towards)
            draft.span = (draft.span[0], reading.clause.end)
        return True

    def _with_fragment(self, reading: Reading, context: _Context) -> Reading:
        """An indicator before a lost comma belongs to a clause that says 均 or has a figure too many."""
        fragment, predicate = context.fragment, reading.predicate
        if fragment is None or predicate is None or fragment.node is not reading.node:
            return reading
        wanted = predicate.each or len(predicate.figures) == len(reading.items) + 1
        if not wanted or not self.subjects.is_metric(self.text[slice(*fragment.subject)]):
            return reading
        clause = replace(reading.clause, start=fragment.clause.start)
        return replace(reading, items=(Item(*fragment.subject), *reading.items), clause=clause)

    def _accepts(self, reading: Reading, context: _Context) -> bool:
        """Whether a clause with a predicate is a target; what looked like one is noted."""
        predicate, use = reading.predicate, reading.node.use
        if predicate is None or (self.found.is_cut_off and reading.clause.end >= len(self.text.rstrip())):
            return False
        if reading.lookalike:
            self.refused.append((reading, reading.lookalike))
            return False
        if not reading.items and not (context.last and predicate.figures):
            return False
        if not predicate.figures:
            dated = bool(reading.head_dates) or context.when is not None
            return self.admission.words(use, reading.items, predicate, dated=dated)
        accepted = self.admission.figure(use, reading.items, predicate)
        if not accepted and use == "goals":
            self.refused.append((reading, ""))
        return accepted

    def _distributed(self, reading: Reading, context: _Context) -> list[Draft]:
        """One draft for each indicator, area group or year that a figure belongs to."""
        figures = reading.predicate.figures if reading.predicate else ()
        items = reading.items or tuple(draft.item for draft in context.last[:1])
        areas, count = self._areas(reading, context), len(figures)
        whens = [entry for entry in reading.head_dates if entry.on]
        own: list[tuple[Item, Areas | None, Figure | None]]
        each = [part for group in (areas, context.groups) if group for part in self._shared_out(group, count)][:count]
        if count <= 1:
            figure = figures[0] if figures else None
            own = [(item, self._own_areas(item, areas, items), figure) for item in items]
        elif len(items) == count:
            own = [(item, areas, figure) for item, figure in zip(items, figures, strict=True)]
        elif len(items) == 1 and len(whens) == count:
            own = [(items[0], areas, figure) for figure in figures]
        elif len(items) == 1 and each:
            own = [(items[0], area, figure) for area, figure in zip(each, figures, strict=True)]
        else:
            self.refused.append((reading, ""))
            return []
        drafts = [self._draft(reading, context, *parts) for parts in own]
        if len(items) == 1 and len(whens) == count > 1:
            for draft, when in zip(drafts, whens, strict=True):
                draft.when = when
        return drafts

    def _shared_out(self, areas: Areas, count: int) -> list[Areas]:
        return self.subjects.areas.shared_out(self.text, areas, count) if count > 1 else []

    def _areas(self, reading: Reading, context: _Context) -> Areas | None:
        if reading.areas is not None:
            return reading.areas
        return context.groups if reading.wish and context.groups else context.areas

    def _own_areas(self, item: Item, areas: Areas | None, items: tuple[Item, ...]) -> Areas | None:
        """A group of objects in a list of whole names qualifies the first of them only."""
        if areas is None or areas.carries or item is items[0] or item.head is not None:
            return areas
        return areas if len(areas.spans) > 1 or not self.admission.is_metric(item) else None

    def _draft(
        self, reading: Reading, context: _Context, item: Item, areas: Areas | None, figure: Figure | None
    ) -> Draft:
        own = [entry for entry in (*reading.head_dates, *reading.inner_dates) if entry.on and not self._is_past(entry)]
        wish = reading.wish or context.wish
        stretch = Stretch(figure.value, figure.comparator) if wish and figure else None
        span = (reading.clause.start, reading.clause.end)
        draft = Draft(reading, span, item, areas, None if wish else figure, own[0] if own else context.when)
        draft.baseline = reading.baseline or context.baseline
        draft.tier_only, draft.sentence, draft.stretch = wish, context.sentence, stretch
        return draft

    def _target(self, draft: Draft, key: str) -> Target:
        view, predicate = self.view, draft.reading.predicate
        start, end = view.span(*draft.span)
        quote = view.source[start:end].rstrip(" \n,，;；。.、")
        lead = len(quote) - len(quote.lstrip(" \n,，;；。.、"))
        start, quote = start + lead, quote[lead:]
        figure, dated_wish = draft.figure, predicate is None or (draft.tier_only and draft.reading.node.use == "tasks")
        when = draft.when
        comparator = figure.comparator if figure else draft.stretch.comparator if draft.stretch else "qualitative"
        if predicate is not None and not predicate.figures and not dated_wish:
            comparator = predicate.comparator
        return Target(
            id=key,
            path=draft.reading.node.path,
            quote=quote,
            start=start,
            end=start + len(quote),
            indicator=self._indicator(draft.item),
            scope=self._scope(draft.areas),
            comparator=comparator,
            value=figure.value if figure else predicate.value if predicate and not draft.tier_only else None,
            unit=view.quote(*figure.unit) if figure and figure.unit else None,
            stretch=draft.stretch,
            tier_only=draft.tier_only,
            rule="level" if predicate is None or dated_wish else predicate.rule,
            baseline=draft.baseline,
            period=when.years if when and when.years else self.found.period,
            deadline=deadline_of(when, view) if when and when.means != "span" else None,
            embedded=draft.reading.node.use == "tasks",
        )

    def _indicator(self, item: Item) -> Indicator:
        start, end = self.view.span(item.start, item.end)
        name = self.text[item.start : item.end]
        if item.head is not None:
            name += self.text[slice(*item.head)]
        return Indicator(self.view.source[start:end], start, end, name, self.matcher.key(name))

    def _scope(self, areas: Areas | None) -> Scope:
        if areas is None:
            return Scope()
        spans = tuple(self.view.span(*span) for span in areas.spans)
        names = tuple(self.view.source[start:end] for start, end in spans)
        members = tuple(self.view.quote(*span) for span in areas.members)
        last = areas.members[-1][1] + 1 if areas.members else areas.spans[-1][1]
        return Scope(self.view.quote(areas.spans[0][0], last), names, areas.how, members, spans)
