"""Scores on the desk: schemes, tables, every point lost, versions compared, what if."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from django.conf import settings

from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from tests.web.conftest import HEAD, LEADER, LIAISON, call
from tests.web.test_warnings import data, queries

DEPARTMENTS, AREAS = "department_duties", "city_2018"
OWN = f"/scores/{DEPARTMENTS}/2021/of/{quote('市住建局')}"
AREA = f"/scores/{AREAS}/2021/of/{quote('甲区')}"
SOURCE = {"zh": "办公库{计数}", "en": "counted {here}"}


def keep(scheme, subject, as_of, day=date(2021, 2, 10), **values):
    inputs = {name: {"value": value, "provenance": SOURCE} for name, value in values.items()}
    given = {"scheme": scheme, "subject": subject, "period": "2021", "as_of": as_of, "inputs": inputs}
    perform("score.keep", given, call(HEAD, day))


def counts(overdue="0"):
    return {"tasks.overdue": overdue, "tasks.done_late": "0", "sheets.late": "1", "sheets.missed": "0"}


@pytest.fixture
def scored(desk):
    keep(DEPARTMENTS, "市住建局", "2021-01-31", **counts())
    keep(DEPARTMENTS, "市住建局", "2021-02-10", **counts("2"))
    keep(DEPARTMENTS, "市城管局", "2021-02-10", **counts())
    keep(DEPARTMENTS, "<b>局</b>", "2021-02-10", **counts("9"))
    keep(AREAS, "甲区", "2021-02-10", **{"air.pm25_mean": "38", "air.pm25_mean:target": "34"})
    return desk


def test_schemes_with_scores_come_first_and_show_their_rules(scored, visit):
    client = visit(LIAISON)
    found = data(client, "/scores/")["schemes"]
    assert {found[0]["key"], found[1]["key"]} == {DEPARTMENTS, AREAS}
    assert [one["subjects"] for one in found[0]["kept"] + found[1]["kept"]] == [1, 3]
    rules = data(client, f"/scores/{DEPARTMENTS}/rules")["scheme"]
    first = rules["items"][0]["rules"][0]
    assert (first["label"]["zh"], first["parameters"][1]) == (
        "按次扣分",
        {"name": {"zh": "每单位扣", "en": "off for each"}, "value": "3"},
    )
    for key in [one["key"] for one in found]:
        assert client.get(f"/scores/{key}/rules").status_code == 200
    assert client.get("/scores/none/").status_code == client.get("/scores/none/rules").status_code == 404


def test_departments_stand_by_name_and_only_the_own_is_shown_to_a_liaison(scored, visit):
    rows = data(visit(LEADER), f"/scores/{DEPARTMENTS}/")["rows"]
    assert [row["subject"] for row in rows] == sorted(["市住建局", "市城管局", "<b>局</b>"])
    assert [row["subject"] for row in data(visit(LIAISON), f"/scores/{DEPARTMENTS}/")["rows"]] == ["市住建局"]
    assert visit(LIAISON).get(OWN).status_code == 200
    other = quote("市城管局")
    for page in ("of", "compared", "what-if"):
        assert visit(LIAISON).get(f"/scores/{DEPARTMENTS}/2021/{page}/{other}").status_code == 404
        assert visit(LEADER).get(f"/scores/{DEPARTMENTS}/2021/{page}/{other}").status_code == 200
    assert visit(LIAISON).get(AREA).status_code == 200
    assert "&lt;b&gt;局" in visit(LEADER).get(f"/scores/{DEPARTMENTS}/").content.decode()


def test_a_table_shows_an_earlier_day(scored, visit):
    rows = data(visit(LEADER), f"/scores/{DEPARTMENTS}/?day=2021-02-01")["rows"]
    assert [(row["subject"], row["version"], row["lost"]) for row in rows] == [("市住建局", 1, "1")]
    assert visit(LEADER).get(f"/scores/{DEPARTMENTS}/?day=yesterday").status_code == 404
    assert data(visit(LEADER), f"/scores/{DEPARTMENTS}/?period=2020")["rows"] == []


def test_every_point_lost_says_why_and_what_more_is_worth(scored, visit):
    said = data(visit(LIAISON), OWN)
    assert (said["score"]["so_far"], said["score"]["lost"], said["again"]["key"]) == ("43", "7", "same")
    (item,) = [item for item in said["items"] if item["lost"] == "6"]
    line = item["lines"][0]
    assert (line["change"], line["inputs"][0]["value"], line["inputs"][0]["source"]["zh"]) == (
        "-6",
        "2",
        "办公库{计数}",
    )
    assert (line["is_doubtful"], item["above"][0]["zh"]) == (True, "任务落实")
    assert "3" in item["marginal"][0]["text"]["zh"]
    assert said["course"]["so_far"] == ["49", "43"]
    assert (said["course"]["days"], said["version"]) == (["2021-01-31", "2021-02-10"], 2)
    assert data(visit(LIAISON), f"{OWN}?version=1")["score"]["so_far"] == "49"
    assert visit(LIAISON).get(f"{OWN}?version=9").status_code == 404
    assert visit(LIAISON).get(OWN.replace("2021", "2020")).status_code == 404


def test_an_indicator_in_a_score_leads_to_its_target(scored, visit):
    items = data(visit(LEADER), AREA)["items"]
    inputs = [one for item in items for line in item["lines"] for one in line["inputs"]]
    assert {one["name"]: one["address"] for one in inputs} == dict.fromkeys(
        ("air.pm25_mean", "air.pm25_mean:target"), f"/targets/T-1/{quote('甲区')}"
    )


def test_two_versions_are_compared(scored, visit):
    said = data(visit(LIAISON), OWN.replace("/of/", "/compared/"))
    assert [(one["before"], one["after"], one["change"]) for one in said["items"]] == [("30", "24", "-6")]
    assert [(one["name"], one["before"], one["after"]) for one in said["inputs"]] == [("tasks.overdue", "0", "2")]
    back = data(visit(LIAISON), OWN.replace("/of/", "/compared/") + "?first=2&second=1")
    assert (back["items"][0]["change"], back["items"][0]["is_gain"]) == ("6", True)


def test_what_if_computes_anew_and_stores_nothing(scored, visit):
    client, place, count = visit(LIAISON), OWN.replace("/of/", "/what-if/"), Record.objects.count()
    assert data(client, place)["after"] is None
    said = data(client, f"{place}?suppose.tasks.overdue=1&suppose.sheets.late=1")
    assert (said["before"]["so_far"], said["after"]["so_far"]) == ("43", "46")
    assert [(one["key"], one["change"]) for one in said["items"]] == [("milestones", "3")]
    assert [one["name"] for one in said["fields"] if one["is_changed"]] == ["tasks.overdue"]
    refused = client.get(f"{place}?suppose.tasks.overdue=many")
    assert refused.status_code == 422
    assert "EVA303" in refused.content.decode()
    assert 'value="many"' in refused.content.decode(), "nothing typed is lost"
    assert Record.objects.count() == count


def test_scores_ask_the_database_a_constant_number_of_times(scored, visit, monkeypatch):
    client, place = visit(LEADER), f"/scores/{DEPARTMENTS}/"
    few = queries(client, place)
    for number in range(5):
        keep(DEPARTMENTS, f"第{number}局", "2021-02-10", **counts())
    assert queries(client, place) == few
    assert few <= 6
    assert queries(client, f"{place}?day=2021-02-01") <= 7
    assert queries(client, "/scores/") <= 5
    assert queries(client, OWN) <= 10
    monkeypatch.setattr(settings, "LAKE", None)
    assert client.get(AREA).status_code == 200
