"""What the actions on units check alike."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.unit.models import Unit
from qingshan.operations.unit.names import NamedUnit, units

UNIT = Text("单位", "unit")


class Standing(NamedTuple):
    """A unit that exists on a day, with the version and document its next change starts from."""

    unit: NamedUnit
    version: int
    document: dict[str, Any]


def existing(name: str, day: date) -> Standing:
    """The unit a name means on a day. OPS013 unknown, OPS018 merged into another, OPS016 changed later."""
    unit = units().named(name, day)
    stands = Unit.stands(unit.key) if unit else None
    if unit is None or stands is None:
        raise problems.NOT_THERE.at(name, name, what=UNIT)
    if unit.merged_on is not None:
        raise problems.GONE.at(name, name, day=unit.merged_on, into=unit.into)
    if day <= unit.last_change:
        raise problems.NOT_IN_ORDER.at(name, day, day=unit.last_change)
    return Standing(unit, *stands)
