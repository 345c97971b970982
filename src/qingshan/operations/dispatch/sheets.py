"""The sheets of the dispatch: entries of a ledger that only the actions of this area open and act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from qingshan.evaluation.dispatch.asking import Line, month_of
from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import Entry, Evidence
from qingshan.ledgers.machine import act
from qingshan.operations import problems
from qingshan.operations.action import Call, Change
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.evidence.named import evidence
from qingshan.operations.ledger.change import change, with_words
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.unit.names import Units, units

SHEET = Text("填报单", "sheet")
COORDINATOR = frozenset({"coordinator"})
LIAISON = frozenset({"liaison"})
ACCEPTED, LOCKED, MISSED = "accepted", "locked", "missed"
CITED = "调度填报单 {key}"
"""How a decision and a figure name the sheet they come from."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it stands."""

    entry: Entry

    @property
    def unit(self) -> str:
        """The name its unit bore when it was opened."""
        return str(self.entry.fields["unit"])

    @property
    def period(self) -> str:
        return str(self.entry.fields["period"])

    @property
    def plan(self) -> str:
        """The year of the plan its tasks stand in."""
        return str(self.entry.fields["plan"])

    @property
    def cited(self) -> str:
        return CITED.format(key=self.entry.key)

    def lines(self, table: str) -> Sequence[Mapping[str, Any]]:
        """The rows of ``tasks`` or ``figures``."""
        found = self.entry.fields.get(table) or []
        assert isinstance(found, list)
        return found


def key_of(period: str, unit: str) -> str:
    return f"{period} {unit}"


def sheets(period: str = "") -> Iterator[Sheet]:
    """The sheets of a month, or all, as they stand, in the order of months and units."""
    return _read(EntryNow.objects.filter(key__startswith=EntryNow.key_of(LEDGER, period)))


def _read(rows: QuerySet[EntryNow]) -> Iterator[Sheet]:
    own = rows.filter(ledger=LEDGER).order_by("key").values_list("document", flat=True)
    return (Sheet(Entry.from_json(document)) for document in own)


def sheet(period: str, unit: str, day: date, version: int | None = None) -> Sheet:
    """The sheet of a unit under any name it bore or now bears. OPS013 none, OPS011 not at ``version`` any more."""
    month = str(month_of(period))
    stands = EntryNow.stands(EntryNow.key_of(LEDGER, key_of(month, unit)))
    known = units()
    found = Sheet(Entry.from_json(stands[1])) if stands else _renamed(month, known.name_now(unit, day), known, day)
    if found is None:
        raise problems.NOT_THERE.at(key_of(month, unit), unit, what=SHEET)
    if version not in {None, found.entry.version}:
        raise problems.MOVED_ON.at(f"{EntryNow.KIND} {found.entry.key}", found.entry.version, version=version)
    return found


def _renamed(period: str, name: str, known: Units, day: date) -> Sheet | None:
    return next((one for one in sheets(f"{period} ") if known.name_now(one.unit, day) == name), None)


def acted(found: Sheet, action: str, given: Mapping[str, Any], call: Call, proof: Sequence[str] = ()) -> Change:
    """The sheet after an action of its ledger. LED004 to LED029 when it may not be taken."""
    pieces: dict[str, Evidence] = evidence(proof)
    asked = with_words(given, call)
    after, events = act(ledger(LEDGER), found.entry, action, asked, call.actor, call.day, pieces, OfficeCalendar())
    return change(f"dispatch.{action}", after, events[-1])


def answered(plan: str, day: date, before: str = "") -> Iterator[tuple[Line, Mapping[str, Any]]]:
    """Each unit's lines on the tasks of a plan from its accepted sheets, of the months before one or all; latest last.

    Units under the names they bear on a day.
    """
    known = units()
    for one in _read(EntryNow.objects.filter(document__fields__plan=plan)):
        if one.entry.state in {ACCEPTED, LOCKED} and (not before or one.period < before):
            unit = known.name_now(one.unit, day)
            yield from (((unit, row["task"], row["milestone"]), row) for row in one.lines("tasks"))
