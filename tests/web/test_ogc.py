"""Stations, sections and areas as features, their values as coverages, over the small city."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import quote

import pyarrow as pa
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.kernel.datums import crs84
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from qingshan.web.ogc import asking, series
from tests.evaluation.small_lake import append, days
from tests.web.conftest import HEAD
from tests.web.reading import program

LONG_AGO = datetime(2000, 1, 1)
SECTION = "某省/甲断面"


def register(lake, table, *rows):
    schema = TABLES[table].schema
    lake.append(table, pa.Table.from_pylist([{"known_from": LONG_AGO, "source": "", **row} for row in rows], schema))


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A lake with two stations on the map, one off it, a section with months and moments."""
    lake = Lake.create(tmp_path_factory.mktemp("ogc") / "lake")
    append(lake, days("s1", date(2021, 1, 1), 3, pm25=30))
    append(lake, days("s1", date(2021, 1, 1), 1, [5], pm25=77, stage=1, revision=1))
    site = {"city": "某市", "background": False, "datum": "unknown"}
    register(lake, "sites",
             {**site, "site": "s1", "name": "一", "longitude": "116.4039", "latitude": "39.9152", "datum": "GCJ-02"},
             {**site, "site": "s2", "name": "<b>二", "longitude": "117.05", "latitude": "28.25"},
             {**site, "site": "s3", "name": "三"})  # fmt: skip
    register(lake, "memberships", {"site": "s1", "area": "甲区", "role": "assessment"},
             {"site": "s1", "area": "旧区", "role": "assessment", "until": date(2019, 12, 31)})  # fmt: skip
    register(lake, "sections", {"section": SECTION, "name": "甲断面", "area": "甲区", "body": "river"})
    sample = {"section": SECTION, "item": "nh3n", "stage": 0, "revision": 0, "below_limit": False, "batch": ""}
    register(lake, "samples",
             {**sample, "sampled_at": datetime(2021, 1, 1), "span": "month", "origin": "manual", "value": 50000000},
             {**sample, "sampled_at": datetime(2021, 1, 1), "span": "instant", "origin": "auto", "value": 60000000},
             )  # fmt: skip
    return lake


@pytest.fixture
def read(desk, places, monkeypatch):
    monkeypatch.setattr(settings, "LAKE", places.path)
    client = program(HEAD.name)
    return lambda address: client.get(f"/ogc{address}")


def of(read, address):
    said = read(address)
    assert said.status_code == 200, said.content
    return said.json()


def test_the_landing_page_leads_everywhere(read, desk):
    links = {one["rel"]: one["href"].removeprefix("http://testserver") for one in of(read, "")["links"]}
    assert links.keys() == {"self", "service-desc", "service-doc", "conformance", "data"}
    client = program(HEAD.name)
    assert {client.get(address).status_code for address in links.values()} == {200}
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in of(read, "/conformance")["conformsTo"]
    found = {one["id"]: one for one in of(read, "/collections")["collections"]}
    features = [key for key, one in found.items() if one.get("itemType") == "feature"]
    assert features == ["stations", "sections", "area-days"]
    assert found["stations"]["parameter_names"]["pm25"]["unit"]["symbol"] == "µg/m³"
    assert found["stations"]["extent"]["spatial"]["bbox"][0][1] == 28.25
    assert found["station-hours"] == of(read, "/collections/station-hours")
    for one in found.values():
        for query in one["data_queries"].values():
            assert client.get(query["link"]["href"]).status_code == 200


def test_stations_are_points_in_crs84(read):
    said = read("/collections/stations/items")
    assert said["Content-Type"] == "application/geo+json"
    one, two, three = said.json()["features"]
    assert one["geometry"]["coordinates"] == [116.397656, 39.913796]
    assert (one["properties"]["is_converted"], one["properties"]["areas"]) == (True, ["甲区"])
    assert two["geometry"]["coordinates"] == [117.05, 28.25]
    assert (two["properties"]["is_converted"], two["properties"]["name"]) == (False, "<b>二")
    assert three["geometry"] is None
    assert of(read, "/collections/stations/items/s1")["properties"] == one["properties"]


@pytest.mark.parametrize(("box", "found"), [
    ("117,28,118,29", ["s2"]), ("116,28,118,40", ["s1", "s2"]), ("116,28,0,118,40,9", ["s1", "s2"]),
    ("170,-10,-170,10", []), ("170,0,117.1,60", ["s1", "s2"]),
])  # fmt: skip
def test_a_box_holds_what_lies_in_it(read, box, found):
    for kind in ("items", "locations"):
        assert [one["id"] for one in of(read, f"/collections/stations/{kind}?bbox={box}")["features"]] == found


def test_features_come_in_parts(read):
    first = of(read, "/collections/stations/items?limit=2&bbox=100,0,120,60")
    assert (first["numberMatched"], first["numberReturned"]) == (2, 2)
    first = of(read, "/collections/stations/items?limit=2")
    assert (first["numberMatched"], first["numberReturned"], first["links"][1]["rel"]) == (3, 2, "next")
    second = of(read, first["links"][1]["href"].partition("/ogc")[2])
    assert [one["id"] for one in second["features"]] == ["s3"]
    assert [one["rel"] for one in second["links"]] == ["self", "prev"]
    assert of(read, f"/collections/stations/items?limit={asking.MOST + 1}")["numberReturned"] == 3


def values(read, address):
    said = read(address)
    assert (said.status_code, said["Content-Type"]) == (200, "application/prs.coverage+json"), said.content
    found = said.json()
    return found["domain"], {name: one["values"] for name, one in found["ranges"].items()}


def test_hours_are_the_values_that_count_by_their_ends(read):
    where = "/collections/station-hours/locations/s1"
    domain, ranges = values(read, f"{where}?datetime=2021-01-01&parameter-name=pm25")
    assert (len(ranges["pm25"]), ranges["pm25"][3:6]) == (24, [30, 77, 30])
    at = domain["axes"]["t"]["values"]
    assert (at[0], at[-1]) == ("2021-01-01T01:00:00+08:00", "2021-01-02T00:00:00+08:00")
    assert domain["domainType"] == "PointSeries"
    for asked, count in (("2021-01-01/2021-01-02", 48), ("2021-01-03/..", 24), ("../2021-01-01", 24),
                         ("/2021-01-01", 24),
                         ("2021-01-01T00:00:00Z", 1), ("2020-12-31T16:00:00Z/2020-12-31T20:00:00Z", 4),
                         ("1999-01-01", 0), ("0001-01-01/9999-12-31", 72)):  # fmt: skip
        _, ranges = values(read, f"{where}?datetime={asked}&parameter-name=co,pm25")
        assert (len(ranges["co"]), set(ranges)) == (count, {"co", "pm25"}), asked


def test_months_and_moments_of_a_section_stand_apart(read):
    key = quote(SECTION)
    domain, ranges = values(read, f"/collections/sections/locations/{key}?parameter-name=nh3n")
    assert ranges == {"nh3n": [0.5]}
    assert domain["axes"].keys() == {"t"}
    assert values(read, f"/collections/section-moments/locations/{key}?parameter-name=nh3n")[1] == {"nh3n": [0.6]}
    assert of(read, f"/collections/sections/items/{key}")["properties"]["areas"] == ["甲区"]


def test_days_are_those_of_the_newest_evaluation(desk):
    client = program(HEAD.name)
    items = "/ogc/collections/area-days/items"
    found = client.get(f"{items}?datetime=2021-01-19/2021-01-22&limit=2").json()
    assert (found["numberMatched"], [one["properties"]["pm25"] for one in found["features"]]) == (3, [30, 31])
    day = client.get(f"{items}/{quote('甲区@2021-01-19')}").json()
    assert day == {**found["features"][0], "links": day["links"]}
    assert client.get(f"{items}/{quote('甲区@2021-13-20')}").status_code == 404
    assert client.get(f"{items}?bbox=100,20,120,40").json()["numberMatched"] == 0


def test_days_of_a_station_too(desk):
    found = series.station_days(
        Lake.open(settings.LAKE), "s1", ["pm25"], asking.Span(date(2021, 1, 19), date(2021, 1, 22))
    )
    assert found.at == ["2021-01-19", "2021-01-21", "2021-01-22"]
    assert found.values["pm25"] == [30, 31, 31]


@pytest.mark.parametrize("address", [
    "?x=1", "?f=html", "/collections?limit=1", "/collections/stations/items?bbox=1,2,3",
    "/collections/stations/items?bbox=a,b,c,d", "/collections/stations/items?bbox=0,50,10,40",
    "/collections/stations/items?bbox=nan,0,1,1", "/collections/stations/items?bbox=0,0,999,1",
    "/collections/stations/items?limit=0", "/collections/stations/items?limit=x",
    "/collections/stations/items?offset=-1",
    "/collections/stations/items?datetime=..", "/collections/stations/items?datetime=yesterday",
    "/collections/stations/items?datetime=2021-02-30", "/collections/stations/items?datetime=2021-01-02/2021-01-01",
    "/collections/stations/items?datetime=2021-01-01/2021-01-02/2021-01-03", "/collections/stations/items?area=1",
    "/collections/station-hours/locations/s1?parameter-name=radon", "/collections/stations/items?limit=²",
    "/collections/station-hours/locations/s1?datetime=0001-01-01T00:00:00%2B14:00",
])  # fmt: skip
def test_what_is_asked_wrongly_is_refused_with_its_code(read, address):
    refused = read(address)
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "WEB086")


def test_more_than_one_answer_holds_is_refused(read, monkeypatch):
    monkeypatch.setattr(series, "MOST", 10)
    refused = read("/collections/station-hours/locations/s1")
    assert (refused.status_code, refused.json()["error"]["where"]) == (400, "datetime")


@pytest.mark.parametrize("address", [
    "/collections/nothing", "/collections/station-hours/items", "/collections/area-days/locations",
    "/collections/stations/items/s9", "/collections/stations/locations/s9", "/collections/area-days/items/x",
])  # fmt: skip
def test_what_is_not_there_is_not_there(read, address):
    assert read(address).status_code == 404


def test_without_a_lake_it_says_so(desk, monkeypatch):
    monkeypatch.setattr(settings, "LAKE", None)
    refused = program(HEAD.name).get("/ogc/collections")
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "WEB006")


def test_an_empty_lake_has_no_places_and_no_values(desk, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "LAKE", Lake.create(tmp_path / "lake").path)
    client = program(HEAD.name)
    for kind in ("stations", "sections", "area-days"):
        assert client.get(f"/ogc/collections/{kind}/items").json()["features"] == []
    for found in (series.station_days, series.station_hours, series.section_months):
        assert found(Lake.open(settings.LAKE), "s1", ["pm25"], asking.Span()).values == {"pm25": []}


def test_how_often_the_database_is_asked(read):
    read("/collections")
    with CaptureQueriesContext(connection) as asked:
        read("/collections")
    assert len(asked) <= 5, "\n".join(one["sql"][:120] for one in asked)


@pytest.mark.parametrize(("datum", "expected"), [
    ("WGS84", (116.4, 39.9)), ("CGCS2000", (116.4, 39.9)), ("EPSG:4490", (116.4, 39.9)), ("unknown", None), ("", None),
])  # fmt: skip
def test_degrees_pass_as_they_are_or_not_at_all(datum, expected):
    assert crs84(116.4, 39.9, datum) == expected


def test_shifted_degrees_come_back():
    """The pairs that the library coordtransform gives for 116.404, 39.915."""
    assert crs84(116.41024449916938, 39.91640428150164, "GCJ-02") == pytest.approx((116.404, 39.915), abs=1e-7)
    baidu, between = crs84(116.404, 39.915, "BD-09"), crs84(116.39762729119315, 39.90865673957631, "gcj02")
    assert baidu == pytest.approx(between, abs=1e-7)


def test_an_hours_span_ends_where_the_calendar_does():
    last = asking.Span(None, date.max).hours()[1]
    assert last - datetime.combine(date.max, datetime.min.time()) == timedelta(0)
