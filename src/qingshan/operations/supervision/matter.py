"""What may be supervised: something the office has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.supervision.models import Supervision
from qingshan.operations.task.decided import duty_in_force
from qingshan.operations.task.models import TaskNow
from qingshan.operations.unit.models import Unit
from qingshan.operations.unit.names import units
from qingshan.operations.warning.models import WarningNow

MATTER = Text("督办事项", "matter of supervision")


def named(matter: str, day: date) -> str:
    """The matter under the key it is kept by: a unit's is its first name. OPS013 when the office has no such thing."""
    kind, _, key = matter.partition(" ")
    kept = _KINDS[kind](key, day) if kind in _KINDS else None
    if kept is None:
        raise problems.NOT_THERE.at(f"{Supervision.KIND} {matter}", matter, what=MATTER)
    return f"{kind} {kept}"


def _task(key: str, day: date) -> str:
    year, _, duty = key.partition("/")
    return TaskNow.key_of(year, duty_in_force(year, duty, day).key)


def _unit(name: str, day: date) -> str | None:
    found = units().standing_for(name, day)
    return None if found is None else found.key


_KINDS: Mapping[str, Callable[[str, date], str | None]] = {
    WarningNow.KIND: lambda key, _: key if WarningNow.stands(key) else None,
    EntryNow.KIND: lambda key, _: key if EntryNow.stands(key) else None,
    TaskNow.KIND: _task,
    Unit.KIND: _unit,
}
