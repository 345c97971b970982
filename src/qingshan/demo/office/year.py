"""The year: people and units entered, the plan adopted, its promises opened, problems rectified."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from qingshan.demo.office import problems
from qingshan.demo.office.bureau import Bureau, people
from qingshan.demo.office.happening import Happening, take_place
from qingshan.evaluation.duties.compose import duties
from qingshan.evaluation.duties.rectification import problem_entries
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import ADMINISTRATOR
from qingshan.operations.office import make_office
from qingshan.plans.ir import Plan

BEGIN, ADOPTED = date(2021, 7, 5), date(2021, 7, 6)


def build_office(place: Path, plan: Plan) -> None:
    """Make an office and let the year take place in it. Nothing is written but through actions."""
    make_office(str(place))
    with tempfile.TemporaryDirectory() as folder:
        bureau = Bureau(Path(folder))
        _enter(plan, bureau)
        take_place(_year(plan), bureau)


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


def _year(plan: Plan) -> Iterator[Happening]:
    coordinator = people().holding([problems.COORDINATOR])
    yield Happening(BEGIN, partial(_act, coordinator, "plan.adopt", {"plan": plan.as_json()}, BEGIN))
    yield Happening(ADOPTED, partial(_act, coordinator, "ledger.promised", {}, ADOPTED))
    for number, entry in enumerate(problem_entries(plan)):
        yield from problems.promised(f"{plan.document.period} {entry.key}", number, ADOPTED)
    yield from problems.happenings()


def _act(who: Actor, action: str, given: dict[str, object], day: date, bureau: Bureau) -> None:
    bureau.act(who, action, given, day)
