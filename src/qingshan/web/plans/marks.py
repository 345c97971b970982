"""A text with highlights: cut where a span begins or ends, each piece knowing what it is part of."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from qingshan.plans.ir import Plan, Target, Task


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text of one kind, leading to a record; ``opens`` where the record's own place begins."""

    start: int
    end: int
    kind: str
    ref: str
    opens: bool = False


def question_ref(number: int) -> str:
    return f"Q-{number}"


def rule_ref(number: int) -> str:
    return f"R-{number}"


def marks(plan: Plan, questions: Sequence[tuple[str, int, int]]) -> list[Mark]:
    """Every span of a plan's records, and of the questions given as reference, start and end."""
    found = [mark for target in plan.targets for mark in _of_target(target)]
    found += [mark for task in plan.tasks for mark in _of_task(task)]
    found += [Mark(one.start, one.end, "rule", rule_ref(n), opens=True) for n, one in enumerate(plan.rules, 1)]
    found += [Mark(start, end, "question", ref, opens=True) for ref, start, end in questions]
    return [mark for mark in found if mark.end > mark.start]


def lines(text: str, found: Sequence[Mark]) -> list[list[dict[str, Any]]]:
    """The text line by line, each a list of pieces.

    A piece has its ``text``, the ``kinds`` of the spans it lies in, the ``refs`` of their records (the narrowest span
    first), the records it ``opens``, and ``to``, the record it leads to where it begins one.
    """
    edges = sorted({0, len(text), *(place for mark in found for place in (mark.start, mark.end) if place < len(text))})
    starting = deque(sorted(found, key=lambda mark: mark.start))
    shown: list[list[dict[str, Any]]] = [[]]
    within: list[Mark] = []
    for start, end in pairwise(edges):
        while starting and starting[0].start <= start:
            within.append(starting.popleft())
        within = sorted((mark for mark in within if mark.end > start), key=lambda mark: mark.end - mark.start)
        first, *rest = text[start:end].split("\n")
        shown[-1] += _piece(first, within, start, is_first=True)
        shown += [_piece(line, within, start, is_first=False) for line in rest]
    return shown


def _piece(text: str, within: Sequence[Mark], start: int, *, is_first: bool) -> list[dict[str, Any]]:
    if not text:
        return []
    opens = [mark.ref for mark in within if mark.opens and mark.start == start] if is_first else []
    opens = list(dict.fromkeys(opens))
    return [
        {
            "text": text,
            "kinds": sorted({mark.kind for mark in within}),
            "refs": list(dict.fromkeys(mark.ref for mark in within)),
            "opens": opens,
            "to": opens[0] if opens else None,
        }
    ]


def _of_target(target: Target) -> Iterator[Mark]:
    yield Mark(target.start, target.end, "target", target.id, opens=True)
    yield Mark(target.indicator.start, target.indicator.end, "indicator", target.id)
    yield from (Mark(start, end, "area", target.id) for start, end in target.scope.spans)
    if target.deadline is not None:
        yield Mark(target.deadline.start, target.deadline.end, "date", target.id)


def _of_task(task: Task) -> Iterator[Mark]:
    yield Mark(task.start, task.end, "body", task.id)
    yield Mark(task.start, min(task.start + len(task.heading), task.end), "task", task.id, opens=True)
    yield from (Mark(unit.start, unit.end, "unit", task.id) for unit in task.units)
    yield from (Mark(one.start, one.end, "date", task.id) for one in task.deadlines)
