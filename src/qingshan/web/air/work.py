"""Working out the air of a year in the background: every area under both sets of editions, and the ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django_tasks import TaskContext, task

from qingshan.evaluation.air import read_air
from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_record import AirRecord
from qingshan.evaluation.air_rules import AirRules
from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.compliance import WANTED, Compliance, compliance
from qingshan.evaluation.groups import Group
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.judge import Question
from qingshan.evaluation.ranking import rank
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.observations.places import memberships
from qingshan.observations.store.lake import Lake
from qingshan.standards.rule import DECIMALS, written
from qingshan.web.air.models import KeptAir
from qingshan.web.evaluations import yearly
from qingshan.web.evaluations.wanted import data_of, working_day
from qingshan.web.evaluations.work import tell

EDITIONS = {
    "2012": ("gb3095:2012", "hj633:2012", "hj663:2013"),
    "2026": ("gb3095:2026", "hj633:2026", "hj663:2026"),
}
"""The sets that are held against each other."""
WORKING = Text("逐区域计算", "working out area by area")
STEPS = len(EDITIONS) + 1
DUST = ("pm10", "pm25")


@task(takes_context=True)
def work_out_air(context: TaskContext, year: int) -> dict[str, Any]:
    """:func:`work_out`, as a job that says how far it has come."""
    tell(context, 0, WORKING, STEPS)
    return {"areas": work_out(year, lambda done: tell(context, done, WORKING, STEPS))}


def work_out(year: int, told: Callable[[int], None]) -> int:
    """Work out a year up to the day the desk works on, and keep it in the place of what was kept before.

    Gives how many documents were kept; ``told`` is called after each of ``STEPS`` steps.
    """
    lake, day = yearly.lake(), working_day()
    span = Period.year(year)
    passed, data = span.to_date(day), data_of(lake.path)
    if passed is None:
        return 0
    made: list[KeptAir] = []
    for done, (edition, keys) in enumerate(EDITIONS.items(), 1):
        for area, document in _areas(lake, span, passed, keys):
            made.append(KeptAir(year=year, area=area, edition=edition, data=data, as_of=day, document=document))
        told(done)
    ranked = rank(lake, (), passed).as_json()
    made.append(KeptAir(year=year, area="", edition=KeptAir.RANKING, data=data, as_of=day, document=ranked))
    with transaction.atomic():
        KeptAir.objects.filter(year=year).delete()
        KeptAir.objects.bulk_create(made)
    told(STEPS)
    return len(made)


def _areas(lake: Lake, span: Period, passed: Period, keys: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every area that a site speaks for, with the document that its page shows."""
    areas = sorted({one.area for one in memberships(lake) if one.touches(span)})
    groups = [Group(area, (area,)) for area in areas]
    wanted = [one for one in map(indicators().__getitem__, WANTED) if isinstance(one, AirIndicator)]
    record = read_air(lake, groups, wanted, span, Question(passed.end, editions=keys))
    rules = AirRules.on(span.end, keys)
    levels = [{"level": one["level"], "name": one["name"]} for one in rules.index.value("categories")]
    for group in groups:
        found = compliance(record, group, span, rules)
        yield group.key, {**_figures(found), "levels": levels, **_days(record, group)}


def _figures(found: Compliance) -> dict[str, Any]:
    statistics = [{**one.as_json(), "label": _said(one.indicator.label)} for one in found.statistics]
    judged = {"items": found.items, "complies": found.complies}
    return {"statistics": statistics, **judged, "editions": found.editions, "unverified": found.unverified}


def _said(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _days(record: AirRecord, group: Group) -> dict[str, Any]:
    rows = record.of(group).to_pylist()
    sites = sorted({member.site for member in record.members.get(group.key, [])})
    return {"sources": list(record.sources), "sites": sites, "days": [_day(row) for row in rows]}


def _day(row: dict[str, Any]) -> dict[str, Any]:
    values = {item: written(row[item], DECIMALS) for item in ITEMS}
    values |= {f"{item}_deducted": written(row[f"{item}_deducted"], DECIMALS) for item in DUST}
    judged = {name: row[name] for name in ("aqi", "level", "valid", "stage", "sites")}
    primary = [item for item in ITEMS if row[f"primary_{item}"]]
    return {"day": row["day"].date().isoformat(), **judged, "primary": primary, "values": values}
