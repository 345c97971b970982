"""What the OGC API answers with: landing page, collections, GeoJSON, CoverageJSON; named as in the standards."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
GEOJSON, COVERAGE = "application/geo+json", "application/prs.coverage+json"


class Link(msgspec.Struct):
    href: str
    rel: str
    type: str
    title: str


class Landing(msgspec.Struct):
    title: str
    description: str
    links: list[Link]


class Conformance(msgspec.Struct):
    conforms_to: list[str] = msgspec.field(name="conformsTo")


class Spatial(msgspec.Struct):
    """One box: ``west, south, east, north``."""

    bbox: list[tuple[float, float, float, float]]
    crs: str


class Temporal(msgspec.Struct):
    interval: list[tuple[str | None, str | None]]
    trs: str


class Extent(msgspec.Struct):
    temporal: Temporal
    spatial: Spatial | msgspec.UnsetType | None = msgspec.UNSET


class Variables(msgspec.Struct):
    title: str
    query_type: Literal["items", "locations"]
    output_formats: list[str]


class QueryLink(msgspec.Struct):
    href: str
    rel: Literal["data"]
    variables: Variables


class DataQuery(msgspec.Struct):
    link: QueryLink


class Property(msgspec.Struct):
    id: str
    label: str


class Unit(msgspec.Struct):
    symbol: str


class ParameterName(msgspec.Struct, tag="Parameter", tag_field="type"):
    id: str
    unit: Unit
    observed: Property = msgspec.field(name="observedProperty")


class Collection(msgspec.Struct):
    """``itemType`` stands where the collection has features, the rest of EDR where its places have values."""

    id: str
    title: str
    description: str
    extent: Extent
    crs: list[str]
    output_formats: list[str]
    data_queries: dict[str, DataQuery]
    parameter_names: dict[str, ParameterName]
    links: list[Link]
    item_type: str | msgspec.UnsetType = msgspec.field(default=msgspec.UNSET, name="itemType")


class Collections(msgspec.Struct):
    collections: list[Collection]
    links: list[Link]


class Point(msgspec.Struct, tag="Point", tag_field="type"):
    coordinates: tuple[float, float]


class Feature(msgspec.Struct, tag="Feature", tag_field="type"):
    """A place or a day; without coordinates ``geometry`` is null."""

    id: str
    geometry: Point | None
    properties: dict[str, Any]
    links: list[Link] | msgspec.UnsetType = msgspec.UNSET


class FeatureCollection(msgspec.Struct, tag="FeatureCollection", tag_field="type"):
    features: list[Feature]
    links: list[Link]
    matched: int = msgspec.field(name="numberMatched")
    returned: int = msgspec.field(name="numberReturned")
    at: str = msgspec.field(name="timeStamp")


class Axis(msgspec.Struct):
    values: list[float | str]


class Referencing(msgspec.Struct):
    coordinates: list[str]
    system: dict[str, str]


class Domain(msgspec.Struct, tag="Domain", tag_field="type"):
    """A series of moments; ``PointSeries`` where the place has coordinates."""

    axes: dict[str, Axis]
    referencing: list[Referencing]
    domain_type: str | msgspec.UnsetType = msgspec.field(default=msgspec.UNSET, name="domainType")


class CoverageProperty(msgspec.Struct):
    id: str
    label: dict[str, str]


class CoverageParameter(msgspec.Struct, tag="Parameter", tag_field="type"):
    unit: Unit
    observed: CoverageProperty = msgspec.field(name="observedProperty")


class NdArray(msgspec.Struct, tag="NdArray", tag_field="type"):
    shape: list[int]
    values: list[float | None]
    data_type: Literal["float"] = msgspec.field(name="dataType", default="float")
    axes: list[str] = msgspec.field(name="axisNames", default_factory=lambda: ["t"])


class Coverage(msgspec.Struct, tag="Coverage", tag_field="type"):
    """The values of one place over time."""

    id: str
    domain: Domain
    parameters: dict[str, CoverageParameter]
    ranges: dict[str, NdArray]
