"""Worked cases of rule kinds and of schemes, beside their definitions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import msgspec

from qingshan.evaluation.scoring import kind, problems
from qingshan.evaluation.scoring import scheme as schemes
from qingshan.evaluation.scoring.chain import marks_of
from qingshan.evaluation.scoring.records import Input, Score
from qingshan.evaluation.scoring.score import score
from qingshan.kernel import registry
from qingshan.standards import files

ENDING = ".cases.yaml"


class KindCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rules on full marks and values (null is unknown), and the marks they leave."""

    name: str
    rules: tuple[dict[str, Any], ...]
    full: Fraction
    values: dict[str, Fraction | None]
    got: Fraction | None
    source: str

    def differs(self) -> tuple[Fraction | None, Fraction | None] | None:
        """Expected and found where they differ."""
        found = marks_of([kind.rule_of(rule) for rule in self.rules], self.full, self.values)
        return None if found == self.got else (self.got, found)


class SchemeCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Inputs of a scheme and what they give: marks by item (null is open), totals, the grades still possible.

    An input not named is unknown. ``grade`` is the one settled grade.
    """

    name: str
    scheme: str
    source: str
    inputs: dict[str, Fraction | None]
    items: dict[str, Fraction | None]
    so_far: Fraction | None = None
    decided: Fraction | None = None
    grade: str | None = None
    caps: tuple[str, ...] | None = None

    def scored(self) -> Score:
        inputs = {name: Input(value) for name, value in self.inputs.items()}
        return score(schemes.scheme(self.scheme), inputs)

    def differences(self) -> Mapping[str, tuple[object, object]]:
        """What is found against what the case says; empty when they agree."""
        found = self.scored()
        said: dict[str, tuple[object, object]] = {
            item.key: (self.items[item.key], item.got) for item in found.items if item.key in self.items
        }
        said |= {name: (name, None) for name in self.items if name not in said}
        grades = {None if one is None else one.key for one in found.grades}
        said["so_far"] = (found.so_far if self.so_far is None else self.so_far, found.so_far)
        said["decided"] = (found.decided if self.decided is None else self.decided, found.decided)
        said["grade"] = (grades if self.grade is None else {self.grade}, grades)
        caps = tuple(item.cap for item in found.caps)
        said["caps"] = (caps if self.caps is None else self.caps, caps)
        return {name: pair for name, pair in said.items() if pair[0] != pair[1]}


def kind_cases() -> list[KindCase]:
    """Every case beside a rule kind; EVA302 for a file that is none."""
    return _load(kind.PLACE, list[KindCase])


def scheme_cases() -> list[SchemeCase]:
    """Every case beside a scheme."""
    return _load(schemes.PLACE, list[SchemeCase])


def _load(place: str, shape: Any) -> list[Any]:
    found = []
    for path in registry.files(place, ENDING):
        try:
            found += kind.convert(files.read(path, list[Any], problems.BAD_SCHEME), shape)
        except (msgspec.ValidationError, ValueError) as error:
            raise problems.BAD_SCHEME.at(path.name, error) from error
    return found
