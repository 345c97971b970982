"""From a compiled plan to duties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qingshan.evaluation.duties.duty import Assignment, Duty, Milestone, Rhythm, Service
from qingshan.evaluation.duties.units import Renaming, name_on
from qingshan.evaluation.indicator import indicators
from qingshan.plans.ir import Deadline, Plan, Target, Task

_BRACKET = re.compile(r"[(（]?责任单位[:：].*?(?:[)）]|$)", re.DOTALL)
_SENTENCES = re.compile(r"[。；;\n]+")
_FORMULA = re.compile(r"[A-Za-z][A-Za-z0-9.]{2,}", re.ASCII)
OPEN = "open"
Words = tuple[str, ...]


def duties(plan: Plan, renamings: Iterable[Renaming] = (), on: date | None = None) -> tuple[Duty, ...]:
    """Every task of a plan as a duty, in the plan's order; units under the names they have on a day.

    Without ``on`` the plan's own names stand. A task without a date has one open milestone.
    """
    moves, spoken = tuple(renamings), [(target, words_of(target)) for target in plan.targets]
    return tuple(_duty(task, spoken, moves, on) for task in plan.tasks)


def _duty(task: Task, spoken: Iterable[tuple[Target, Words]], moves: tuple[Renaming, ...], on: date | None) -> Duty:
    return Duty(
        key=task.id,
        path=task.path,
        heading=task.heading,
        measures=measures(task),
        units=tuple(_units(task, moves, on)),
        milestones=milestones(task.deadlines),
        serves=tuple(_served(task, spoken)),
    )


def measures(task: Task) -> tuple[str, ...]:
    """The sentences of a task without its heading and its list of units."""
    body = _BRACKET.sub("", task.text)
    said = [part.strip() for part in _SENTENCES.split(body)]
    return tuple(part for part in said if part and not part.endswith(task.heading))


def _units(task: Task, moves: tuple[Renaming, ...], on: date | None) -> Iterator[Assignment]:
    """Each unit once: one that a merger brought in twice keeps its first role."""
    seen: set[str] = set()
    for by_rule, listed in ((False, task.units), (True, task.default_units)):
        for unit in listed:
            name = unit.normalized if on is None else name_on(unit.normalized, on, moves)
            if name not in seen:
                seen.add(name)
                yield Assignment(name, unit.name, unit.role, by_rule)


def milestones(deadlines: Iterable[Deadline]) -> tuple[Milestone, ...]:
    """The dates of a duty, numbered in the order in which they are written; one without a day where there is none."""
    found = [_milestone(number, one) for number, one in enumerate(deadlines, 1)]
    return tuple(found) or (Milestone(OPEN, "open", ""),)


def _milestone(number: int, one: Deadline) -> Milestone:
    if one.on is not None:
        return Milestone(str(number), "soft" if one.soft else "hard", one.text, date.fromisoformat(one.on))
    kind, rhythm = ("recurring", rhythm_of(one.text)) if one.recurring else ("open", None)
    return Milestone(str(number), "recurring" if kind == "recurring" else "open", one.text, rhythm=rhythm)


def rhythm_of(text: str) -> Rhythm | None:
    """How often a recurring date comes; None where its words do not say.

    >>> rhythm_of("每季度首月10日前"), rhythm_of("定期")
    ('quarter', None)
    """
    known: dict[Rhythm, list[str]] = _words()["rhythms"]
    return next((rhythm for rhythm, words in known.items() if any(word in text for word in words)), None)


def _served(task: Task, spoken: Iterable[tuple[Target, Words]]) -> Iterator[Service]:
    for target, words in spoken:
        if task.start <= target.start < task.end:
            yield Service(target.id, "embedded")
        elif target.path == task.path:
            yield Service(target.id, "path")
        elif any(word in task.text for word in words):
            yield Service(target.id, "words")


def words_of(target: Target) -> Words:
    """What a task says when it means a target: the names of its indicator, their subjects, a leading formula."""
    declared = indicators().get(target.indicator.key or "")
    names = (target.indicator.text, *(declared.names if declared else ()))
    return tuple(dict.fromkeys(word for name in names for word in _spoken(name)))


def _spoken(name: str) -> Iterator[str]:
    yield name
    if formula := _FORMULA.match(name):
        yield formula[0]
    for measure in _words()["measures"]:
        subject = name.removesuffix(measure)
        if subject != name and len(subject) >= _words()["shortest"]:
            yield subject


@cache
def _words() -> dict[str, Any]:
    path = Path(__file__).with_name("words.yaml")
    found: dict[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return found
