"""Outlines of areas from GeoJSON, for drawing only: degrees as they stand, no datum converted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qingshan.observations import problems

Place = tuple[float, float]
"""Longitude and latitude in degrees."""
_DEPTH = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
"""How many lists a geometry's lines lie in."""


def outlines(path: Path) -> list[list[Place]]:
    """Every ring and line of a GeoJSON file; OBS013 when there is no such file, OBS015 when it holds none."""
    if not path.is_file():
        raise problems.NO_FILE.at(str(path), path)
    try:
        found = [[_place(place) for place in line] for line in _lines(json.loads(path.read_text(encoding="utf-8")))]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise problems.OUTLINE_UNREADABLE.at(str(path), error) from error
    if not found:
        raise problems.OUTLINE_UNREADABLE.at(str(path), "—")
    return found


def _lines(node: dict[str, Any]) -> Iterator[list[Any]]:
    match node["type"]:
        case "FeatureCollection":
            parts = node["features"]
        case "GeometryCollection":
            parts = node["geometries"]
        case "Feature":
            parts = [node["geometry"]] if node["geometry"] else []
        case kind if kind in _DEPTH:
            yield from _flat(node["coordinates"], _DEPTH[kind])
            return
        case _:
            return
    for part in parts:
        yield from _lines(part)


def _flat(nested: list[Any], depth: int) -> Iterator[list[Any]]:
    if depth == 0:
        yield nested
        return
    for part in nested:
        yield from _flat(part, depth - 1)


def _place(given: list[Any]) -> Place:
    longitude, latitude = given[:2]
    return float(longitude), float(latitude)
