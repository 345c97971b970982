"""The log in the browser: what was done by whom, what it was before, and whether it is as it was written."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from qingshan.operations.statements import update
from qingshan.operations.subject import Subject
from qingshan.web import worker
from qingshan.web.audit.said import KINDS, state_said
from tests.web.conftest import HEAD, LEADER, LIAISON, call


def data(client, address, **asked):
    return client.get(address, {**asked, "format": "json"}).json()["data"]


@pytest.fixture
def renamed(desk):
    perform("unit.enter", {"name": "城管局<b>"}, call())
    return Record.objects.order_by("-number").values_list("number", flat=True).first()


def test_the_log_is_read_newest_first_and_filtered(visit, renamed):
    client = visit(LEADER)
    found = data(client, reverse("log"))
    assert found["rows"][0]["number"] == renamed
    assert found["paging"]["total"] == Record.objects.count()
    assert {row["kind"]["zh"] for row in data(client, reverse("log"), kind="person")["rows"]} == {"人员"}
    assert data(client, reverse("log"), actor="无此人")["rows"] == []
    assert data(client, reverse("log"), since="2021-02-11")["rows"] == []
    assert len(data(client, reverse("log"), until="2021-02-10", since="?")["rows"]) == Record.objects.count()
    page = client.get(reverse("log")).content.decode()
    assert "城管局&lt;b&gt;" in page
    assert "<b>" not in page.split("城管局", 1)[1][:20]


def test_a_record_tells_what_was_before(visit, renamed):
    client = visit(LEADER)
    found = data(client, reverse("record", kwargs={"number": renamed}))
    assert found["record"]["actor"] == HEAD.name
    assert [one["name"] for one in found["parts"]] == ["into", "merged_on", "names"]
    assert len(found["hash"]) == 64
    assert client.get(reverse("record", kwargs={"number": renamed})).status_code == 200
    assert client.get(reverse("record", kwargs={"number": 99999})).status_code == 404


def verified(client):
    assert client.post(reverse("verify-log")).status_code == 302
    worker.work_off()
    return data(client, reverse("log-verified"))


def test_tampering_is_shown_where_it_is(visit, renamed):
    client = visit(HEAD)
    assert data(client, reverse("log-verified"))["passes"] == []
    assert verified(client)["is_behind"] is False
    assert [one["faults"] for one in verified(client)["passes"]] == [[], [], []]
    update(Record, {"number": renamed}, {"reason": "改过"})
    faults = [fault for one in verified(client)["passes"] for fault in one["faults"]]
    assert [fault["number"] for fault in faults] == [renamed]
    assert "unit 城管局" in client.get(reverse("log-verified")).content.decode()


def test_every_kind_and_state_has_its_word():
    kinds = {model.KIND for model in apps.get_models() if issubclass(model, Subject)}
    assert kinds == set(KINDS)
    assert state_said("entry", "mines/K01", "rebound").zh == "反弹"
    assert state_said("entry", "gone/1", "odd").zh == "odd"
    assert state_said("task", "2021/K", "1:running 2:closed").en == "running, accepted"
    assert state_said("supervision", "unit 甲", "letter").zh == "函告"
    assert state_said("person", "甲", "").zh == ""


def test_the_log_is_not_open_to_everybody(visit, stranger):
    for address in (reverse("log"), reverse("log-verified"), reverse("record", kwargs={"number": 1})):
        assert visit(LIAISON).get(address).status_code == 404
        assert stranger.get(address).status_code == 302


def test_a_page_of_the_log_asks_few_questions(visit, renamed):
    client = visit(LEADER)
    client.get(reverse("log"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse("log"))
    assert len(asked) <= 8
