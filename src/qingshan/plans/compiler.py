"""The compiler: read, normalise, segment, identify, dates, organs, tasks, targets, resolve, check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qingshan.kernel.vocabulary import Vocabulary
from qingshan.plans.document import Document
from qingshan.plans.ir import Heading, Plan, PlanRule, Target, Task, Unassigned
from qingshan.plans.matching import matcher
from qingshan.plans.phrases import Grammar, grammar
from qingshan.plans.stages.check import checked, unread
from qingshan.plans.stages.dates import mentions
from qingshan.plans.stages.identify import Identity, identify
from qingshan.plans.stages.normalise import normalise
from qingshan.plans.stages.organs import lists, named_units
from qingshan.plans.stages.resolve import Resolver
from qingshan.plans.stages.rules import rules
from qingshan.plans.stages.segment import segment
from qingshan.plans.stages.targets import ClauseReader
from qingshan.plans.stages.tasks import Found, tasks


def compile_document(document: Document, vocabulary: Vocabulary) -> Plan:
    """A document as a plan; indicators and units are matched to the vocabulary, what does not match is a diagnostic."""
    words, known = grammar(), matcher(vocabulary)
    view = normalise(document.text, words)
    nodes = segment(view, words)
    about = identify(view, nodes, words)
    governing = rules(view, words)
    found = Found(
        view=view,
        nodes=nodes,
        lists=lists(view, nodes, governing, words),
        rules=governing,
        dates=mentions(view, about.period, about.issued_on, words),
        grammar=words,
        earliest=date(int(about.period[:4]), 1, 1) if about.period else None,
        period=about.period,
        title=about.title_span,
    )
    reader = ClauseReader(found, frozenset(name for name, _ in known.names))
    resolver = Resolver(found, reader.subjects, known)
    targets = resolver.targets(reader.readings())
    records, unassigned = tasks(found)
    plan = Plan(
        document=_heading(document, about),
        targets=targets,
        tasks=tuple(_with_embedded(task, targets) for task in records),
        rules=tuple(_rules(found, words)),
        unassigned=tuple(place for entry in unassigned if (place := _without_goals(entry, targets))),
    )
    return checked(replace(plan, diagnostics=tuple(unread(found, resolver, plan))), known)


def _with_embedded(task: Task, targets: tuple[Target, ...]) -> Task:
    """The deadline of a target inside a task is one of the task too."""
    known = {entry.start for entry in task.deadlines}
    inside = {
        target.deadline.start: target.deadline
        for target in targets
        if target.embedded and target.path == task.path and target.deadline and target.deadline.start not in known
        if task.start <= target.deadline.start < task.end
    }
    merged = sorted([*task.deadlines, *inside.values()], key=lambda entry: entry.start)
    return replace(task, deadlines=tuple(merged))


def _without_goals(place: Unassigned, targets: tuple[Target, ...]) -> Unassigned | None:
    """In a text without headings the date of a goal is no deadline of a task; None when nothing is left."""
    goals = {target.deadline.start for target in targets if target.deadline and not target.embedded}
    left = tuple(entry for entry in place.deadlines if entry.start not in goals)
    return replace(place, deadlines=left) if left or not place.deadlines else None


def _heading(document: Document, about: Identity) -> Heading:
    return Heading(
        title=about.title or document.title,
        issuer=about.issuer,
        issued_on=about.issued_on.isoformat() if about.issued_on else None,
        period=about.period,
        area=about.area,
        area_guess=about.area_guess,
        name=document.name,
        format=document.format,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
    )


def _rules(found: Found, words: Grammar) -> list[PlanRule]:
    made = []
    for rule in found.rules:
        start, end = found.view.span(rule.start, rule.end)
        named = named_units(found.view.text, rule.units, words) if rule.units else []
        units = tuple(found.view.quote(*span) for span in named)
        made.append(PlanRule(rule.kind, found.view.source[start:end], start, end, units, rule.exceptions))
    return made
