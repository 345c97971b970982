"""Where the inputs of a score come from on the command line: a file, a plan's evaluation, the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingshan.cli._screen import DAY, FOLDER

if TYPE_CHECKING:
    from qingshan.evaluation.scoring.records import Input
    from qingshan.evaluation.scoring.scheme import Scheme
    from qingshan.plans.ir import Plan

FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Sources:
    """What was named on the command line."""

    file: Path | None = None
    plan: Path | None = None
    lake: Path | None = None
    as_of: datetime | None = None
    area: str | None = None


def inputs_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options that :class:`Sources` holds."""
    options = (
        click.option("--inputs", "file", type=FILE, help="输入文件（yaml） a file of inputs"),
        click.option("--plan", type=FOLDER, help="工作要点，用它的评价结果计分 score by the evaluation of a plan"),
        click.option("--lake", type=FOLDER, help="数据湖 folder of the lake"),
        click.option("--as-of", type=DAY, help="截至该日24时 the end of this day, Beijing time"),
        click.option("--area", help="区域 the area"),
    )
    for option in reversed(options):
        function = option(function)
    return function


def from_file(scheme: Scheme, sources: Sources) -> tuple[str, dict[str, Input]]:
    """Subject and inputs of the file, if there is one."""
    from qingshan.evaluation.scoring.inputs import read_inputs

    return ("", {}) if sources.file is None else read_inputs(sources.file, scheme)


def evaluated(scheme: Scheme, sources: Sources) -> dict[str, Input]:
    """The inputs that the evaluation of ``--plan`` gives; those of the year before where the scheme reads them."""
    from qingshan.evaluation.vocabulary import vocabulary
    from qingshan.plans.loading import load_plan

    if sources.plan is None:
        return {}
    if sources.lake is None or sources.as_of is None or sources.area is None:
        raise click.UsageError("--plan 需要 --lake、--as-of 和 --area: --plan needs --lake, --as-of and --area")
    plan = load_plan(sources.plan, vocabulary())
    return _inputs(scheme, plan, sources.lake, sources.as_of.date(), sources.area)


def from_office(scheme: Scheme, sources: Sources, department: str, year: str, day: date) -> dict[str, Input]:
    """The counts of a department; of an area, with a lake, what the evaluation of the plan in force gives."""
    from qingshan.kernel.periods import Period
    from qingshan.operations.plan.in_force import plan_in_force
    from qingshan.operations.score.department import inputs_of, work

    if scheme.subject == "department":
        known = inputs_of(department, work(Period.of(year), day))
        return {name: known[name] for name in scheme.reads() if name in known}
    if sources.plan is not None:
        return evaluated(scheme, sources)
    if sources.lake is None or sources.area is None:
        return {}
    return _inputs(scheme, plan_in_force(year[:4]), sources.lake, day, sources.area)


def _inputs(scheme: Scheme, plan: Plan, lake: Path, day: date, area: str) -> dict[str, Input]:
    from qingshan.evaluation.judge import Question
    from qingshan.evaluation.run import evaluate
    from qingshan.evaluation.scoring.from_evaluation import inputs_from
    from qingshan.evaluation.scoring.year_before import last_year_inputs
    from qingshan.observations.store.lake import Lake

    opened = Lake.open(lake)
    done = evaluate(plan, opened, Question(day))
    known = inputs_from(done, area) | last_year_inputs(done, opened, area, scheme.reads())
    return {name: known[name] for name in scheme.reads() if name in known}
