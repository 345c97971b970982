"""The addresses of OGC API Features part 1 and Environmental Data Retrieval 1.1, over the desk's lake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from django.http import Http404, HttpResponse
from django.urls import reverse

from qingshan.evaluation.area_days import ITEMS
from qingshan.kernel.clock import known_now
from qingshan.kernel.text import Text
from qingshan.web.ogc import asking, series
from qingshan.web.ogc.asking import Box
from qingshan.web.ogc.collections import COLLECTIONS, Declared, declared, lake
from qingshan.web.ogc.coverage import coverage
from qingshan.web.ogc.places import Place, found_in
from qingshan.web.ogc.shapes import (
    COVERAGE,
    CRS84,
    GEOJSON,
    GREGORIAN,
    Collection,
    Collections,
    Conformance,
    Coverage,
    DataQuery,
    Extent,
    Feature,
    FeatureCollection,
    Landing,
    Link,
    ParameterName,
    Point,
    Property,
    QueryLink,
    Spatial,
    Temporal,
    Unit,
    Variables,
)
from qingshan.web.pages import Told, page
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.visitor import Visit

JSON = "application/json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"
TITLE = Text("青山监测数据接口", "Qingshan observations")
ABOUT = Text(
    "点位、断面、区域及其监测值，按 OGC API 只读提供",
    "stations, sections, areas and their values by OGC API, read only",
)
CONFORMS = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/core",
    "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/collections",
    "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/json",
    "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/covjson",
)
FEATURES = ("bbox", "datetime", "limit", "offset")
_ONE = Text("一个集合", "One collection")


@page(may=SIGNED_IN, told=Told(TITLE, twin=Landing, media=JSON))
def landing(request: Visit) -> HttpResponse:
    """Where everything else is."""
    asking.only(request)
    links = [
        _link(request, "ogc", "self", JSON, TITLE),
        _link(request, "openapi", "service-desc", OPENAPI, Text("接口文档", "the API's document")),
        _link(request, "api", "service-doc", "text/html", Text("接口说明", "the same to read")),
        _link(request, "ogc-conformance", "conformance", JSON, Text("所合标准", "what it conforms to")),
        _link(request, "ogc-collections", "data", JSON, Text("集合", "the collections")),
    ]
    return _said(Landing(_both(TITLE), _both(ABOUT), links))


@page(may=SIGNED_IN, told=Told(Text("所合标准", "What it conforms to"), twin=Conformance, media=JSON))
def conformance(request: Visit) -> HttpResponse:
    """Classes of the standards that are kept."""
    asking.only(request)
    return _said(Conformance(list(CONFORMS)))


@page(may=SIGNED_IN, told=Told(Text("集合", "The collections"), twin=Collections, media=JSON))
def collections(request: Visit) -> HttpResponse:
    """Every collection with its extent and what it can be asked."""
    asking.only(request)
    readers = {found.places for found in COLLECTIONS.values()}
    boxes = {one: None if one is None else _around(one(lake())) for one in readers}
    every = [_described(request, key, boxes[found.places]) for key, found in COLLECTIONS.items()]
    return _said(Collections(every, [_link(request, "ogc-collections", "self", JSON, Text("集合", "collections"))]))


@page(may=SIGNED_IN, told=Told(_ONE, twin=Collection, media=JSON))
def collection(request: Visit, collection: str) -> HttpResponse:
    """One of them."""
    found = declared(collection)
    asking.only(request)
    return _said(_described(request, collection, _around(found.places(lake())) if found.places else None))


@page(may=SIGNED_IN, told=Told(Text("要素", "Features"), FEATURES, FeatureCollection, GEOJSON))
def items(request: Visit, collection: str) -> HttpResponse:
    """Features of a collection, in parts; ``next`` among the links leads on."""
    found = _with_features(collection)
    asking.only(request, *FEATURES)
    box, span = asking.box(request), asking.span(request)
    limit = min(asking.count(request, "limit", asking.USUAL, 1), asking.MOST)
    offset = asking.count(request, "offset", 0, 0)
    if found.places is None:
        rows, total = ([], 0) if box else series.area_days(lake(), span, limit, offset)
        shown = [_area_day(row) for row in rows]
    else:
        inside = [one for one in found.places(lake()) if _is_inside(one, box)]
        shown, total = [_feature(one) for one in inside[offset : offset + limit]], len(inside)
    return _featured(request, shown, total, (limit, offset))


@page(may=SIGNED_IN, told=Told(Text("一个要素", "One feature"), twin=Feature, media=GEOJSON))
def item(request: Visit, collection: str, feature: str) -> HttpResponse:
    """One feature; a day of an area is ``area@day``."""
    found = _with_features(collection)
    asking.only(request)
    shown = _one_day(feature) if found.places is None else _one_place(found, feature)
    shown.links = [
        _to(request.build_absolute_uri(request.path), "self", GEOJSON, Text("本要素", "this feature")),
        _link(request, "ogc-collection", "collection", JSON, found.label, collection=collection),
    ]
    return _said(shown, GEOJSON)


@page(
    may=SIGNED_IN, told=Told(Text("有值的地点", "Places with values"), ("bbox", "datetime"), FeatureCollection, GEOJSON)
)
def locations(request: Visit, collection: str) -> HttpResponse:
    """Every place of a collection that values can be asked of; its ``id`` goes into the address."""
    found = _with_values(collection)
    asking.only(request, "bbox", "datetime")
    box, _ = asking.box(request), asking.span(request)
    assert found.places is not None
    shown = [_feature(one) for one in found.places(lake()) if _is_inside(one, box)]
    return _featured(request, shown, len(shown), None)


@page(
    may=SIGNED_IN,
    told=Told(Text("一地的值", "The values of a place"), ("datetime", "parameter-name"), Coverage, COVERAGE),
)
def values(request: Visit, collection: str, place: str) -> HttpResponse:
    """The values of one place over time as CoverageJSON."""
    found = _with_values(collection)
    asking.only(request, "datetime", "parameter-name")
    span, wanted = asking.span(request), asking.parameters(request, found.items)
    opened = lake()
    assert found.places is not None
    assert found.values is not None
    where = found_in(found.places(opened), place)
    if where is None:
        raise Http404
    return _said(coverage(where, found.values(opened, place, wanted, span)), COVERAGE)


def _with_features(collection: str) -> Declared:
    found = declared(collection)
    if not found.has_features:
        raise Http404
    return found


def _with_values(collection: str) -> Declared:
    found = declared(collection)
    if found.values is None:
        raise Http404
    return found


def _is_inside(one: Place, box: Box | None) -> bool:
    return box is None or (one.position is not None and box.holds(*one.position))


def _one_place(found: Declared, key: str) -> Feature:
    assert found.places is not None
    where = found_in(found.places(lake()), key)
    if where is None:
        raise Http404
    return _feature(where)


def _one_day(key: str) -> Feature:
    area, _, day = key.rpartition("@")
    row = series.area_day(lake(), area, day)
    if row is None:
        raise Http404
    return _area_day(row)


def _feature(one: Place) -> Feature:
    geometry = None if one.position is None else Point(_rounded(one.position))
    said = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in one.said.items()}
    return Feature(one.key, geometry, {"locationId": one.key, **said})


def _area_day(row: dict[str, Any]) -> Feature:
    day = f"{row['day']:%Y-%m-%d}"
    figures = {name: series.in_unit(row[name]) for name in ITEMS}
    rest = {name: row[name] for name in (*series.INDEX, "sites", "stage")}
    said = {"area": row["area"], "date": day, **figures, **rest, "valid": bool(row["valid"])}
    return Feature(f"{row['area']}@{day}", None, said)


def _featured(request: Visit, shown: Sequence[Feature], total: int, part: tuple[int, int] | None) -> HttpResponse:
    here = request.build_absolute_uri(request.path)
    links = [_to(request.build_absolute_uri(), "self", GEOJSON, Text("本页", "this part"))]
    if part is not None:
        kept = {name: one for name, one in request.GET.items() if name not in {"limit", "offset"}}
        for rel, offset in (("next", part[1] + part[0]), ("prev", part[1] - part[0])):
            if 0 <= offset < total or (rel == "prev" and part[1] > 0 and total > 0):
                query = urlencode({**kept, "limit": part[0], "offset": max(0, offset)})
                links.append(_to(f"{here}?{query}", rel, GEOJSON, Text("另一页", "another part")))
    at = known_now().isoformat(timespec="seconds").replace("+00:00", "Z")
    found = FeatureCollection(list(shown), links, total, len(shown), at)
    return _said(found, GEOJSON)


def _described(request: Visit, key: str, around: Spatial | None) -> Collection:
    found = COLLECTIONS[key]
    named = {"collection": key}
    queries, links = {}, [_link(request, "ogc-collection", "self", JSON, found.label, **named)]
    if found.has_features:
        links.append(_link(request, "ogc-items", "items", GEOJSON, found.label, **named))
        queries["items"] = _query(links[-1].href, "items", found.label, "GeoJSON")
    if found.values is not None:
        links.append(_link(request, "ogc-locations", "data", GEOJSON, found.label, **named))
        queries["locations"] = _query(links[-1].href, "locations", found.label, "CoverageJSON")
    parameters = {
        one: ParameterName(one, Unit(series.unit_of(one)), Property(one, _both(series.label_of(one))))
        for one in found.items
    }
    return Collection(
        key, _both(found.label), _both(found.about), _extent(around), [CRS84], ["GeoJSON", "CoverageJSON"], queries,
        parameters, links, "feature" if found.has_features else msgspec.UNSET,
    )  # fmt: skip


def _query(href: str, kind: Any, label: Text, media: str) -> DataQuery:
    return DataQuery(QueryLink(href, "data", Variables(_both(label), kind, [media])))


def _extent(around: Spatial | None) -> Extent:
    """When a series begins and ends is not promised."""
    return Extent(Temporal([(None, None)], GREGORIAN), around or msgspec.UNSET)


def _around(places: Sequence[Place]) -> Spatial | None:
    """The box around places; None where none has coordinates."""
    known = [_rounded(one.position) for one in places if one.position]
    if not known:
        return None
    east, north = zip(*known, strict=True)
    return Spatial([(min(east), min(north), max(east), max(north))], CRS84)


def _rounded(position: tuple[float, float]) -> tuple[float, float]:
    """To a tenth of a metre; further digits would be the conversion's."""
    return round(position[0], 6), round(position[1], 6)


def _link(request: Visit, name: str, rel: str, media: str, title: Text, **named: str) -> Link:
    return _to(request.build_absolute_uri(reverse(name, kwargs=named)), rel, media, title)


def _to(href: str, rel: str, media: str, title: Text) -> Link:
    return Link(quote(href, safe="%/:=&?~#+!$,;'@()*[]"), rel, media, _both(title))


def _both(text: Text) -> str:
    return text.zh if text.zh == text.en else f"{text.zh} · {text.en}"


def _said(shape: msgspec.Struct, media: str = JSON) -> HttpResponse:
    headers = {"Cache-Control": "private, no-cache"}
    return HttpResponse(msgspec.json.encode(shape), content_type=media, headers=headers)
