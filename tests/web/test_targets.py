"""Targets, one target, and everything behind its number down to the raw hours."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import HEAD, LEADER, LIAISON

TARGET = "/targets/T-1/甲区"


def data(client, address):
    return client.get(address, headers={"Accept": "application/json"}).json()["data"]


def test_the_front_page_counts_and_names_what_will_be_missed(visit):
    said = data(visit(LEADER), "/")
    assert [(one["key"], one["count"]) for one in said["glance"]] == [("off_track", 1), ("no_data", 2), ("inside", 2)]
    assert [row["target"] for row in said["off_track"]] == ["T-2"]
    assert said["own"] is None
    assert {one["key"]: one["count"] for one in said["task_states"]} == {"not_started": 4}


def test_a_liaison_sees_the_own_units_tasks_first(visit):
    own = data(visit(LIAISON), "/")["own"]
    assert (own["unit"], [task["key"] for task in own["tasks"]]) == ("市住建局", ["K-三(一)1"])
    assert "市住建局的任务" in visit(LIAISON).get("/").content.decode()


def test_late_tasks_stand_under_their_units_by_name(city, visit):
    from datetime import date

    from django.conf import settings

    client = visit(LEADER)
    settings.AS_OF = date(2021, 9, 15)
    late = data(client, "/")["late"]
    assert [one["unit"] for one in late] == sorted(one["unit"] for one in late)
    assert {one["unit"]: [task["state"] for task in one["tasks"]] for one in late} == {
        "市住建局": ["overdue"], "市城管局": ["overdue"], "市生态环境局": ["past_hoped_for", "past_hoped_for"],
    }  # fmt: skip


@pytest.mark.parametrize(("asked", "targets"), [
    ("", ["T-1", "T-2", "T-3", "T-3", "T-4"]), ("state=no_data", ["T-3", "T-4"]), ("area=无站区", ["T-3"]),
    ("realm=air&state=inside", ["T-1", "T-3"]), ("realm=none", ["T-4"]), ("q=pm2.5", ["T-1", "T-2"]), ("q=zzz", []),
])  # fmt: skip
def test_the_list_is_filtered(visit, asked, targets):
    said = data(visit(), f"/targets/?{asked}")
    assert ([row["target"] for row in said["rows"]], said["total"]) == (targets, 5)


def test_a_target_shows_sentence_tiers_course_and_tasks(visit):
    said = data(visit(), TARGET)
    assert (said["row"]["value"], said["row"]["must"]["asked"]["figure"]) == ("31", "≤ 34 µg/m³")
    course = said["course"]
    assert (course["days"][0], course["values"][:2], course["values"][-1]) == ("2021-01-01", ["30", "30"], "31")
    assert course["sums"][-1].startswith("30.5")
    lines = [(line["kind"], line["value"]) for line in course["lines"]]
    assert lines == [("must", "34"), ("strive", "29"), ("limit", "35")]
    assert [task["key"] for task in said["tasks"]] == []
    assert data(visit(), "/targets/T-3/甲区")["course"]["sums"][-1] == "100"
    assert data(visit(), "/targets/T-4/甲区")["course"] is None
    assert [row["area"] for row in data(visit(), "/targets/T-3/甲区")["others"]] == ["无站区"]
    assert visit().get("/targets/T-9/甲区").status_code == visit().get("/targets/T-1/乙区").status_code == 404


def test_a_number_opens_down_to_its_raw_hours(visit):
    client = visit(LEADER)
    result = data(client, TARGET)["row"]["result"]
    top = data(client, f"/results/{result}")
    assert top["trace"]["label"] == {"zh": "目标", "en": "target"}
    assert top["trace"]["steps"][0]["value"]["zh"].startswith("≤")
    assert (top["table"]["kind"], len(top["table"]["rows"])) == ("days", 31)
    day = data(client, f"/results/{result}?{top['table']['rows'][0]['query']}")["table"]
    assert day["kind"] == "sites"
    hours = data(client, f"/results/{result}?{day['rows'][0]['query']}")["table"]
    assert (hours["kind"], len(hours["rows"])) == ("hours", 6 * 24)
    assert data(client, f"/results/{result}?all=1")["table"]["hidden"] == 0


@pytest.mark.parametrize("address", ["/results/R0000000000", "/results/R1?day=not-a-day"])
def test_what_was_never_kept_is_not_there(visit, address):
    assert visit().get(address).status_code == 404


def test_what_lies_not_behind_a_result_is_told(visit):
    client = visit()
    result = data(client, "/targets/T-4/甲区")["row"]["result"]
    assert client.get(f"/results/{result}").status_code == 200
    refused = client.get(f"/results/{result}?day=2021-01-05")
    assert (refused.status_code, "EVA006" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("address", "most"), [("/", 14), ("/targets/", 6), (TARGET, 11), ("/jobs", 10), ("/account", 4)]
)
def test_a_page_asks_the_database_only_so_often(visit, address, most):
    client = visit(HEAD)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= most, "\n".join(one["sql"][:120] for one in asked)
