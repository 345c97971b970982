"""湖泊、水库水质与营养状态: the class and the trophic state of lakes from the water averaged over their points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qingshan.evaluation.water_sections import Section
from qingshan.evaluation.water_survey import Scope, Survey, basis_of, survey
from qingshan.kernel.exact import Value
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import Lake
from qingshan.standards.book import Rules
from qingshan.standards.evaluate import Asked, rules_for
from qingshan.standards.rule import DECIMALS, rule, written
from qingshan.standards.rules.tli import ITEMS
from qingshan.standards.water import BODIES, CLASSES, WATER_DECIMALS

TLI, LAKE = "tli", "lake"


def lake_list(lake: Lake, scope: Scope, period: Period) -> dict[str, Any]:
    """The document of ``water lakes``: the points of one lake bear its name as their river, a point without is its own.

    Each item is averaged over time at each point, then over the points; the class and TLI are of that water.
    """
    found = survey(lake, scope, period)
    trophic = rules_for(rule(TLI), Asked(on=period.end, accept_unverified=True))
    groups: dict[str, list[Section]] = {}
    for one in (one for one in found.register if one.body == LAKE):
        groups.setdefault(one.river or one.name, []).append(one)
    means = found.averaged(list(groups.values()))
    rows = [
        _row(name, groups[name], found, mean, trophic)
        for name, mean in sorted(zip(groups, means, strict=True), key=_name)
    ]
    used = (*found.rules.used, *trophic.used)
    return {"period": str(period), **basis_of(used), "sources": list(found.sources), "lakes": rows}


def _name(pair: tuple[str, Any]) -> str:
    return pair[0]


def _row(name: str, points: Sequence[Section], found: Survey, mean: dict[str, Value], trophic: Rules) -> dict[str, Any]:
    here = [one for one in points if one.section in found.measured]
    body = {"body": BODIES.index(LAKE)}
    outcome, parts = found.explained(found.in_scope(mean, points) | body)
    reference = found.explained(mean | body)[1]["reference"]
    place = outcome["class"]
    return {
        "lake": name,
        "points": len(points),
        "with_data": len(here),
        "without_data": [one.section for one in points if one not in here],
        "inferred": [one.section for one in points if one.body_verification == "inferred"],
        "class": None if place is None else CLASSES[place],
        **{key: parts[key] for key in ("status", "main")},
        "reference": reference,
        **_trophic_state(mean, trophic),
        "values": {item: written(mean.get(item), WATER_DECIMALS) for item in ITEMS},
    }


def _trophic_state(mean: dict[str, Value], trophic: Rules) -> dict[str, Any]:
    """``tli`` and the names of items that are missing: the weights of the others then add up to one."""
    outcome = rule(TLI).compute({item: mean.get(item) for item in ITEMS}, trophic)
    return {"tli": written(outcome["tli"], DECIMALS, DECIMALS), **rule(TLI).parts(outcome, trophic)}
