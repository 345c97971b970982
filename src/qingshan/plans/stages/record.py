"""Record: a draft, all that it takes from its neighbours in place, as the target it is in the plan."""

from __future__ import annotations

from qingshan.plans.document import View
from qingshan.plans.ir import Indicator, Scope, Target
from qingshan.plans.matching import Matcher
from qingshan.plans.stages.context import Draft
from qingshan.plans.stages.tasks import Found, deadline_of
from qingshan.plans.syntax.areas import Areas
from qingshan.plans.syntax.subjects import Item


def record(draft: Draft, key: str, found: Found, matcher: Matcher) -> Target:
    """The target a draft has become, its places those of the source."""
    view, predicate = found.view, draft.reading.predicate
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
        indicator=_indicator(draft.item, quote, view, matcher),
        scope=_scope(draft.areas, view),
        comparator=comparator,
        value=figure.value if figure else predicate.value if predicate and not draft.tier_only else None,
        unit=view.quote(*figure.unit) if figure and figure.unit else None,
        stretch=draft.stretch,
        tier_only=draft.tier_only,
        rule="level" if predicate is None or dated_wish else predicate.rule,
        baseline=draft.baseline,
        period=when.years if when and when.years else found.period,
        deadline=deadline_of(when, view) if when and when.means != "span" else None,
        embedded=draft.reading.node.use == "tasks",
    )


def _indicator(item: Item, quote: str, view: View, matcher: Matcher) -> Indicator:
    start, end = view.span(item.start, item.end)
    name = view.text[item.start : item.end]
    if item.head is not None:
        name += view.text[slice(*item.head)]
    return Indicator(view.source[start:end], start, end, name, matcher.key(name, quote))


def _scope(areas: Areas | None, view: View) -> Scope:
    if areas is None:
        return Scope()
    spans = tuple(view.span(*span) for span in areas.spans)
    names = tuple(view.source[start:end] for start, end in spans)
    members = tuple(view.quote(*span) for span in areas.members)
    last = areas.members[-1][1] + 1 if areas.members else areas.spans[-1][1]
    return Scope(view.quote(areas.spans[0][0], last), names, areas.how, members, spans)
