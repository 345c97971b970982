"""What a department is scored on, as the office knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from qingshan.evaluation.scoring.from_office import EntryFact, Work, department_inputs, entry_fact
from qingshan.evaluation.scoring.records import Input
from qingshan.kernel.periods import Period
from qingshan.ledgers.definitions import ledger
from qingshan.operations.ledger.queries import with_dues
from qingshan.operations.task.decided import decisions, duties_in_force
from qingshan.operations.unit.names import units


def work(period: Period, day: date) -> Work:
    """Tasks, decisions and entries at the end of a day, units under the names they bear then.

    OPS013 when no plan is in force for the year.
    """
    year = str(period.start.year)
    return Work(period, day, duties_in_force(year, day), decisions(year, day), tuple(_entries(day)))


def inputs_of(department: str, found: Work) -> dict[str, Input]:
    """The counts of one department, under whatever name it is asked for."""
    return department_inputs(units().name_now(department, found.day), found)


def _entries(day: date) -> Iterator[EntryFact]:
    known = units()
    for entry, dues in with_dues(day):
        fact = entry_fact(ledger(entry.ledger), entry, dues)
        yield replace(fact, units=tuple(known.name_now(unit, day) for unit in fact.units))
