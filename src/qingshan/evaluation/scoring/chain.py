"""The rules of one item applied in order, from full marks on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from qingshan.evaluation.scoring.kind import Kind, Marks, Values


@dataclass(frozen=True, slots=True)
class Applied:
    """One rule in its chain: the marks before and after it, and its change of the last known marks.

    ``change`` is None where the rule could not be applied; a later one may still settle the marks (a waiver does).
    """

    rule: Kind
    before: Marks
    after: Marks
    change: Marks


def applied(rules: Sequence[Kind], full: Fraction, values: Values) -> tuple[Applied, ...]:
    """Every rule with what it did; the changes sum to the final marks minus ``full`` where these are known."""
    found: list[Applied] = []
    current: Marks = full
    known = full
    for rule in rules:
        after = rule.marks(current, full, values)
        readable = after is not None and all(values.get(name) is not None for name in rule.reads)
        change = after - known if after is not None and readable else None
        found.append(Applied(rule, current, after, change))
        current, known = after, known if after is None else after
    return tuple(found)


def marks_of(rules: Sequence[Kind], full: Fraction, values: Values) -> Marks:
    """The marks after all rules; None while they cannot be known."""
    return applied(rules, full, values)[-1].after
