"""城市水质排名: areas by the water quality index CWQI, the best first, and by its change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qingshan.evaluation.water_sections import Section
from qingshan.evaluation.water_survey import Scope, Survey, basis_of, survey
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import Lake
from qingshan.standards.book import Rules
from qingshan.standards.evaluate import Asked, rules_for
from qingshan.standards.rule import PRECISION, rule, written
from qingshan.standards.rules.cwqi import INDEX_DECIMALS, INDEX_PLACES, ITEMS
from qingshan.standards.water import BODIES, CLASSES

CWQI, CITY, CHANGE = "cwqi", "cwqi-city", "cwqi-change"
CHANGE_PLACES = 2
_FINER = 10 ** (INDEX_DECIMALS - PRECISION)
_SECOND = CLASSES.index("Ⅱ")


@dataclass(frozen=True, slots=True)
class Indexed:
    """An area's index in millionths, None where an item is missing; ``parts`` are of its rivers and its lakes.

    ``excellent``: every section is Ⅱ or better and meets its target.
    """

    index: int | None
    parts: Mapping[str, dict[str, Any]]
    excellent: bool
    stage: int


@dataclass(frozen=True, slots=True)
class Methods:
    """The rules of the ranking on the last day of a period."""

    index: Rules
    city: Rules
    change: Rules

    @classmethod
    def on(cls, period: Period) -> Methods:
        asked = Asked(on=period.end, accept_unverified=True)
        return cls(*(rules_for(rule(name), asked) for name in (CWQI, CITY, CHANGE)))


def water_ranking(lake: Lake, scope: Scope, period: Period, against: Period | None = None) -> dict[str, Any]:
    """The document of ``water rank``: ranked areas first; ``change`` is against the period named.

    Each item is averaged over the sections of an area first, rivers and lakes apart. An area whose sections all are Ⅱ
    or better and meet their targets in both periods is left out of the ranking of changes. Equal places are shared.
    """
    now, methods = survey(lake, scope, period), Methods.on(period)
    found, earlier = _indexed(now, methods), dict[str, Indexed]()
    used = [now.rules.used]
    if against is not None:
        before, then = survey(lake, scope, against), Methods.on(against)
        earlier = _indexed(before, then)
        used += [before.rules.used, then.index.used, then.city.used]
    changes = {area: _change(one, earlier.get(area), methods) for area, one in found.items()}
    excluded = {area for area, one in found.items() if one.excellent and area in earlier and earlier[area].excellent}
    ranks = _ranks({area: one.index for area, one in found.items()})
    change_ranks = _ranks({area: change for area, change in changes.items() if area not in excluded})
    rows = [
        {
            "rank": ranks.get(area),
            "area": area,
            "cwqi": written(one.index, PRECISION, INDEX_PLACES),
            "before": written(earlier[area].index, PRECISION, INDEX_PLACES) if area in earlier else None,
            "change": written(changes[area], PRECISION, CHANGE_PLACES),
            "change_rank": change_ranks.get(area),
            "excluded_from_change": area in excluded,
            "state": "insufficient_data" if one.index is None else ("final" if one.stage else "provisional"),
            **one.parts,
        }
        for area, one in sorted(found.items(), key=lambda pair: (pair[1].index is None, pair[1].index, pair[0]))
    ]
    used += [methods.index.used, methods.city.used, methods.change.used]
    basis = basis_of(read for part in used for read in part)
    said = {"period": str(period), "against": None if against is None else str(against)}
    return {**said, **basis, "sources": list(now.sources), "areas": rows}


def _ranks(values: Mapping[str, int | None]) -> dict[str, int]:
    there = sorted(value for value in values.values() if value is not None)
    return {name: there.index(value) + 1 for name, value in values.items() if value is not None}


def _change(one: Indexed, earlier: Indexed | None, methods: Methods) -> int | None:
    base = None if earlier is None else earlier.index
    found: int | None = rule(CHANGE).compute({"now": one.index, "base": base}, methods.change)["change"]
    return found


def _indexed(found: Survey, methods: Methods) -> dict[str, Indexed]:
    """By area; the areas that sections speak for, those without data among them."""
    areas = list(dict.fromkeys(one.area for one in found.spoken))
    groups = [(area, body) for area in areas for body in BODIES]
    members = {pair: [one for one in found.spoken if (one.area, _body(one)) == pair] for pair in groups}
    means = dict(zip(groups, found.averaged([members[pair] for pair in groups]), strict=True))
    answers = {pair: _of_body(pair[1], members[pair], found, means[pair], methods) for pair in groups}
    return {area: _of_area(area, answers, found, methods) for area in areas}


def _body(one: Section) -> str:
    return one.body if one.body in BODIES else BODIES[0]


def _of_body(
    body: str, sections: Sequence[Section], found: Survey, mean: Mapping[str, Any], methods: Methods
) -> dict[str, Any]:
    here = [one.section for one in sections if one.section in found.measured]
    values = {item: mean.get(item) for item in ITEMS} | {"body": BODIES.index(body)}
    outcome = rule(CWQI).compute(values, methods.index)
    index = None if outcome["cwqi"] is None else outcome["cwqi"] // _FINER
    said = rule(CWQI).parts(outcome, methods.index) | {"cwqi": written(index, PRECISION, INDEX_PLACES)}
    return {"index": index, "here": here, "said": {"sections": len(sections), "with_data": len(here), **said}}


def _of_area(area: str, answers: Mapping[Any, dict[str, Any]], found: Survey, methods: Methods) -> Indexed:
    river, lake = (answers[area, body] for body in BODIES)
    counts = {"river_sections": len(river["here"]), "lake_points": len(lake["here"])}
    index = river["index"] if not lake["here"] else lake["index"]
    if all(counts.values()):
        values = {"river": river["index"], "lake": lake["index"], **counts}
        index = rule(CITY).compute(values, methods.city)["cwqi"]
    rows = [found.judged[section] for section in (*river["here"], *lake["here"]) if section in found.judged]
    excellent = bool(rows) and all(row["complies"] == 1 and row["class"] <= _SECOND for row in rows)
    parts = {body: answers[area, body]["said"] for body in BODIES if answers[area, body]["said"]["sections"]}
    return Indexed(index, parts, excellent, min((row["stage"] for row in rows), default=0))
