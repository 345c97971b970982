"""The demo city scaled up for the load test: 30 units, 3,000 tasks, 10,000 problems, five years of data.

Everything in the office is done through actions; the two earlier years of the lake are its first two again.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import polars as pl
from django.db import connection

from qingshan.demo.build import OFFICE, build, build_year
from qingshan.demo.model import batch, climate
from qingshan.demo.office.bureau import people
from qingshan.demo.office.sign_ins import enter_sign_ins
from qingshan.evaluation.duties.compose import duties
from qingshan.evaluation.vocabulary import vocabulary
from qingshan.ledgers.entry import Actor
from qingshan.observations.store.lake import Lake, connect
from qingshan.operations.action import Call, perform
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.office import open_office
from qingshan.operations.people.models import Person
from qingshan.operations.plan.models import PlanNow
from qingshan.operations.unit.names import units
from qingshan.plans import ir
from qingshan.plans.loading import compiled_with_text

UNITS, TASKS, PROBLEMS, YEARS = 30, 3_000, 10_000, 5
WORKING_DAY = date(2021, 12, 31)
WHOLE = "whole"
LEDGER = "inspection_problems"
FIRST = date(2021, 1, 4)
STEPS = ({"measures": "敷设管网"}, {"progress": "完成第一段"})
"""How far a problem goes: not at all, started, reported; by its number."""


def scaled_city(folder: Path) -> Path:
    """The folder with ``office.sqlite3`` and ``lake``; one that is there and whole is used again."""
    mark = f"{batch()} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"
    if (folder / WHOLE).exists() and (folder / WHOLE).read_text(encoding="utf-8") == mark:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    build(folder)
    plan, _ = compiled_with_text(folder / "plan.txt", vocabulary())
    build_year(folder.resolve(), _scaled(plan))
    _earlier_years(Lake.open(folder / "lake"))
    open_office(str(folder / OFFICE))
    _problems()
    enter_sign_ins(folder / OFFICE)
    connection.close()
    (folder / WHOLE).write_text(mark, encoding="utf-8")
    return folder


def sizes() -> dict[str, int]:
    """How large the office that is open is."""
    plan = PlanNow.stands("2021")
    assert plan is not None
    found = duties(ir.Plan.from_json(plan[1]["plan"]), units().renamings(), WORKING_DAY)
    problems = EntryNow.objects.filter(ledger=LEDGER).count()
    return {"units": len({one.unit for duty in found for one in duty.units}), "tasks": len(found), "problems": problems}


def _earlier_years(lake: Lake) -> None:
    """Air and water once more, so many days before that the data begin ``YEARS`` years before their end."""
    since, until = climate().since, climate().until
    more = YEARS - (until.year - since.year + 1)
    days = date(since.year, 1, 1) - date(since.year - more, 1, 1)
    for table, at in (("readings", "hour_end"), ("samples", "sampled_at")):
        with connect() as asked:
            rows = pl.from_arrow(lake.all_rows(asked, table).to_arrow_table())
        assert isinstance(rows, pl.DataFrame)
        early = rows.filter(pl.col(at) < datetime(since.year + more, 1, 1))
        lake.append(table, early.with_columns(pl.col(at, "known_from") - days).to_arrow(), note={"batch": batch()})


def _do(who: Actor, action: str, given: dict[str, Any], day: date, reason: str = "") -> None:
    perform(action, given, Call(who, datetime(day.year, day.month, day.day, 1, tzinfo=UTC), day, reason))


def _scaled(plan: ir.Plan) -> ir.Plan:
    """The plan's tasks again and again, each led by one unit after the other."""
    named = sorted({one.unit for duty in duties(plan) for one in duty.units})
    named += [f"演示增设单位{number + 1}" for number in range(UNITS - len(named))]
    copies = ((copy, task) for copy in range(1, TASKS) for task in plan.tasks)
    leads = cycle(named)
    more = [
        replace(
            task, id=f"{task.id}·{copy}", path=f"{task.path}·{copy}", heading=f"{task.heading}（{copy}）",
            units=(ir.Unit((lead := next(leads)), "lead", lead, 0, 0), *task.units[1:2]),
        )
        for copy, task in islice(copies, TASKS - len(plan.tasks))
    ]  # fmt: skip
    return replace(plan, tasks=(*plan.tasks, *more))


def _problems() -> None:
    coordinator, unit = people().holding(["coordinator"]), people().signs_in
    there = EntryNow.objects.filter(ledger=LEDGER).count()
    owners = cycle((unit, *sorted(_owners() - {unit})))
    for number in range(PROBLEMS - there):
        owner, day = next(owners), FIRST + timedelta(days=number % 300)
        key = f"压测{number + 1:05d}"
        fields = {
            "source": "letter", "problem": f"演示问题：第 {number + 1} 处生活污水直排入河", "areas": ["贵溪市"],
            "units": [owner], "goal": "消除直排", "due_on": str(day + timedelta(days=30 + number % 200)),
        }  # fmt: skip
        _do(coordinator, "ledger.open", {"ledger": LEDGER, "key": key, "fields": fields}, day)
        who = people().of_unit(owner)
        for action, given in zip(("start", "report"), STEPS[: number % 3], strict=False):
            _do(who, "ledger.act", {"ledger": LEDGER, "key": key, "action": action, "given": given}, day)


def _owners() -> set[str]:
    """The units that have somebody to rectify."""
    found = Person.objects.values_list("document", flat=True)
    return {one["unit"] for one in found if "responsible_unit" in one["roles"]}


if __name__ == "__main__":
    made = scaled_city(Path(sys.argv[1]))
    open_office(str(made / OFFICE))
    print(made, sizes())
