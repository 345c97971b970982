"""The year: people and units entered, the plan adopted, its promises opened, problems rectified."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from qingshan.demo.office import dispatch, problems
from qingshan.demo.office.bureau import Bureau, people
from qingshan.demo.office.happening import Happening, take_place
from qingshan.demo.office.looking import looking
from qingshan.demo.office.watch import Watch, warnings
from qingshan.evaluation.duties.compose import duties
from qingshan.evaluation.duties.rectification import problem_entries
from qingshan.ledgers.entry import Actor
from qingshan.observations.store.lake import Lake
from qingshan.operations.action import ADMINISTRATOR
from qingshan.operations.plan.in_force import period_of
from qingshan.plans.ir import Plan
from qingshan.web.desk import make_desk

BEGIN, ADOPTED, END = date(2021, 7, 5), date(2021, 7, 6), date(2022, 7, 31)


def build_office(place: Path, plan: Plan, lake: Path) -> None:
    """Make an office and let the year take place in it. Nothing is written but through actions."""
    make_desk(str(place))
    days = [month.end for month in dispatch.months()]
    with tempfile.TemporaryDirectory() as folder, looking(plan, lake, days, warnings().areas) as looked:
        bureau, year = Bureau(Path(folder)), period_of(plan)
        _enter(plan, bureau)
        happenings = (*_year(plan, Lake.open(lake)), *Watch(year, looked).happenings(days))
        take_place(happenings, bureau, END)


def _enter(plan: Plan, bureau: Bureau) -> None:
    first, *others = people().people
    admin = Actor(first.name, first.unit)
    bureau.act(admin, "people.enter", {"name": first.name, "unit": first.unit, "roles": first.roles}, BEGIN)
    admin = people().holding([ADMINISTRATOR])
    named = dict.fromkeys(one.unit for duty in duties(plan) for one in duty.units)
    for unit in dict.fromkeys((*named, *(one.unit for one in people().people))):
        bureau.act(admin, "unit.enter", {"name": unit}, BEGIN)
    for one in others:
        bureau.act(admin, "people.enter", {"name": one.name, "unit": one.unit, "roles": one.roles}, BEGIN)
    for unit in named:
        actor = people().of_unit(unit)
        bureau.act(admin, "people.enter", {"name": actor.name, "unit": unit, "roles": sorted(actor.roles)}, BEGIN)


def _year(plan: Plan, lake: Lake) -> Iterator[Happening]:
    coordinator = people().holding([problems.COORDINATOR])
    yield Happening(BEGIN, partial(_act, coordinator, "plan.adopt", {"plan": plan.as_json()}, BEGIN))
    yield Happening(ADOPTED, partial(problems.open_promised, plan, ADOPTED))
    for number, entry in enumerate(problem_entries(plan)):
        yield from problems.promised(f"{plan.document.period} {entry.key}", number, ADOPTED)
    yield from problems.happenings()
    yield from dispatch.happenings(plan, lake)


def _act(who: Actor, action: str, given: dict[str, object], day: date, bureau: Bureau) -> None:
    bureau.act(who, action, given, day)
