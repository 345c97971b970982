"""The water of a year: sections month by month, rivers, lakes, ranking, drinking-water sources."""

from __future__ import annotations

import csv
import io

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.observations.store.lake import Lake
from qingshan.web import worker
from qingshan.web.evaluations.wanted import data_of
from qingshan.web.water import work
from qingshan.web.water.models import KeptWater
from tests.evaluation.small_water import make, month, section
from tests.web.conftest import AS_OF, LEADER

JSON = {"Accept": "application/json"}
SECTION = "甲断面"
VIEWS = ("sections", "rivers", "lakes", "rank", "sources")


def data(client, address, **asked):
    return client.get(address, asked, headers=JSON).json()["data"]


@pytest.fixture(scope="module")
def wet_lake(tmp_path_factory):
    """A lake with one section of good water in January and bad in February."""
    samples = [*month(SECTION, "2021-01"), *month(SECTION, "2021-02", codmn="9")]
    register = [section(SECTION, river="青河", target_class="Ⅲ")]
    return make(tmp_path_factory.mktemp("wet") / "lake", register, samples).path


@pytest.fixture
def client(wet_lake, visit, monkeypatch):
    client = visit(LEADER)
    monkeypatch.setattr(settings, "LAKE", wet_lake)
    return client


@pytest.fixture(scope="module")
def documents(wet_lake):
    return work.documents(Lake.open(wet_lake), AS_OF.year, AS_OF, lambda _: None)


@pytest.fixture
def worked_out(client, wet_lake, documents):
    about = {"year": AS_OF.year, "data": data_of(wet_lake), "as_of": AS_OF}
    KeptWater.objects.bulk_create(KeptWater(name=name, document=one, **about) for name, one in documents.items())
    return client


def test_a_year_is_worked_out_by_a_job(client):
    assert "正在计算这一年" in client.get("/water/").content.decode()
    worker.work_off()
    assert {one.name for one in KeptWater.objects.all()} == {*VIEWS, "months"}
    assert SECTION in client.get("/water/").content.decode()


def test_a_section_shows_its_class_month_by_month_against_its_target(worked_out):
    said = data(worked_out, "/water/")
    row = next(row for row in said["rows"] if row["name"] == SECTION)
    assert [one and one["class"] for one in row["months"]] == ["Ⅱ", "Ⅳ", *[None] * 10]
    assert [one and one["complies"] for one in row["months"][:2]] == [True, False]
    assert (row["target"], row["months_with_data"]) == ("Ⅲ", 2)
    page = worked_out.get("/water/").content.decode()
    assert 'class="water-4"' in page
    assert 'title="2021-02 Ⅳ' in page


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_a_page_with_editions_and_sources(worked_out, view):
    said = data(worked_out, "/water/", view=view)
    assert said["view"] == view
    assert said["editions"] or not said["rows"]
    assert worked_out.get("/water/", {"view": view}).status_code == 200


def test_strange_questions_get_the_nearest(worked_out):
    said = data(worked_out, "/water/", view="<b>", year="12")
    assert (said["view"], said["asked"]["year"]) == ("sections", 2021)


def test_the_classes_as_a_file(worked_out):
    text = worked_out.get("/water/sections.csv").content.decode("utf-8-sig")
    row = next(row for row in csv.DictReader(io.StringIO(text)) if row["断面"] == SECTION)
    assert (row["1月"], row["2月"], row["3月"], row["目标"]) == ("Ⅱ", "Ⅳ", "", "Ⅲ")


def test_without_a_lake_that_is_said(client, monkeypatch):
    monkeypatch.setattr(settings, "LAKE", None)
    assert "WEB006" in client.get("/water/").content.decode()


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_asks_the_database_only_so_often(worked_out, view):
    worked_out.get("/water/", {"view": view})
    with CaptureQueriesContext(connection) as asked:
        worked_out.get("/water/", {"view": view})
    assert len(asked) <= 6, "\n".join(one["sql"][:120] for one in asked)
