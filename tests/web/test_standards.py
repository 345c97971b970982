"""Standards in the browser say what the command line says."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.cli import root
from tests.web.conftest import LEADER


def data(client, address):
    return client.get(address, headers={"Accept": "application/json"}).json()["data"]


@pytest.fixture
def client(visit):
    return visit(LEADER)


def test_the_list_holds_every_edition_that_the_command_line_lists(client):
    told = json.loads(CliRunner().invoke(root, ["standards", "list", "--format", "json"]).stdout)
    found, number, said = [], 1, {"has_more": True}
    while said["has_more"]:
        said = data(client, f"/standards/?page={number}")
        found += said["rows"]
        assert len(said["rows"]) <= 50
        number += 1
    assert [row["key"] for row in found] == [row["key"] for row in told["editions"]]
    assert {one["key"]: one["count"] for one in said["verification"]} == told["verification"]


@pytest.mark.parametrize(("day", "key"), [
    ("2015-12-31", None), ("2016-01-01", "hj633:2012"), ("2026-02-28", "hj633:2012"), ("2026-03-01", "hj633:2026"),
])  # fmt: skip
def test_what_is_in_force_on_a_day(client, day, key):
    rows = data(client, f"/standards/?q=hj633&inforce=1&on={day}")["rows"]
    assert [row["key"] for row in rows] == ([key] if key else [])


def test_an_edition_shows_each_parameter_with_clause_and_verification(client):
    said = data(client, "/standards/hj633:2012")
    assert said["name"].startswith("HJ 633")
    for one in said["parameters"]:
        assert one["clause"]
        assert one["verification"] in {"standard", "copy", "fitted", "unverified"}
        assert one["values"]
    page = client.get("/standards/hj633:2012").content.decode()
    assert said["parameters"][0]["label"]["zh"] in page


def test_two_editions_are_compared_and_an_edition_with_itself_does_not_differ(client):
    said = data(client, "/standards/compare?old=hj633:2012&new=hj633:2026")
    assert said["groups"]
    assert all(row["before"] != row["after"] for group in said["groups"] for row in group["rows"])
    assert data(client, "/standards/compare?old=hj633:2012&new=hj633:2012")["groups"] == []
    assert "两者数值相同" in client.get("/standards/compare?old=hj633:2012&new=hj633:2012").content.decode()


@pytest.mark.parametrize("address", [
    "/standards/hj0:1900", "/standards/compare", "/standards/compare?old=hj633:2012&new=x", "/standards/?on=today",
    "/standards/hj633:2012?on=2021-13-01",
])  # fmt: skip
def test_what_is_not_in_the_book_is_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/standards/", "/standards/hj633:2012", "/standards/?q=zzz"])
def test_a_page_asks_the_database_only_who_asks(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= 4
