"""Closed, then worse: an entry opened again, or one whose indicator has worsened since the day it was closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from qingshan.evaluation.warnings.facts import ClosedEntry, Facts, Reading, worsened
from qingshan.evaluation.warnings.rule import Rule
from qingshan.evaluation.warnings.watching import Sign, Watch
from qingshan.kernel.text import Text
from qingshan.kernel.units import plain


def signs(rule: Rule, facts: Facts, day: date) -> Iterator[Sign]:  # noqa: ARG001 (the shape of every kind)
    for one in facts.closed:
        before, now = values(one, facts)
        if "reopened" in rule.states and one.reopened is not None:
            yield _sign(one, str(one.reopened), before, now)
        elif "worsened" in rule.states and one.reopened is None and is_worse(one, facts):
            yield _sign(one, plain(now or Decimal(0)), before, now)


def values(one: ClosedEntry, facts: Facts) -> tuple[Decimal | None, Decimal | None]:
    """The bound indicator at the last evaluation up to the closing, and now; None where there is none."""
    before = next((found for when, found in reversed(facts.earlier) if when <= one.closed_on), ())
    return _value(one, before), _value(one, facts.readings)


def _value(one: ClosedEntry, readings: Iterable[Reading]) -> Decimal | None:
    own = (found.value for found in readings if (found.indicator, found.area) == (one.indicator, one.area))
    return next(own, None)


def is_worse(one: ClosedEntry, facts: Facts) -> bool:
    """Whether the indicator lies on the worse side of where it was when the entry was closed."""
    found = (reading.direction for reading in facts.readings if reading.indicator == one.indicator)
    return any(worsened(direction, *values(one, facts)) for direction in found)


def _sign(one: ClosedEntry, value: str, before: Decimal | None, now: Decimal | None) -> Sign:
    said = {
        "closed": one.closed_on, "before": "—" if before is None else plain(before),
        "now": "—" if now is None else plain(now), "indicator": one.indicator,
    }  # fmt: skip
    return Sign(f"rebound:{one.ledger}:{one.entry}", Text(one.label, one.label), value, one.units, said=said)


WATCH = Watch(
    "rebound", Text("已销号的台账", "closed entries"), "closed", signs, ("closed", "before", "now", "indicator")
)
