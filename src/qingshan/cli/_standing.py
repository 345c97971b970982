"""What warnings and x-ray look at alike: a plan evaluated on a lake, its tasks, and what the office adds to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli._office import optional_office, place
from qingshan.cli._screen import DAY, FOLDER

if TYPE_CHECKING:
    from qingshan.evaluation.duties.decisions import Decision
    from qingshan.evaluation.duties.duty import Duty
    from qingshan.evaluation.run import Evaluation
    from qingshan.observations.store.lake import Lake
    from qingshan.plans.ir import Plan

plan_option = click.option(
    "--plan",
    type=FOLDER,
    help="工作要点（文档或编译结果），不给则取办公库现行的 a plan (the one in force in the office)",
)
lake_option = click.option("--lake", required=True, type=FOLDER, help="数据湖 folder of the lake")
as_of_option = click.option("--as-of", required=True, type=DAY, help="截至该日24时 the end of this day, Beijing time")
known_option = click.option(
    "--known-on", type=click.DateTime(), help="只用此刻（UTC）已知的数据 what was known by then (UTC)"
)


def asking(function: Callable[..., None]) -> Callable[..., None]:
    """The options that say what is looked at, and on which day."""
    for option in (optional_office, known_option, as_of_option, lake_option, plan_option):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Looked:
    """A plan judged on a day, with its tasks and the decisions on them; ``has_office`` whether an office was asked."""

    evaluation: Evaluation
    lake: Lake
    duties: tuple[Duty, ...]
    decisions: tuple[Decision, ...]
    has_office: bool


def look(plan: Path | None, lake: Path, as_of: datetime, known_on: datetime | None, office: str | None) -> Looked:
    """The plan given or, without one, that in force for the year, evaluated.

    Where an office is named its decisions count, and units bear the names it knows; without a plan the usual one is.
    """
    from qingshan.evaluation.judge import Question
    from qingshan.evaluation.run import evaluate
    from qingshan.observations.store.lake import Lake

    opened, day = Lake.open(lake), as_of.date()
    compiled, duties, decisions = _from_office(plan, day, office or place()) if office or not plan else _alone(plan)
    evaluation = evaluate(compiled, opened, Question(day, known_on))
    return Looked(evaluation, opened, duties, decisions, bool(office or not plan))


def _alone(plan: Path) -> tuple[Plan, tuple[Duty, ...], tuple[Decision, ...]]:
    from qingshan.evaluation.duties.compose import duties

    compiled = _read(plan)
    return compiled, duties(compiled), ()


def _from_office(plan: Path | None, day: date, office: str) -> tuple[Plan, tuple[Duty, ...], tuple[Decision, ...]]:
    from qingshan.evaluation.duties.compose import duties
    from qingshan.operations.office import open_office
    from qingshan.operations.plan.in_force import period_of, plan_in_force
    from qingshan.operations.task.decided import decisions
    from qingshan.operations.unit.names import units

    open_office(office)
    compiled = _read(plan) if plan else _in_force(day.year) or plan_in_force()
    return compiled, duties(compiled, units().renamings(), day), decisions(period_of(compiled), day)


def _read(plan: Path) -> Plan:
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.plans.loading import load_plan

    return load_plan(plan, vocabulary())


def _in_force(year: int) -> Plan | None:
    """The plan of a year; None where the office has none."""
    from qingshan.kernel.problems import Problem
    from qingshan.operations.plan.in_force import plan_in_force

    try:
        return plan_in_force(str(year))
    except Problem:
        return None
