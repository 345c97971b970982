"""Where what a warning, a matter or a number speaks of has its own page, if it has one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import NoReverseMatch, reverse

from qingshan.evaluation.warnings.facts import Reading
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledgers
from qingshan.operations.facts import ANSWERS

TARGET, TASK = Text("目标 {key} {area}", "target {key} {area}"), Text("任务 {key}", "task {key}")
ANSWER = Text("督办事项 {matter}", "matter {matter}")


def address(name: str, **named: str) -> str | None:
    """The address of a page of any room; None where no such room is there."""
    try:
        return reverse(name, kwargs=named)
    except NoReverseMatch:
        return None


def of_cause(cause: str, readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """The pages a warning's cause speaks of: targets of its indicator and area, its task, its entry."""
    kind, _, key = cause.partition(":")
    if kind == "indicator":
        indicator, _, area = key.partition(":")
        own = [one for one in readings if (one.indicator, one.area) == (indicator, area)]
        return [_link(TARGET.filled(key=one.target, area=area), of_target(one.target, area)) for one in own]
    if kind == "duty":
        return [_task(key.partition(":")[0])]
    ledger, _, entry = key.partition(":")
    if ledger == ANSWERS:
        matter = entry.rpartition("/")[0]
        return [_link(ANSWER.filled(matter=matter), address("matter", matter=matter))]
    if kind in {"entry", "rebound"} and ledger in ledgers():
        return [_entry(ledger, entry.partition("/")[0])]
    return []


def of_target(target: str, area: str) -> str | None:
    return address("target", target=target, area=area)


def of_matter(matter: str) -> dict[str, Any] | None:
    """The page of a matter of supervision that is no warning; None for a unit, which has none."""
    kind, _, key = matter.partition(" ")
    first, _, rest = key.partition("/")
    if kind == "warning":
        return _link(Text(key, key), address("warning", key=key))
    if kind == "entry" and first in ledgers():
        return _entry(first, rest)
    return _task(rest) if kind == "task" else None


def _task(key: str) -> dict[str, Any]:
    return _link(TASK.filled(key=key), address("task", key=key))


def _entry(ledger: str, key: str) -> dict[str, Any]:
    label = ledgers()[ledger].label
    said = Text(f"{label.zh} {key}", f"{label.en} {key}")
    return _link(said, address("ledger-entry", ledger=ledger, key=key))


def _link(label: Text, found: str | None) -> dict[str, Any]:
    return {"label": label, "address": found}
