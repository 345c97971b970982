"""Open the dispatch of a month: a sheet for each unit with what it is asked; again, for units without a sheet alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec

from qingshan.evaluation.dispatch.asking import month_of, tasks_asked
from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.evaluation.reported import forms
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.machine import open_entry
from qingshan.observations.returns.periods import period_of
from qingshan.observations.returns.template import chosen
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.dispatch.problems import NOTHING_ASKED
from qingshan.operations.dispatch.sheets import COORDINATOR, answered, key_of, sheets
from qingshan.operations.ledger.change import change, with_words
from qingshan.operations.task.decided import decisions, duties_in_force
from qingshan.operations.unit.names import units

_Said = Annotated[str, msgspec.Meta(min_length=1)]


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is lacking (``evaluation.dispatch.asking.FigureLine``), and the unit that is to report it."""

    reporter: _Said
    indicator: _Said
    area: _Said
    period: _Said
    name: str = ""
    unit: str = ""
    last: str = ""


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``plan`` is the year of the plan in force; without it, the year of the month."""

    period: str
    figures: tuple[Figure, ...] = ()
    plan: str = ""


def decide(given: Given, call: Call) -> Sequence[Change]:
    period = str(month_of(given.period))
    year = given.plan or period[:4]
    last = {line: str(row["progress"]) for line, row in answered(year, call.day, period)}
    tasks = tasks_asked(duties_in_force(year, call.day), decisions(year, call.day), last)
    figures = _by_unit(given.figures, call)
    if not (asked := dict.fromkeys([*tasks, *figures])):
        raise NOTHING_ASKED.at(period, year)
    known = units()
    have = {known.name_now(one.unit, call.day) for one in sheets(f"{period} ")}
    new = [unit for unit in asked if unit not in have]
    if not new:
        raise problems.TAKEN.at(f"{LEDGER} {period}", period)
    lines = {unit: ([one.as_json() for one in tasks.get(unit, ())], figures.get(unit, [])) for unit in new}
    return [_opened((period, year), unit, lines[unit], call) for unit in new]


def _by_unit(figures: Sequence[Figure], call: Call) -> dict[str, list[dict[str, Any]]]:
    """The lines of each unit under its present name. OBS032 no such indicator, OBS035 no such period."""
    chosen(forms(), [one.indicator for one in figures])
    known, found = units(), dict[str, list[dict[str, Any]]]()
    for one in figures:
        period_of(one.period, f"{one.indicator} {one.area}")
        line = {name: value for name, value in msgspec.to_builtins(one).items() if value and name != "reporter"}
        found.setdefault(known.name_now(one.reporter, call.day), []).append(line)
    return found


def _opened(of: tuple[str, str], unit: str, lines: tuple[Sequence[Mapping[str, Any]], ...], call: Call) -> Change:
    tables = {name: list(rows) for name, rows in zip(("tasks", "figures"), lines, strict=True) if rows}
    period, plan = of
    fields = with_words({"period": period, "plan": plan, "unit": unit, **tables}, call)
    return change("dispatch.open", *open_entry(ledger(LEDGER), key_of(period, unit), fields, call.actor, call.day))


ACTION = Action("dispatch.open", Text("开展月调度", "open the dispatch of a month"), Given, COORDINATOR, decide)
