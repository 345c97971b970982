"""How the synthetic city stood at the end of each month, as it was known then; two months are evaluated at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from qingshan.demo.model import NOON_UTC
from qingshan.evaluation.judge import Question
from qingshan.evaluation.run import evaluate
from qingshan.evaluation.scoring.from_evaluation import inputs_from
from qingshan.evaluation.scoring.records import Input
from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.gather import facts
from qingshan.evaluation.warnings.rule import rules
from qingshan.observations.store.lake import Lake
from qingshan.plans.ir import Plan

CORES = 2


@dataclass(frozen=True, slots=True)
class Looked:
    """The facts of a day without tasks and ledgers, and what an area is scored on, by area."""

    facts: Facts
    inputs: Mapping[str, Mapping[str, Input]]


def look(plan: Plan, lake: Path, day: date, areas: Iterable[str]) -> Looked:
    """What was known at noon of the day after."""
    opened, known_on = Lake.open(lake), datetime.combine(day + timedelta(days=1), datetime.min.time()) + NOON_UTC
    evaluation = evaluate(plan, opened, Question(day, known_on))
    seen = facts(evaluation, opened, (), (), rules().values())
    return Looked(seen, {area: inputs_from(evaluation, area) for area in areas})


@contextmanager
def looking(plan: Plan, lake: Path, days: Iterable[date], areas: tuple[str, ...]) -> Iterator[Callable[[date], Looked]]:
    """Looks at every day in processes beside this one, in the order given; a day is waited for when it is asked for."""
    with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
        coming = {day: pool.submit(look, plan, lake, day, areas) for day in days}
        yield lambda day: coming[day].result()
