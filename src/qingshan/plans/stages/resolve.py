"""Resolve: what a clause takes from its neighbours (areas, dates, baselines, indicators, wishes) and the document."""

from __future__ import annotations

from dataclasses import replace

from qingshan.plans.ir import Stretch, Target
from qingshan.plans.matching import Matcher
from qingshan.plans.stages.context import Context, Draft, Lead
from qingshan.plans.stages.dates import Mention, over, within
from qingshan.plans.stages.record import record
from qingshan.plans.stages.segment import Node
from qingshan.plans.stages.targets import Reading
from qingshan.plans.stages.tasks import Found
from qingshan.plans.syntax.admission import Admission
from qingshan.plans.syntax.areas import Areas
from qingshan.plans.syntax.clauses import Parting
from qingshan.plans.syntax.predicates import Figure
from qingshan.plans.syntax.subjects import Item, Subjects

_QUALITIES = ("质量", "水平", "状况", "能力")


class Resolver:
    """Turns the readings of a document into targets; what looked like one and is none is kept in ``refused``."""

    def __init__(self, found: Found, subjects: Subjects, matcher: Matcher) -> None:
        self.found, self.text = found, found.view.text
        self.subjects, self.matcher = subjects, matcher
        self.admission = Admission(self.text, subjects, found.grammar)
        self.media = [found.grammar.compile(phrase.pattern) for phrase in found.grammar.of("medium")]
        self.refused: list[tuple[Reading, str]] = []

    def targets(self, nodes: list[list[Reading]]) -> tuple[Target, ...]:
        leads: dict[str, Lead] = {}
        drafts = []
        for readings in nodes:
            drafts += self._of_node(readings, leads)
        numbers: dict[str, int] = {}
        made = []
        for draft in drafts:
            path = draft.reading.node.path
            numbers[path] = numbers.get(path, 0) + 1
            made.append(
                record(draft, "-".join(filter(None, ("T", path, str(numbers[path])))), self.found, self.matcher)
            )
        return tuple(made)

    def _of_node(self, readings: list[Reading], leads: dict[str, Lead]) -> list[Draft]:
        if not readings:
            return []
        context, drafts = Context(led=self._led(readings[0].node, leads)), list[Draft]()
        for reading in readings:
            context.pass_on(reading)
            made = self._drafts(reading, context)
            drafts += made
            self._hand_on(reading, made, context)
            self._date_back(reading, [draft for draft in drafts if draft.sentence == context.sentence])
            if (reading.leads or reading.is_date_only) and self.text[reading.clause.end :][:1] in (":", "", "\n"):
                context.led = leads[reading.node.path] = Lead(context.when, context.areas)
                context.goals = context.goals or reading.leads
                context.listed = "\n" in self.text[reading.clause.end : reading.clause.end + 2]
        return drafts

    def _led(self, node: Node, leads: dict[str, Lead]) -> Lead | None:
        """What leads to a node: the year in the title of a section of goals, else what led to the one above it."""
        title = self.text[slice(*node.heading)].strip("。.:;,()[]")
        years = [entry for entry in within(self.found.dates, *node.heading) if entry.years and not self._is_past(entry)]
        if years and node.use == "goals" and self.found.grammar.find("section", title):
            leads[node.path] = Lead(replace(years[0], means="span"))
        above = (path for path in sorted(leads, key=len, reverse=True) if path and node.path.startswith(path))
        return leads.get(next(above, ""))

    @staticmethod
    def _date_back(reading: Reading, sentence: list[Draft]) -> None:
        """A date that stands alone between commas, the first of its sentence, holds for what came before it too."""
        alone = reading.is_date_only and reading.head_dates[0].years is not None
        if alone and not any(draft.when for draft in sentence):
            for draft in sentence:
                draft.when = reading.head_dates[0]

    def _hand_on(self, reading: Reading, made: list[Draft], context: Context) -> None:
        dated = [entry for entry in reading.head_dates if entry.years]
        if dated:
            context.when = None if self._is_past(dated[-1]) else dated[-1]
            context.whens = tuple(dated) if reading.is_date_only else ()
        context.past = context.past and not (dated and not any(map(self._is_past, dated)))
        told = reading.predicate is not None or reading.is_date_only
        context.past = context.past or (told and any(self._is_past(entry) for entry in dated))
        context.wish = context.wish or (reading.wish and reading.is_date_only)
        if reading.baseline and reading.predicate is None:
            context.baseline = reading.baseline
        if reading.areas is not None:
            if reading.aside and reading.areas.carries and context.outer is None:
                context.outer = (context.areas,)
            context.areas = reading.areas if reading.areas.carries else context.areas
            context.groups = None if reading.areas.carries else reading.areas
            context.broad = reading.areas if self.subjects.areas.is_broad(self.text, reading.areas) else context.broad
        if made:
            context.last, context.stated = made, True
        bare = reading.predicate is None and reading.subject[0] < reading.subject[1]
        context.fragment = reading if bare else None

    def _is_past(self, mention: Mention) -> bool:
        return over(mention, self.found.earliest)

    def _own_dates(self, reading: Reading) -> list[Mention]:
        state = reading.predicate if reading.predicate and reading.predicate.kind == "state" else None
        inner = [entry for entry in reading.inner_dates if state is None or entry.start < state.start]
        return [entry for entry in (*reading.head_dates, *inner) if entry.years and not self._is_past(entry)]

    def _drafts(self, reading: Reading, context: Context) -> list[Draft]:
        context.reported = context.reported or reading.reports
        wish = None if context.reported else self._dated_wish(reading, context)
        if wish is not None:
            return [wish]
        dated = [entry for entry in reading.head_dates if entry.years]
        over = context.reported or (context.past and not dated) or any(map(self._is_past, dated))
        if reading.predicate is None or over or self._extends(reading, context) or self._binds(reading, context):
            return []
        reading = self._of_group(self._with_fragment(reading, context), context)
        if not self._accepts(reading, context):
            return []
        return self._distributed(reading, context)

    def _dated_wish(self, reading: Reading, context: Context) -> Draft | None:
        """力争 with a date inside a task: qualitative, about what the clause before names, whatever is wished."""
        own = self._own_dates(reading)
        if reading.node.use != "tasks" or not reading.wish or not own or reading.is_date_only:
            return None
        if reading.predicate is not None and reading.predicate.figures:
            return None
        named = context.fragment or reading
        start = named.clause.start
        about = (start if context.fragment else named.subject[0], named.subject[1])
        if about[0] >= about[1]:
            governed = reading.predicate.object if reading.predicate else None
            if governed is None:
                return None
            about = governed
        wish = Draft(reading, (start, reading.clause.end), Item(*about), None, None, own[0])
        wish.tier_only, wish.sentence = True, context.sentence
        return wish

    def _extends(self, reading: Reading, context: Context) -> bool:
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

    def _binds(self, reading: Reading, context: Context) -> bool:
        """A figure without indicator after a wish is what binds: the wish before becomes its stretch."""
        predicate = reading.predicate
        wished = len(context.last) == 1 and context.last[0].tier_only and context.last[0].stretch is not None
        if predicate is None or not wished or reading.wish or context.wish or len(predicate.figures) != 1:
            return False
        if reading.items or reading.areas or reading.head_dates or reading.clause.parting > Parting.COMMA:
            return False
        draft, figure, said = context.last[0], predicate.figures[0], context.last[0].reading.predicate
        neutral = said is not None and said.neutral
        draft.figure, draft.tier_only = figure, False
        if draft.stretch and neutral:
            draft.stretch = replace(draft.stretch, comparator=figure.comparator)
        draft.when = replace(draft.when, soft=False) if draft.when else None
        draft.span = (draft.span[0], reading.clause.end)
        return True

    def _of_group(self, reading: Reading, context: Context) -> Reading:
        """A clause whose subject is a group of objects speaks of the indicator before, when their units agree."""
        predicate, last = reading.predicate, context.last[-1].figure if context.last else None
        if predicate is None or not context.last or len(reading.items) != 1 or len(predicate.figures) > 1:
            return reading
        before = context.last[-1].reading.predicate
        units = [self.text[slice(*figure.unit)] for figure in (*predicate.figures, last) if figure and figure.unit]
        classes = before is not None and "class" in before.marks & predicate.marks
        alike = len(units) == len(set(units)) + 1 if predicate.figures else classes
        group = self.subjects.areas.group(self.text, *reading.subject)
        if group is None or not alike or self.admission.is_metric(reading.items[0]):
            return reading
        return replace(reading, items=(), areas=group)

    def _with_fragment(self, reading: Reading, context: Context) -> Reading:
        """An indicator before a lost comma belongs to a clause that says 均 or has a figure too many."""
        fragment, predicate = context.fragment, reading.predicate
        if fragment is None or predicate is None or fragment.node is not reading.node:
            return reading
        alone = reading.subject[0] >= reading.subject[1] and predicate.object is None
        wanted = predicate.each or alone or len(predicate.figures) == len(reading.items) + 1
        named = self.text[slice(*fragment.subject)]
        if not wanted or not (self.subjects.is_metric(named) or (alone and named.endswith(_QUALITIES))):
            return reading
        clause = replace(reading.clause, start=fragment.clause.start)
        return replace(reading, items=(Item(*fragment.subject), *reading.items), clause=clause)

    def _accepts(self, reading: Reading, context: Context) -> bool:
        """Whether a clause with a predicate is a target; what looked like one is noted."""
        predicate, use = reading.predicate, reading.node.use
        if use in ("preamble", "plain"):
            use = "goals" if context.goals else "plain" if context.stated else use
        if predicate is None or (self.found.is_cut_off and reading.clause.end >= len(self.text.rstrip())):
            return False
        if reading.lookalike:
            self.refused.append((reading, reading.lookalike))
            return False
        if not reading.items and not (context.last and (predicate.figures or "class" in predicate.marks)):
            return False
        if not predicate.figures:
            dated = bool(reading.head_dates) or context.when is not None
            items = reading.items or tuple(draft.item for draft in context.last[:1])
            return self.admission.words(use, items, predicate, dated=dated)
        accepted = self.admission.figure(use, reading.items, predicate)
        if not accepted and use == "goals":
            self.refused.append((reading, ""))
        return accepted

    def _distributed(self, reading: Reading, context: Context) -> list[Draft]:
        """One draft for each indicator, area group or year that a figure belongs to."""
        figures = reading.predicate.figures if reading.predicate else ()
        known = context.last if len(context.last) == len(figures) else context.last[:1]
        items = reading.items or tuple(draft.item for draft in known)
        areas, count = self._areas(reading, context), len(figures)
        whens = [entry for entry in reading.head_dates if entry.years] or context.whens
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

    def _areas(self, reading: Reading, context: Context) -> Areas | None:
        if reading.areas is not None:
            return reading.areas
        if len(reading.items) == 1 and self._text(reading.items[0]).endswith("以上断面"):
            return None
        if context.groups and self._same_medium(reading, context):
            shared = all(self._text(item).endswith("比例") for item in reading.items)
            return context.broad if shared and context.broad else context.groups
        if context.groups and reading.wish:
            return context.groups
        return context.areas

    def _same_medium(self, reading: Reading, context: Context) -> bool:
        """Whether a clause after a comma speaks of what was just measured in a group of objects."""
        if reading.clause.parting > Parting.COMMA or not reading.items or not context.last:
            return False
        names = [self._text(item) for item in (*reading.items, context.last[-1].item)]
        return any(all(map(medium.fullmatch, names)) for medium in self.media)

    def _text(self, item: Item) -> str:
        return self.text[item.start : item.end]

    def _own_areas(self, item: Item, areas: Areas | None, items: tuple[Item, ...]) -> Areas | None:
        """A group of objects in a list of whole names qualifies the first of them only."""
        if areas is None or areas.carries or item is items[0] or item.head is not None:
            return areas
        return areas if len(areas.spans) > 1 or not self.admission.is_metric(item) else None

    def _draft(
        self, reading: Reading, context: Context, item: Item, areas: Areas | None, figure: Figure | None
    ) -> Draft:
        own = self._own_dates(reading)
        wish = reading.wish or context.wish
        stretch = Stretch(figure.value, figure.comparator) if wish and figure else None
        span = (reading.clause.start, reading.clause.end)
        when = own[0] if own else context.when
        if wish and when is not None:
            when = replace(when, soft=True)
        draft = Draft(reading, span, item, areas, None if wish else figure, when)
        draft.baseline = reading.baseline or context.baseline
        draft.tier_only, draft.sentence, draft.stretch = wish, context.sentence, stretch
        return draft
