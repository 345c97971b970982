"""Warnings on the desk: the list, one warning, its steps by role, what is due, the rules, a detection as a job."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from qingshan.evaluation.warnings.detect import Alert
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Actor
from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from qingshan.operations.warning.models import WarningNow
from qingshan.web import worker
from tests.web.conftest import AS_OF, HEAD, LEADER, LIAISON, PASSWORD, call

OTHER = Actor("钱联络", "市城管局", frozenset({"liaison"}))
SCRIPT = "<script>alert('&')</script>{x}"
GRAVE, OWN, MILD = "entry:ponds:p1/due#1", "duty:K-三(一)1:1#1", "data:air:s9#1"


def data(client, place):
    return client.get(place, headers={"Accept": "application/json"}).json()["data"]


def alert(cause, rule, level, units=(), day=AS_OF, said="说明"):
    """What a detection found."""
    text, source = Text(said, f"{said} in English"), "青山默认设置，可改"
    return Alert(
        rule, cause, level, day, text, text, "-5", "1", source, "unverified", ("coordinator", "leader"), units, None
    )


def detected(*alerts, day=AS_OF):
    perform("warning.detect", {"alerts": [one.as_json() for one in alerts]}, call(HEAD, day))


def address(key):
    return f"/warnings/of/{quote(key)}"


@pytest.fixture
def warned(desk):
    """Three warnings: of a unit that owes a pond, of housing, and of a site that is silent."""
    perform("people.enter", {"name": OTHER.name, "unit": OTHER.unit, "roles": ["liaison"]}, call())
    User.objects.create_user(OTHER.name, password=PASSWORD)
    detected(
        alert("entry:ponds:p1/due", "entry_overdue", "orange", ("市城管局",), said=SCRIPT),
        alert("duty:K-三(一)1:1", "task_overdue", "orange", ("市住建局",)),
        alert("data:air:s9", "air_silent", "yellow"),
    )
    return desk


def keys(client, asked=""):
    return [row["key"] for row in data(client, f"/warnings/?{asked}")["rows"]]


def test_the_open_warnings_stand_gravest_first_and_are_filtered(warned, visit):
    client = visit(LEADER)
    assert keys(client) == [OWN, GRAVE, MILD]
    assert keys(client, "level=yellow") == [MILD]
    assert keys(client, "rule=entry_overdue") == keys(client, "unit=市城管局") == keys(client, "q=alert") == [GRAVE]
    assert keys(client, "state=acknowledged") == keys(client, "state=closed") == []
    assert len(keys(client, "state=all")) == 3


def test_a_script_in_an_explanation_is_shown_as_text(warned, visit):
    for place in ("/warnings/", address(GRAVE)):
        said = visit(LEADER).get(place).content.decode()
        assert "&lt;script&gt;alert(" in said
        assert "<script>alert(" not in said


def test_whoever_speaks_for_a_unit_sees_the_warnings_that_name_it(warned, visit):
    client = visit(LIAISON)
    assert keys(client) == keys(client, "state=all") == [OWN]
    assert client.get(address(OWN)).status_code == 200
    for key in (GRAVE, MILD, "nothing#1"):
        assert client.get(address(key)).status_code == 404
        posted = client.post("/warnings/step", {"key": key, "action": "acknowledge"})
        assert posted.status_code == 404
    assert client.get("/warnings/rules").status_code == 404
    assert client.post("/warnings/detect").status_code == 404


def test_a_unit_is_known_by_any_of_its_names(desk, visit):
    perform("unit.enter", {"name": "市住建局"}, call(day=date(2021, 1, 1)))
    perform("unit.rename", {"unit": "市住建局", "to": "市住房局"}, call(day=date(2021, 2, 1)))
    detected(alert("duty:K-三(一)1:1", "task_overdue", "orange", ("市住房局",)))
    assert keys(visit(LIAISON)) == [OWN]
    assert data(visit(LIAISON), address(OWN))["moves"] == ["acknowledge"]


def test_a_warning_tells_rule_source_and_history(warned, visit):
    detected(
        alert("duty:K-三(一)1:1", "task_overdue", "orange", ("市住建局",), day=date(2021, 2, 11)), day=date(2021, 2, 11)
    )
    said = data(visit(LEADER), address(OWN))
    assert (said["row"]["level"], said["row"]["state"], said["value"]) == ("orange", "raised", "-5")
    assert said["rule"]["condition"] == {"zh": "逾期 >= 1", "en": "overdue >= 1"}
    assert said["rule"]["source"] == "青山默认设置，可改"
    (found,) = said["history"]
    assert (found["day"], found["times"], found["again"]["day"]) == ("2021-02-10", 2, "2021-02-11")


def test_a_target_that_is_warned_of_has_its_page_one_click_away(desk, visit):
    from qingshan.web.warnings import work

    work.ask(HEAD)
    worker.work_off()
    links = data(visit(LEADER), address("indicator:air.pm25_mean:甲区#1"))["links"]
    assert [one["address"] for one in links] == [f"/targets/{target}/{quote('甲区')}" for target in ("T-1", "T-2")]


def act(client, action, **more):
    version = data(client, address(OWN))["version"]
    return client.post("/warnings/step", {"key": OWN, "version": version, "action": action, **more})


def test_a_warning_is_led_to_its_end_by_forms(warned, visit, monkeypatch):
    monkeypatch.setattr(settings, "AS_OF", date(2021, 2, 12))
    office, unit = visit(HEAD), visit(LIAISON)
    assert data(unit, address(OWN))["moves"] == ["acknowledge"]
    assert act(unit, "acknowledge").status_code == 302
    assert data(unit, address(OWN))["moves"] == ["act"], "a liaison gives no verdict"
    assert [one["key"] for one in data(office, address(OWN))["verdicts"]] == ["false", "instrument", "weather"]
    act(unit, "act", reason="已派人", document="文1号")
    assert data(office, address(OWN))["moves"] == ["act", "judge"]
    act(office, "judge", finding="true", reason="现场核实")
    assert act(office, "close").status_code == 302
    said = data(office, address(OWN))
    assert (said["row"]["state"], said["row"]["finding"]["en"], said["moves"]) == ("closed", "true", [])
    last = Record.objects.order_by("-number").first()
    assert (last.action, last.actor, str(last.day)) == ("warning.close", HEAD.name, "2021-02-12")
    assert OWN not in keys(office)
    assert keys(office, "state=closed") == [OWN]
    assert [(one["action"]["en"], one["reason"]) for one in said["history"]][2] == ("act on a warning", "已派人")


def test_a_refusal_is_shown_with_its_code(warned, visit):
    client = visit(HEAD)
    refused = client.post("/warnings/step", {"key": OWN, "action": "close"})
    assert (refused.status_code, "EVA048" in refused.content.decode()) == (422, True)
    late = client.post("/warnings/step", {"key": OWN, "action": "acknowledge", "version": "7"})
    assert (late.status_code, "OPS011" in late.content.decode()) == (409, True)
    assert client.post("/warnings/step", {"key": OWN, "action": "burn"}).status_code == 404
    assert Record.objects.filter(kind=WarningNow.KIND, key=OWN).count() == 1


def test_what_is_due_names_the_step_and_who_may_take_it(warned, visit, monkeypatch):
    monkeypatch.setattr(settings, "AS_OF", date(2021, 2, 13))
    first = data(visit(HEAD), "/warnings/due")
    assert [(row["key"], row["step"]["en"]) for row in first["escalations"]] == [(OWN, "reminder"), (GRAVE, "reminder")]
    assert first["escalations"][0]["take"].startswith("/supervision/take?matter=warning+duty")
    assert {row["take"] for row in data(visit(LEADER), "/warnings/due")["escalations"]} == {None}
    assert [row["key"] for row in data(visit(LIAISON), "/warnings/due")["escalations"]] == [OWN]


def test_the_rules_say_how_right_they_have_been(warned, visit):
    client = visit(HEAD)
    act(client, "acknowledge")
    act(client, "judge", finding="false", reason="仪器正常")
    rules = {one["key"]: one for one in data(client, "/warnings/rules")["rules"]}
    assert rules["task_overdue"]["precision"]["said"]["en"] == "0.0% (true 0 of 1 decided, 1 raised)"
    assert rules["heavy_red"]["precision"]["raised"] == 0


def test_a_detection_runs_in_the_background_and_is_kept_once(desk, visit):
    client = visit(HEAD)
    assert client.post("/warnings/detect")["Location"] == "/warnings/"
    client.post("/warnings/detect")
    assert DBTaskResult.objects.ready().count() == 1, "the same is not queued twice"
    assert data(client, "/warnings/")["job"]["status"] == "READY"
    worker.work_off()
    said = data(client, "/warnings/")
    assert (said["job"]["status"], said["job"]["progress"]["done"], said["job"]["progress"]["of"]) == (
        "SUCCESSFUL",
        4,
        4,
    )
    assert (said["detection"]["day"], said["detection"]["found"]) == ("2021-02-10", len(said["rows"]))
    assert "indicator:air.pm25_mean:甲区#1" in [row["key"] for row in said["rows"]]
    record = Record.objects.get(kind="detection")
    assert (record.action, record.actor, str(record.day)) == ("warning.detect", HEAD.name, "2021-02-10")
    client.post("/warnings/detect")
    worker.work_off()
    assert data(client, "/warnings/")["job"]["status"] == "SUCCESSFUL", "found twice the same, nothing is written"
    assert Record.objects.filter(kind="detection").count() == 1


def test_a_detection_that_fails_says_why(desk, visit, monkeypatch):
    from qingshan.web.warnings import work

    def broken(_day):
        raise ValueError("no such luck")

    monkeypatch.setattr(work, "look", broken)
    client = visit(HEAD)
    client.post("/warnings/detect")
    worker.work_off()
    assert "ValueError: no such luck" in client.get("/warnings/").content.decode()


def test_without_a_lake_nothing_is_detected(desk, visit, monkeypatch):
    monkeypatch.setattr(settings, "LAKE", None)
    refused = visit(HEAD).post("/warnings/detect")
    assert (refused.status_code, "WEB006" in refused.content.decode()) == (422, True)


def test_a_long_list_is_paged_and_asks_the_database_no_more_often(desk, visit):
    many = [alert(f"data:air:s{number}", "air_silent", "yellow") for number in range(120)]
    detected(*many[:2])
    client = visit(LEADER)
    few = queries(client, "/warnings/")
    detected(*many, day=date(2021, 2, 10))
    assert queries(client, "/warnings/") == few
    assert few <= 10
    assert queries(client, "/warnings/?state=all") <= 10
    assert queries(client, "/warnings/due") <= 11
    first, last = data(client, "/warnings/"), data(client, "/warnings/?p=3")
    assert (len(first["rows"]), first["paging"]["total"], len(last["rows"])) == (50, 120, 20)


def queries(client, place):
    client.get(place)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(place).status_code == 200
    return len(asked)
