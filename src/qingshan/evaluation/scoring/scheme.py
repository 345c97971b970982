"""A scoring scheme: who published it, its grades, its tree of items and their rules."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.scoring import problems
from qingshan.evaluation.scoring.kind import Kind, convert, rule_of
from qingshan.kernel import registry
from qingshan.kernel.citation import Verification
from qingshan.kernel.text import Text
from qingshan.standards import files

PLACE = "evaluation/scoring/schemes"
CASES = ".cases.yaml"
PARTS = {
    "": Text("{name}", "{name}"),
    "target": Text("{name}的目标", "target of {name}"),
    "last_year": Text("{name}的上年值", "{name} of the year before"),
    "met": Text("{name}是否达标（1 是 0 否）", "{name} meets its target (1 yes, 0 no)"),
}
"""What may be asked of an indicator: ``air.pm25_mean`` its value, ``air.pm25_mean:target`` …"""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The document a scheme was read in."""

    document: str
    verification: Verification


class Grade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A grade and the least points it takes; None where that is not public."""

    key: str
    label: Text
    least: Fraction | None = None


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader calls an input, and its unit."""

    label: Text
    unit: str = ""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A leaf with rules, applied in order to its full marks, or a group with items (whose parts may be incomplete)."""

    key: str
    label: Text
    full: Fraction
    clause: str = "—"
    verification: Verification | None = None
    note: Text | None = None
    rules: tuple[dict[str, Any], ...] = ()
    items: tuple[Item, ...] = ()


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One scheme. ``total`` is None where the source does not say; ``partial`` that not all of it was encoded."""

    key: str
    label: Text
    source: Source
    subject: Literal["area", "department"]
    items: tuple[Item, ...]
    since: date | None = None
    until: date | None = None
    total: Fraction | None = None
    unit: Text = Text("分", "points")
    partial: bool = False
    missing: Text | None = None
    grades: tuple[Grade, ...] = ()
    inputs: dict[str, Named] = {}

    @property
    def full(self) -> Fraction:
        return sum((item.full for item in self.items), Fraction(0)) if self.total is None else self.total

    def holds(self, day: date) -> bool:
        """Whether a day lies in the time the scheme is for."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def leaves(self) -> Iterator[tuple[tuple[Item, ...], Item, tuple[Kind, ...]]]:
        """Every item with rules: the groups above it, the item, its rules."""
        for item in self.items:
            yield from _leaves((), item)

    def reads(self) -> tuple[str, ...]:
        """The names of all inputs, in the order of the items."""
        return tuple(dict.fromkeys(name for _, _, rules in self.leaves() for rule in rules for name in rule.reads))

    def named(self, name: str) -> Named:
        """Label and unit of an input: declared here, or those of the indicator it speaks of."""
        if name in self.inputs:
            return self.inputs[name]
        key, _, part = name.partition(":")
        found = indicators()[key]
        return Named(PARTS[part].filled(name=found.label), "" if part == "met" else found.unit)


def _leaves(above: tuple[Item, ...], item: Item) -> Iterator[tuple[tuple[Item, ...], Item, tuple[Kind, ...]]]:
    if item.rules:
        yield above, item, tuple(map(rule_of, item.rules))
    for part in item.items:
        yield from _leaves((*above, item), part)


def schemes() -> Mapping[str, Scheme]:
    """Every scheme by key, also a bureau's own; EVA302 for a file that is none."""
    return _schemes(os.environ.get(registry.SETTING, ""))


def scheme(key: str) -> Scheme:
    """The scheme of a key; EVA301 when there is none."""
    known = schemes()
    if key not in known:
        raise problems.SCHEME_UNKNOWN.at(key, key, key=key, known=", ".join(known))
    return known[key]


@lru_cache(maxsize=4)
def _schemes(_definition_folders: str) -> dict[str, Scheme]:
    paths = (path for path in registry.files(PLACE, ".yaml") if not path.name.endswith(CASES))
    return {found.key: found for found in map(read_scheme, paths)}


def read_scheme(path: Path) -> Scheme:
    """A scheme file, checked; EVA302 when something in it does not hold."""
    content = files.read(path, dict[str, Any], problems.BAD_SCHEME)
    try:
        found: Scheme = convert(content, Scheme)
        for wrong in faults(found):
            raise ValueError(wrong)  # noqa: TRY301
    except (msgspec.ValidationError, ValueError) as error:
        raise problems.BAD_SCHEME.at(path.name, error) from error
    return found


def faults(found: Scheme) -> Iterator[str]:
    """What does not hold in a scheme; ValueError for a rule that is none."""
    yield from _overfull("total", found.full, found.items)
    keys = [grade.key for grade in found.grades]
    seen: set[str] = set()
    for above, item, rules in found.leaves():
        yield from (f"{one.key} is declared twice" for one in (item,) if one.key in seen)
        seen.add(item.key)
        yield from (f"{item.key}: {rule.name} must come first" for rule in rules[1:] if rule.sets)
        wanted = {cap for rule in rules if (cap := getattr(rule, "not_above", None))}
        yield from (f"{item.key}: no grade {cap}" for cap in wanted - set(keys))
        yield from (error for group in above for error in _overfull(group.key, group.full, group.items))
    yield from (f"the input {name} is not declared" for name in found.reads() if not _is_known(found, name))
    if found.partial != (found.missing is not None):
        yield "partial and missing go together"


def _overfull(name: str, full: Fraction, items: tuple[Item, ...]) -> Iterator[str]:
    if (parts := sum(item.full for item in items)) > full:
        yield f"{name} is {full}, its parts are {parts}"


def _is_known(found: Scheme, name: str) -> bool:
    key, _, part = name.partition(":")
    return name in found.inputs or (key in indicators() and part in PARTS)
