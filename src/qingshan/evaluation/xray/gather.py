"""The world of a day from a finished evaluation and its lake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from qingshan.evaluation.duties.decisions import Decision
from qingshan.evaluation.duties.duty import Duty
from qingshan.evaluation.exclusions import Exclusion
from qingshan.evaluation.run import Evaluation
from qingshan.evaluation.warnings.gather import areas_of, last_samples, readings
from qingshan.evaluation.water_sections import sections
from qingshan.evaluation.xray.world import World
from qingshan.kernel.periods import Period
from qingshan.kernel.places import Site
from qingshan.observations.places import memberships
from qingshan.observations.returns.figures import assigned, figures
from qingshan.observations.store.lake import FAR_FUTURE, Lake, connect

_SITES = """
SELECT site, name, city, longitude, latitude, datum, background, stopped_on FROM stored WHERE known_from <= ?
QUALIFY row_number() OVER (PARTITION BY site ORDER BY known_from DESC) = 1 ORDER BY site
"""
_EXCLUSIONS = """
SELECT kind, coalesce(nullif(site, ''), area), item, from_hour, to_hour, coalesce(reason, ''), coalesce(document, ''),
    coalesce(decided_by, '')
FROM stored WHERE known_from <= ?
QUALIFY row_number() OVER (PARTITION BY site, area, item, from_hour, to_hour, kind ORDER BY known_from DESC) = 1
ORDER BY from_hour
"""


def world(evaluation: Evaluation, lake: Lake, duties: Iterable[Duty], decisions: tuple[Decision, ...] = ()) -> World:
    """What the rules look at, of the areas the plan speaks of; entries of ledgers and scoring schemes are the caller's.

    Sites are those of the plan's city, figures those of its areas and of periods that are over.
    """
    question, areas = evaluation.question, areas_of(evaluation)
    known_on = question.known_on
    return World(
        day=question.as_of,
        plan=evaluation.plan,
        duties=tuple(duties),
        decisions=decisions,
        readings=readings(evaluation),
        figures=tuple(
            one for one in figures(lake, known_on) if one.area in areas and Period.of(one.period).end <= question.as_of
        ),
        assigned=tuple(
            one for one in assigned(lake, known_on) if one.area in {*areas, ""} and one.issued_on <= question.as_of
        ),
        sections=tuple(one for one in sections(lake, known_on) if one.area in areas),
        sampled=last_samples(lake, question.as_of, known_on),
        sites=tuple(_sites(lake, known_on, evaluation.plan.document.area or "")),
        memberships=tuple(memberships(lake, known_on)),
        exclusions=tuple(_exclusions(lake, known_on)),
    )


def _rows(lake: Lake, table: str, query: str, known_on: datetime | None) -> list[tuple[Any, ...]]:
    with connect() as connection:
        lake.all_rows(connection, table).create_view("stored")
        return connection.execute(query, [known_on or FAR_FUTURE]).fetchall()


def _sites(lake: Lake, known_on: datetime | None, area: str) -> Iterator[Site]:
    found = (Site(*row) for row in _rows(lake, "sites", _SITES, known_on))
    return (site for site in found if area and site.city.removesuffix("市") == area.removesuffix("市"))


def _exclusions(lake: Lake, known_on: datetime | None) -> Iterator[Exclusion]:
    for kind, site, item, *rest in _rows(lake, "exclusions", _EXCLUSIONS, known_on):
        yield Exclusion(kind, (site,), (item or "*",), *rest)
