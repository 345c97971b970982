"""What a unit was called on a day, and which unit a name meant on it. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from qingshan.evaluation.duties.units import Renaming
from qingshan.operations.unit.models import Unit


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """One unit; ``names`` are pairs of the first day and the name, in the order of days."""

    key: str
    names: tuple[tuple[date, str], ...]
    into: str | None = None
    merged_on: date | None = None

    @classmethod
    def from_json(cls, key: str, document: Mapping[str, Any]) -> NamedUnit:
        names = tuple((date.fromisoformat(day), name) for day, name in document["names"])
        merged = document["merged_on"]
        return cls(key, names, document["into"], date.fromisoformat(merged) if merged else None)

    def name_on(self, day: date) -> str | None:
        """Its name on a day; None before it had one."""
        return next((name for since, name in reversed(self.names) if since <= day), None)

    def ended_by(self, day: date) -> bool:
        """Whether it had become part of another by that day."""
        return self.merged_on is not None and self.merged_on <= day

    @property
    def last_change(self) -> date:
        return max(self.names[-1][0], self.merged_on or self.names[-1][0])


class Units:
    """Every unit, by key."""

    def __init__(self, units: Iterable[NamedUnit]) -> None:
        self._units = {unit.key: unit for unit in units}

    def named(self, name: str, day: date) -> NamedUnit | None:
        """The unit that bears a name on a day; of an old name, the unit that bore it last; None when none ever did."""
        now = [unit for unit in self._units.values() if unit.name_on(day) == name and not unit.ended_by(day)]
        if now:
            return now[0]
        bore = [(since, unit) for unit in self._units.values() for since, one in unit.names if one == name]
        bore = [(since, unit) for since, unit in bore if since <= day]
        return max(bore, key=lambda one: one[0])[1] if bore else None

    def standing_for(self, name: str, day: date) -> NamedUnit | None:
        """The unit that answers on a day for what a name means: mergers are followed."""
        unit = self.named(name, day)
        while unit is not None and unit.into is not None and unit.ended_by(day):
            unit = self._units[unit.into]
        return unit

    def name_now(self, name: str, day: date) -> str:
        """What the unit that answers for a name is called on a day; the name itself where no such unit is entered."""
        unit = self.standing_for(name, day)
        return name if unit is None else unit.name_on(day) or name

    def renamings(self) -> tuple[Renaming, ...]:
        """Every change of a name, and every merger as one, as the tasks of a plan are read by."""
        return tuple(move for unit in self._units.values() for move in self._moves(unit))

    def _moves(self, unit: NamedUnit) -> Iterator[Renaming]:
        for (_, old), (since, new) in pairwise(unit.names):
            yield Renaming(old, new, since, "")
        if unit.into is not None and unit.merged_on is not None:
            into = self._units[unit.into].name_on(unit.merged_on)
            yield from (Renaming(name, into, unit.merged_on, "") for _, name in unit.names[-1:] if into)


def units() -> Units:
    """The units as they are entered now."""
    rows = Unit.objects.order_by("key").values_list("key", "document")
    return Units(NamedUnit.from_json(key, document) for key, document in rows)
