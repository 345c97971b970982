"""Working out the water of a year in the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django_tasks import TaskContext, task

from qingshan.evaluation.water_lakes import lake_list
from qingshan.evaluation.water_ranking import water_ranking
from qingshan.evaluation.water_rivers import river_list
from qingshan.evaluation.water_sources import source_list
from qingshan.evaluation.water_status import section_list
from qingshan.evaluation.water_survey import Scope
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.observations.store.lake import Lake
from qingshan.web.evaluations import yearly
from qingshan.web.evaluations.wanted import data_of, working_day
from qingshan.web.evaluations.work import tell
from qingshan.web.water.models import KeptWater

DOCUMENTS: dict[str, Callable[[Lake, Scope, Period], dict[str, Any]]] = {
    "sections": section_list,
    "rivers": river_list,
    "lakes": lake_list,
    "rank": water_ranking,
    "sources": source_list,
}
WORKING = Text("逐项计算", "working out one after the other")
STEPS = len(DOCUMENTS) + 1


@task(takes_context=True)
def work_out_water(context: TaskContext, year: int) -> dict[str, Any]:
    """:func:`work_out`, as a job that says how far it has come."""
    tell(context, 0, WORKING, STEPS)
    return {"documents": work_out(year, lambda done: tell(context, done, WORKING, STEPS))}


def work_out(year: int, told: Callable[[int], None]) -> int:
    """Work out a year up to the day the desk works on, and keep it in the place of what was kept before.

    Gives how many documents were kept; ``told`` is called after each of ``STEPS`` steps.
    """
    lake, day = yearly.lake(), working_day()
    data, found = data_of(lake.path), documents(lake, year, day, told)
    made = [KeptWater(year=year, name=name, data=data, as_of=day, document=one) for name, one in found.items()]
    with transaction.atomic():
        KeptWater.objects.filter(year=year).delete()
        KeptWater.objects.bulk_create(made)
    told(STEPS)
    return len(made)


def documents(lake: Lake, year: int, day: date, told: Callable[[int], None]) -> dict[str, Any]:
    """Every document of a year up to a day, by name; none of a year to come."""
    passed, found = Period.year(year).to_date(day), dict[str, Any]()
    if passed is None:
        return found
    for done, (name, listed) in enumerate(DOCUMENTS.items(), 1):
        found[name] = listed(lake, Scope(), passed)
        told(done)
    begun = ((str(month), month.to_date(day)) for month in Period.year(year).months())
    found["months"] = {name: _classes(lake, part) for name, part in begun if part is not None}
    return found


def _classes(lake: Lake, month: Period) -> dict[str, dict[str, Any]]:
    """By section its class of a month, whether that meets the target, and the main items."""
    rows = section_list(lake, Scope(), month)["sections"]
    return {row["section"]: {name: row[name] for name in ("class", "complies", "main")} for row in rows if row["class"]}
