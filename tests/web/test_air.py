"""The air of an area: worked out once by a job, then a year with its calendar under both sets of editions."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from qingshan.web import worker
from qingshan.web.air.models import KeptAir
from tests.web.conftest import LEADER, LIAISON

JSON = {"Accept": "application/json"}
DAY = "/air/day?area=甲区&day=2021-01-05"


def data(client, address, **asked):
    return client.get(address, asked, headers=JSON).json()["data"]


@pytest.fixture
def client(visit):
    return visit(LIAISON)


def test_a_year_is_worked_out_by_a_job_and_shown_meanwhile_as_such(visit):
    client = visit(LEADER)
    KeptAir.objects.all().delete()
    assert data(client, "/air/")["job"]["status"] == "READY"
    assert "正在计算这一年" in client.get("/air/").content.decode()
    client.get("/air/ranking")
    worker.work_off()
    assert KeptAir.objects.filter(edition=KeptAir.RANKING).count() == 1
    assert "逐日 AQI" in client.get("/air/").content.decode()


def test_the_calendar_names_level_and_figure_of_each_day_and_leads_to_it(client):
    said = data(client, "/air/")
    assert (said["asked"]["area"], said["asked"]["edition"], said["as_of"]) == ("甲区", "2012", "2021-02-10")
    first = said["months"][0]["days"][0]
    assert (first["day"], first["level"], first["said"]["zh"]) == ("2021-01-01", 1, "优")
    assert len(said["months"]) == 12
    assert said["months"][1]["days"][28:] == [None, None, None]
    assert said["months"][5]["days"][0]["aqi"] is None
    day = client.get(first["address"], headers=JSON).json()["data"]
    assert [one["edition"] for one in day["judged"]] == ["2012", "2026"]
    assert len(day["stations"][0]["hours"]) == 24
    page = client.get("/air/").content.decode()
    assert 'class="aqi-1"' in page
    assert f"{first['aqi']}</a>" in page


def test_both_sets_of_editions_stand_side_by_side(client):
    said = data(client, "/air/")
    mean = next(row for row in said["statistics"] if row["label"]["zh"].endswith("（PM2.5）平均浓度"))
    assert [one["limit"] for one in mean["by_edition"]] == ["35", "30"]
    assert [one["key"] for one in said["editions"]] == ["2012", "2026"]
    assert said["in_force"] == "2012"
    assert said["course"]["sums"][0] == said["course"]["values"][0] == "30"
    drawn = [cell for month in said["months"] for cell in month["days"] if cell and cell["level"]]
    assert sum(one["days"] for one in said["levels"]) == len(drawn) == 39


def test_a_new_day_is_worked_out_anew_and_the_old_one_shown_until_then(client, monkeypatch):
    assert data(client, "/air/")["is_behind"] is False
    monkeypatch.setattr(settings, "AS_OF", date(2021, 2, 11))
    said = data(client, "/air/")
    assert (said["is_behind"], said["as_of"]) == (True, "2021-02-10")
    worker.work_off()
    assert data(client, "/air/")["is_behind"] is False


def test_ranking_and_stations(client):
    assert [row["area"] for row in data(client, "/air/ranking")["rows"]] == ["甲区"]
    assert data(client, "/air/stations")["day"] == "2021-02-10"
    assert client.get("/air/stations").status_code == 200


def test_the_days_as_files(client):
    text = client.get("/air/days.csv", {"area": "甲区"})
    rows = list(csv.DictReader(io.StringIO(text.content.decode("utf-8-sig"))))
    assert (rows[0]["日期"], rows[0]["级别"]) == ("2021-01-01", "1")
    book = load_workbook(io.BytesIO(client.get("/air/days.xlsx", {"area": "甲区"}).content))
    heads, first = list(book.worksheets[0].iter_rows(values_only=True))[:2]
    assert (first[0], first[heads.index("细颗粒物（PM2.5）")]) == ("2021-01-01", 30)


@pytest.mark.parametrize("address", ["/air/day", "/air/day?day=x&area=甲区", "/air/day?day=2021-01-01&area=无此区"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_strange_questions_get_the_nearest_year_and_area(client):
    said = data(client, "/air/", area="<b>", year="1066", edition="x", item="y")
    assert said["asked"] == {"area": "甲区", "year": 2021, "edition": "2012", "item": "pm25"}


def test_without_a_lake_that_is_said(visit):
    client = visit(LEADER)
    settings.LAKE = None
    assert "WEB006" in client.get("/air/").content.decode()


@pytest.mark.parametrize(("address", "most"), [("/air/", 5), ("/air/ranking", 5), ("/air/stations", 4), (DAY, 5)])
def test_a_page_asks_the_database_only_so_often(client, address, most):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= most, "\n".join(one["sql"][:120] for one in asked)
