"""Supervision on the desk: steps taken and answered by forms, matters, the printable document."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, unquote

import pytest
from django.conf import settings

from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from tests.web.conftest import HEAD, LEADER, LIAISON, call
from tests.web.test_warnings import GRAVE, OWN, data, queries, warned  # noqa: F401 (a fixture)

MATTER = f"warning {OWN}"
PLACE = f"/supervision/of/{quote(MATTER)}"
REMINDER = {"field.unit": "市住建局", "field.matter": "<script>未完成</script>", "field.reply_by": "2021-02-20"}
ORDER = {
    "field.number": "督〔2021〕1号", "field.unit": "市住建局", "field.matter": "未完成", "field.demands": "限期完成",
    "field.finish_by": "2021-02-28",
}  # fmt: skip


@pytest.fixture
def client(warned, visit):  # noqa: F811
    return visit


def take(client, step, fields, **more):
    return client.post("/supervision/take", {"matter": MATTER, "step": step, **fields, **more})


def test_a_step_is_taken_by_whoever_may_and_its_form_knows_the_matter(client):
    office = client(HEAD)
    offered = data(office, f"/warnings/of/{quote(OWN)}")["supervision"]["open"]
    assert [(one["key"], one["is_next"]) for one in offered] == [("remind", True), ("order", False)]
    form = data(office, offered[0]["address"])
    assert [(one["name"], one["kind"], one["value"]) for one in form["fields"]] == [
        ("unit", "text", "市住建局"), ("matter", "long", "说明"), ("reply_by", "date", ""),
    ]  # fmt: skip
    done = take(office, "remind", REMINDER, version="0")
    assert (done.status_code, unquote(done["Location"])) == (302, unquote(PLACE))
    record = Record.objects.order_by("-number").first()
    assert (record.action, record.key, str(record.day)) == ("supervision.take", MATTER, "2021-02-10")
    said = office.get(PLACE).content.decode()
    assert "&lt;script&gt;未完成" in said
    assert f"第 {record.number} 号记录" in said


def test_a_leader_skips_steps_only_with_a_reason(client):
    leader = client(LEADER)
    offered = data(leader, PLACE)["supervision"]["open"]
    assert [one["key"] for one in offered] == ["letter", "circular", "interview", "listed"]
    assert data(leader, offered[0]["address"])["is_skip"] is True
    fields = {**ORDER, "field.reply_by": "2021-02-20"}
    refused = take(leader, "letter", fields)
    assert (refused.status_code, "EVA052" in refused.content.decode()) == (422, True)
    assert take(leader, "letter", fields, reason="情况紧急").status_code == 302


def test_who_may_not_take_a_step_has_no_form_for_it(client):
    assert client(LIAISON).get("/supervision/take", {"matter": MATTER, "step": "remind"}).status_code == 404
    assert client(LEADER).get("/supervision/take", {"matter": MATTER, "step": "remind"}).status_code == 404
    refused = take(client(LIAISON), "remind", REMINDER)
    assert (refused.status_code, "OPS006" in refused.content.decode()) == (422, True)
    for matter in (f"warning {GRAVE}", "warning none#1", "nonsense"):
        assert client(LIAISON).get(f"/supervision/of/{quote(matter)}").status_code == 404
        assert client(LIAISON).post("/supervision/answer", {"matter": matter, "place": "1"}).status_code == 404
    assert client(HEAD).get("/supervision/take", {"matter": MATTER, "step": "burn"}).status_code == 404


def test_a_wrong_day_is_refused_with_its_code(client):
    refused = take(client(HEAD), "remind", {**REMINDER, "field.reply_by": "2021-01-01"})
    assert (refused.status_code, "OPS042" in refused.content.decode()) == (422, True)


def test_the_unit_answers_and_the_answer_stands_beside_the_step(client, monkeypatch):
    take(client(HEAD), "remind", REMINDER)
    (row,) = data(client(LIAISON), "/supervision/")["rows"]
    assert (row["matter"], row["state"], row["by_day"], row["label"]["zh"]) == (MATTER, "on_time", "2021-02-20", "说明")
    monkeypatch.setattr(settings, "AS_OF", date(2021, 2, 21))
    assert data(client(LIAISON), "/warnings/due")["late"] == 1
    (step,) = data(client(LIAISON), PLACE)["supervision"]["steps"]
    assert (step["state"], step["may_answer"]) == ("overdue", True)
    assert data(client(LEADER), PLACE)["supervision"]["steps"][0]["may_answer"] is False
    empty = client(LIAISON).post("/supervision/answer", {"matter": MATTER, "place": "1"})
    assert (empty.status_code, "EVA049" in empty.content.decode()) == (422, True)
    client(LIAISON).post("/supervision/answer", {"matter": MATTER, "place": "1", "reason": "已完成"})
    (step,) = data(client(LEADER), PLACE)["supervision"]["steps"]
    assert (step["state"], step["answer"]["said"], step["answer"]["by"]) == ("answered", "已完成", LIAISON.name)
    assert data(client(LEADER), "/supervision/?state=overdue")["rows"] == []


def test_a_step_prints_as_a_document(client):
    take(client(HEAD), "order", ORDER, reason="会议决定")
    place = f"/supervision/document/1/{quote(MATTER)}"
    said = data(client(LEADER), place)
    record = Record.objects.order_by("-number").first()
    assert (said["number"], said["record"]) == ("督〔2021〕1号", {"number": record.number, "unit": HEAD.unit})
    assert said["basis"]["source"] == "青山默认设置，可改"
    page = client(LEADER).get(place).content.decode()
    assert "督办单" in page
    assert "限期完成" in page
    assert client(LEADER).get(f"/supervision/document/2/{quote(MATTER)}").status_code == 404


def test_matters_of_every_kind_are_listed_with_a_constant_number_of_queries(client):
    office = client(HEAD)
    take(office, "remind", REMINDER)
    few = queries(office, "/supervision/")
    for key in (GRAVE, "data:air:s9#1"):
        office.post("/supervision/take", {"matter": f"warning {key}", "step": "remind", **REMINDER})
    assert queries(office, "/supervision/") == few
    assert few <= 7
    perform("unit.enter", {"name": "市林业局"}, call(day=date(2021, 1, 1)))
    for matter in ("task 2021/K-三(一)2", "unit 市林业局"):
        given = {"unit": "市林业局", "matter": "造林", "reply_by": "2021-02-20"}
        perform("supervision.take", {"matter": matter, "step": "remind", "fields": given}, call())
        assert office.get(f"/supervision/of/{quote(matter)}").status_code == 200
    rows = {row["matter"]: row for row in data(office, "/supervision/")["rows"]}
    assert rows["task 2021/K-三(一)2"]["label"]["zh"].endswith("造林")
    assert rows["unit 市林业局"]["label"]["en"] == "unit 市林业局"
    assert [row["units"] for row in data(office, "/supervision/?unit=市林业局")["rows"]] == [["市林业局"]] * 2
    assert queries(office, PLACE) <= 12
