"""Whose unit is named, by any of its names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qingshan.ledgers.entry import Actor
from qingshan.operations.unit.names import Units


def as_own(named: Iterable[str], who: Actor, day: date, known: Units) -> set[str]:
    """Units that are named; somebody's own under the name that person's unit goes by."""
    own = known.name_now(who.unit, day)
    return {who.unit if known.name_now(one, day) == own else one for one in named}
