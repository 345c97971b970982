"""Stations and sections as the registers have them last, with their place in CRS84."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qingshan.evaluation import store
from qingshan.kernel.datums import Degrees, crs84
from qingshan.observations.store.lake import Lake, connect
from qingshan.standards.water import CLASSES
from qingshan.web.evaluations.models import Finished
from qingshan.web.evaluations.wanted import working_day

_SITES = """
SELECT site AS key, name, city, background, stopped_on, longitude, latitude, datum FROM register
QUALIFY row_number() OVER (PARTITION BY site ORDER BY known_from DESC) = 1 ORDER BY site
"""
_HOLDS = "(since IS NULL OR since <= $day) AND (until IS NULL OR until >= $day)"
_PLACED = "longitude IS NOT NULL AND latitude IS NOT NULL"
_SECTIONS = """
WITH latest AS (SELECT * FROM register
    QUALIFY row_number() OVER (PARTITION BY section, area, since ORDER BY known_from DESC) = 1)
SELECT section AS key, max(name) AS name, max(nullif(river, '')) AS river, max(nullif(basin, '')) AS basin,
    list_sort(list(DISTINCT area)) AS areas, max(nullif(control, '')) AS control,
    max(nullif(target_class, '')) AS target_class, bool_or(source_of_drinking_water) AS is_source,
    arg_max(longitude, known_from) FILTER ({placed}) AS longitude,
    arg_max(latitude, known_from) FILTER ({placed}) AS latitude, arg_max(datum, known_from) FILTER ({placed}) AS datum
FROM latest WHERE {holds} GROUP BY section ORDER BY section
"""
_MEMBERS = """
SELECT site, list_sort(list(DISTINCT area)) FROM (SELECT * FROM members
    QUALIFY row_number() OVER (PARTITION BY site, area, since ORDER BY known_from DESC) = 1)
WHERE {holds} GROUP BY site
"""
_CLASSES = 'SELECT section, "class", complies, months FROM classes WHERE evaluation = ?'


@dataclass(frozen=True, slots=True)
class Place:
    """A station or section; ``position`` is None without coordinates.

    ``said["is_converted"]`` is false where the datum is unknown: the degrees then stand as they came, which may be
    some hundred metres off.
    """

    key: str
    position: Degrees | None
    said: dict[str, Any]


def stations(lake: Lake) -> list[Place]:
    """Every station with the areas it speaks for now."""
    with connect() as connection:
        lake.all_rows(connection, "sites").create_view("register")
        lake.all_rows(connection, "memberships").create_view("members")
        areas = dict(connection.execute(_MEMBERS.format(holds=_HOLDS), {"day": working_day()}).fetchall())
        rows = _rows(connection.execute(_SITES))
    return [_place(row | {"areas": areas.get(row["key"], [])}) for row in rows]


def sections(lake: Lake) -> list[Place]:
    """Every section in use, with its class as the newest evaluation of the latest plan judged it."""
    with connect() as connection:
        lake.all_rows(connection, "sections").create_view("register")
        rows = _rows(connection.execute(_SECTIONS.format(holds=_HOLDS, placed=_PLACED), {"day": working_day()}))
    judged = _judged(lake)
    return [_place(row | judged.get(row["key"], {})) for row in rows]


def newest_by_plan() -> list[str]:
    """The identity of the newest evaluation of each year's plan."""
    found = dict(Finished.objects.order_by("finished_at", "pk").values_list("plan", "identity"))
    return [found[plan] for plan in sorted(found)]


def _judged(lake: Lake) -> dict[str, dict[str, Any]]:
    last = Finished.objects.order_by("-plan", "-finished_at", "-pk").values_list("identity", "as_of").first()
    classes = store.rows_of_all(lake.path, "section_classes")
    if last is None or classes is None:
        return {}
    with connect() as connection:
        connection.register("classes", classes)
        rows = connection.execute(_CLASSES, [last[0]]).fetchall()
    return {
        key: {
            "class": None if place is None else CLASSES[place],
            "complies": None if complies is None else bool(complies),
            "months": months,
            "class_as_of": last[1].isoformat(),
        }
        for key, place, complies, months in rows
    }


def _rows(found: Any) -> Iterator[dict[str, Any]]:
    names = [column[0] for column in found.description]
    return (dict(zip(names, row, strict=True)) for row in found.fetchall())


def _place(row: dict[str, Any]) -> Place:
    said = {name: one for name, one in row.items() if name not in {"key", "longitude", "latitude"}}
    longitude, latitude = _degrees(row["longitude"]), _degrees(row["latitude"])
    if longitude is None or latitude is None:
        return Place(row["key"], None, {name: one for name, one in said.items() if name != "datum"})
    converted = crs84(longitude, latitude, row["datum"])
    return Place(row["key"], converted or (longitude, latitude), said | {"is_converted": converted is not None})


def _degrees(said: str | None) -> float | None:
    return None if not said else float(said)


def found_in(places: Sequence[Place], key: str) -> Place | None:
    """The place of that key."""
    return next((one for one in places if one.key == key), None)
