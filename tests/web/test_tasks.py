"""The tasks of the plan in three views, one task with all that was decided and written, and deciding on it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from qingshan.evaluation.duties.decisions import MOVES
from qingshan.evaluation.duties.standing import STATES
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from qingshan.web.paging import part_of
from qingshan.web.states import STATES as SHOWN
from qingshan.web.tasks.deciding import HINTS
from tests.web.conftest import HEAD, LEADER, LIAISON, call

SEWERS, TREES = "K-三(一)1", "K-三(一)2"
FORESTER = Actor("林联络", "市林业局", frozenset({"liaison"}))
SAID = {"tasks": [{"task": SEWERS, "milestone": "1", "progress": "完成<b>3</b>公里", "percent": "40"}]}


def data(client, address):
    return client.get(address, headers={"Accept": "application/json"}).json()["data"]


@pytest.fixture
def forester(desk):
    perform("people.enter", {"name": FORESTER.name, "unit": FORESTER.unit, "roles": ["liaison"]}, call())
    User.objects.create(username=FORESTER.name)
    return FORESTER


@pytest.fixture
def reported(desk):
    """January was asked for, handed in by the housing bureau and accepted."""
    perform("dispatch.open", {"period": "2021-01", "plan": "2021"}, call())
    perform("dispatch.submit", {"period": "2021-01", "unit": LIAISON.unit, **SAID}, call(LIAISON))
    perform("dispatch.accept", {"period": "2021-01", "unit": LIAISON.unit}, call())


@pytest.mark.parametrize(("asked", "count"), [
    ("", 4), ("unit=市林业局", 1), ("state=not_started", 4), ("state=done", 0), ("q=警示片", 1),
    ("q=管网&unit=市林业局", 0),
    ("year=1999", 4),
])  # fmt: skip
def test_the_tasks_are_filtered_alike_in_every_view(visit, asked, count):
    client = visit(LEADER)
    for view in ("table", "timeline", "board", "no-such-view"):
        said = data(client, f"/tasks/?view={view}&{asked}")
        shown = said["rows"] or [row for column in said["columns"] for row in column["rows"]]
        assert (said["found"], said["total"], len(shown)) == (count, 4, count)


def test_a_task_in_the_table_names_units_milestones_and_address(visit):
    row = data(visit(LEADER), "/tasks/")["rows"][0]
    assert (row["key"], row["leads"], row["due"]) == (SEWERS, ["市住建局", "市城管局"], "2021-08-31")
    assert [one["kind"] for one in row["milestones"]] == ["hard"]
    html = visit(LEADER).get("/tasks/").content.decode()
    assert "修管网" in html
    assert "2021-08-31" in html


def test_the_timeline_puts_a_milestone_into_its_month(visit):
    said = data(visit(LEADER), "/tasks/?view=timeline")
    assert len(said["months"]) == 12
    cells = {cell["month"]: [one["due"] for one in cell["milestones"]] for cell in said["rows"][0]["cells"]}
    assert cells["2021-08"] == ["2021-08-31"]
    assert sum(map(len, cells.values())) == 1
    assert len(said["rows"][1]["beside"]) == 1, "an undated one stands beside the months"
    assert 'class="now"' in visit(LEADER).get("/tasks/?view=timeline").content.decode()


def test_the_board_has_a_column_for_each_state_that_occurs_and_leads_to_what_it_cuts(visit, monkeypatch):
    (column,) = data(visit(LEADER), "/tasks/?view=board")["columns"]
    assert (column["state"], column["count"], column["rest"]) == ("not_started", 4, None)
    monkeypatch.setattr("qingshan.web.tasks.rows.MOST_CARDS", 1)
    (column,) = data(visit(LEADER), "/tasks/?view=board&unit=市生态环境局")["columns"]
    assert (len(column["rows"]), column["count"]) == (1, 2)
    assert column["rest"].endswith("&state=not_started")
    assert data(visit(LEADER), f"/tasks/{column['rest']}")["found"] == 2


def test_htmx_gets_the_rows_with_their_view(visit):
    part = visit().get("/tasks/?view=board", headers={"HX-Request": "true", "HX-Target": "div#rows"}).content.decode()
    assert "board" in part
    assert "<form" not in part


def test_long_lists_come_in_parts_that_keep_the_filters():
    request = SimpleNamespace(GET=QueryDict("q=a%26b&p=2&format=json"))
    rows, said = part_of(request, list(range(120)))
    assert (rows[0], len(rows), said) == (50, 50, {"part": 2, "parts": 3, "total": 120, "query": "q=a%26b"})
    assert part_of(SimpleNamespace(GET=QueryDict("p=99")), [1])[1]["part"] == 1


def test_a_task_shows_measures_targets_decisions_and_what_was_written(visit, reported):
    said = data(visit(LEADER), f"/tasks/of/{SEWERS}")
    assert [one["kind"] for one in said["decisions"]] == ["report"]
    assert said["decisions"][0]["document"] == "调度填报单 2021-01 市住建局"
    lines = {(one["period"], one["unit"]): (one["state"], one["progress"]) for one in said["lines"]}
    assert lines == {
        ("2021-01", "市住建局"): ("accepted", "完成<b>3</b>公里"),
        ("2021-01", "市城管局"): ("asked", None),
    }
    html = visit(LEADER).get(f"/tasks/of/{SEWERS}").content.decode()
    assert "完成&lt;b&gt;3&lt;/b&gt;公里" in html
    assert "审核通过" in html
    assert visit(LEADER).get("/tasks/of/K-无").status_code == 404


def test_a_task_leads_to_its_targets(visit):
    from dataclasses import replace

    from qingshan.plans.ir import Plan
    from tests.web.conftest import small_plan

    made = small_plan()
    words = replace(made.tasks[0], text=made.tasks[0].text + "细颗粒物(PM2.5)年平均浓度下降。")
    perform("plan.adopt", {"plan": replace(made, tasks=(words, *made.tasks[1:])).as_json()}, call())
    served = data(visit(LEADER), f"/tasks/of/{SEWERS}")["targets"]
    assert {one["target"] for one in served} >= {"T-1"}
    assert served[0]["address"].startswith("/targets/T-1/")
    assert isinstance(Plan.from_json(made.as_json()), Plan)


def kinds(client, task=SEWERS):
    return [move["kind"] for move in data(client, f"/tasks/of/{task}")["row"]["milestones"][0]["moves"]]


def test_the_decisions_one_may_take_follow_role_unit_and_state(visit, forester):
    assert kinds(visit(LIAISON)) == ["start", "report", "done"]
    assert kinds(visit(LIAISON), TREES) == []
    assert kinds(visit(forester), TREES) == ["start", "report", "done"]
    assert kinds(visit(LEADER)) == ["suspend", "extend"]
    assert kinds(visit(LEADER), TREES) == ["suspend"], "there is no day to extend"
    assert kinds(visit(HEAD)) == ["start", "report", "done", "suspend", "extend"]


def test_a_decision_is_taken_and_told(visit):
    client = visit(LIAISON)
    given = {"kind": "done", "milestone": "1", "year": "2021", "document": "竣工函", "reason": "<script>x</script>"}
    answered = client.post(f"/tasks/decide/{SEWERS}", {**given, "role": "liaison"})
    assert answered.status_code == 302
    record = Record.objects.order_by("-number").first()
    assert (record.action, record.actor, record.document) == ("task.decide", LIAISON.name, "竣工函")
    html = client.get(answered["Location"]).content.decode()
    assert "完成待验" in html
    assert "<script>x" not in html
    assert "&lt;script&gt;x" in html
    assert kinds(visit(LEADER)) == ["accept_proof", "return_proof"]


def test_who_may_not_decide_is_told_with_a_code_and_nothing_is_written(visit, forester):
    count = Record.objects.count()
    given = {"kind": "start", "milestone": "1", "year": "2021"}
    refused = visit(forester).post(f"/tasks/decide/{SEWERS}", given)
    assert (refused.status_code, "OPS025" in refused.content.decode()) == (422, True)
    refused = visit(LIAISON).post(f"/tasks/decide/{SEWERS}?format=json", {**given, "kind": "extend", "until": "x"})
    assert refused.json()["error"]["code"] == "OPS008"
    refused = visit(LIAISON).post(f"/tasks/decide/{SEWERS}", {**given, "kind": "done"})
    assert "EVA043" in refused.content.decode()
    assert Record.objects.count() == count


def test_what_units_write_is_read_by_the_units_that_owe_the_task_and_the_office(visit, reported, forester):
    assert data(visit(forester), f"/tasks/of/{SEWERS}")["may_read"] is False
    assert data(visit(forester), f"/tasks/of/{SEWERS}")["lines"] == []
    own = data(visit(LIAISON), f"/tasks/of/{SEWERS}")["lines"]
    assert {one["unit"]: one["may_open"] for one in own} == {"市住建局": True, "市城管局": False}


def test_every_decision_has_a_hint_and_every_state_a_look():
    assert HINTS.keys() == MOVES.keys()
    assert STATES.keys() <= SHOWN.keys()


@pytest.mark.parametrize(("address", "most"), [("/tasks/", 9), ("/tasks/?view=board", 9), (f"/tasks/of/{SEWERS}", 18)])
def test_a_page_asks_the_database_only_so_often(visit, reported, address, most):
    client = visit(HEAD)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= most, "\n".join(one["sql"][:120] for one in asked)
