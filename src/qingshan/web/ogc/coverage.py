"""A series of one place as CoverageJSON."""

from __future__ import annotations

from qingshan.web.ogc.places import Place
from qingshan.web.ogc.series import Series, label_of, unit_of
from qingshan.web.ogc.shapes import (
    CRS84,
    Axis,
    Coverage,
    CoverageParameter,
    CoverageProperty,
    Domain,
    NdArray,
    Referencing,
    Unit,
)


def coverage(place: Place, found: Series) -> Coverage:
    """``PointSeries`` where the place has coordinates; without them an axis of time alone."""
    parameters, ranges = {}, {}
    for item, values in found.values.items():
        label = label_of(item)
        named = CoverageProperty(item, {"zh": label.zh, "en": label.en})
        parameters[item] = CoverageParameter(Unit(unit_of(item)), named)
        ranges[item] = NdArray([len(values)], values)
    return Coverage(place.key, _domain(place, found.at), parameters, ranges)


def _domain(place: Place, at: list[str]) -> Domain:
    axes = {"t": Axis(list(at))}
    referencing = [Referencing(["t"], {"type": "TemporalRS", "calendar": "Gregorian"})]
    if place.position is None:
        return Domain(axes, referencing)
    axes |= {"x": Axis([place.position[0]]), "y": Axis([place.position[1]])}
    referencing.append(Referencing(["x", "y"], {"type": "GeographicCRS", "id": CRS84}))
    return Domain(axes, referencing, "PointSeries")
