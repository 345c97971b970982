"""One view, three answers; errors as pages; who may open what."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import clear_url_caches

from qingshan.kernel.text import Text
from qingshan.operations.action import perform
from qingshan.operations.log.models import Record
from qingshan.operations.unit.models import Unit
from qingshan.web.pages import plain, spoken
from qingshan.web.rooms import menu
from tests.web.conftest import AS_OF, HEAD, LEADER, LIAISON, call

PAGES = ("/", "/targets/", "/targets/T-1/甲区", "/jobs", "/account", "/why?page=/jobs")
URLS = "tests.web.urls_with_lamps"
DEFINITIONS = Path(__file__).parent / "definitions"


@pytest.fixture
def lamps(visit, monkeypatch):
    """The desk with one more room, found in a folder of definitions that is named before it starts."""
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(DEFINITIONS))
    sys.modules.pop(URLS, None)
    (engine,) = settings.TEMPLATES
    with override_settings(ROOT_URLCONF=URLS, TEMPLATES=[{**engine, "DIRS": [*engine["DIRS"], DEFINITIONS / "web"]}]):
        clear_url_caches()
        yield visit
    clear_url_caches()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_both_languages_and_a_twin_of_the_same_data(visit, address):
    client = visit()
    zh = client.get(address).content.decode()
    client.cookies["qingshan_language"] = "en"
    en = client.get(address).content.decode()
    assert '<html lang="zh-Hans">' in zh
    assert '<html lang="en">' in en
    twin = client.get(address, headers={"Accept": "application/json"})
    assert twin.headers["Content-Type"] == "application/json"
    asked = address + ("&" if "?" in address else "?") + "format=json"
    assert client.get(asked).json() == twin.json()
    assert twin.json()["title"]["zh"] in zh
    assert twin.json()["title"]["en"] in en


def test_htmx_gets_the_part_it_asks_for(visit):
    client = visit()
    part = client.get("/targets/", headers={"HX-Request": "true", "HX-Target": "div#rows"}).content.decode()
    assert "<table" in part
    assert "<form" not in part
    whole = client.get("/targets/", headers={"HX-Request": "true"}).content.decode()
    assert whole.startswith("<title>")
    assert "<html" not in whole
    assert "HX-Target" in client.get("/targets/")["Vary"]


def test_what_is_not_ones_own_looks_like_what_is_not_there(visit):
    client = visit(LEADER)
    forbidden, missing = client.get("/jobs"), client.get("/nowhere")
    assert forbidden.status_code == missing.status_code == 404
    same = forbidden.content.decode().replace("/jobs", "/nowhere")
    assert _without_tokens(same) == _without_tokens(missing.content.decode())
    assert client.get("/jobs?format=json").status_code == client.post("/jobs/evaluate").status_code == 404
    assert "后台作业" not in client.get("/").content.decode()


def _without_tokens(html):
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_decision_on_access_is_explained(visit):
    said = visit(LIAISON).get("/why?page=/jobs&format=json").json()["data"]
    assert said["may"] is False
    assert said["you"] == {"zh": "您是市住建局的联络员", "en": "you are liaison of 市住建局"}
    assert said["needs"]["en"] == "needs the role administrator or analyst or coordinator"
    assert visit(HEAD).get("/why?page=/jobs&format=json").json()["data"]["may"] is True
    assert visit(HEAD).get("/why?page=/nowhere&format=json").json()["data"]["needs"]["en"] == "there is no such address"


def test_a_room_in_another_folder_is_found_shown_and_closed_to_others(lamps):
    client = lamps()
    assert 'href="/lamps"' in client.get("/").content.decode()
    assert "王主任: 亮" in client.get("/lamps").content.decode()
    assert 'href="/lamps"' not in lamps(LEADER).get("/").content.decode()
    assert lamps(LIAISON).get("/lamps/of/市住建局").status_code == 200
    assert lamps(LIAISON).get("/lamps/of/市林业局").status_code == 404


@pytest.mark.parametrize(("path", "label"), [
    ("/", "首页"), ("/targets/", "目标"), ("/targets/T-1/甲区", "目标"), ("/jobs", "后台作业"), ("/account", None),
])  # fmt: skip
def test_the_menu_marks_the_room_one_is_in(path, label):
    assert next((one.label.zh for one in menu(HEAD, path) if one.is_here), None) == label


def test_a_form_becomes_an_action_and_its_record_is_told(lamps):
    client = lamps()
    answered = client.post("/lamps/enter", {"name": "环境监测站", "reason": "新设", "document": "文件1号"})
    assert (answered.status_code, answered["Location"]) == (302, "/lamps")
    record = Record.objects.order_by("-number").first()
    assert (record.action, record.actor, record.unit, record.reason) == ("unit.enter", HEAD.name, HEAD.unit, "新设")
    assert f"第 {record.number} 号记录" in client.get("/lamps").content.decode()
    moved = client.post("/lamps/enter", {"name": "另一站"}, headers={"HX-Request": "true"})
    assert (moved.status_code, moved["HX-Redirect"]) == (204, "/lamps")
    assert lamps(LEADER).post("/lamps/enter", {"name": "第三站"}).status_code == 404
    assert not Unit.objects.filter(key="第三站").exists()


def test_a_refusal_shows_code_finding_and_way_out(lamps):
    client = lamps()
    client.post("/lamps/enter", {"name": "甲局"})
    refused = client.post("/lamps/enter", {"name": "甲局"})
    assert refused.status_code == 422
    assert "OPS017" in refused.content.decode()
    assert "unit.merge" in refused.content.decode()
    twin = client.post("/lamps/enter?format=json", {"name": "甲局"}).json()["error"]
    assert (twin["code"], twin["message"]["en"]) == ("OPS017", "on that day another unit bears this name")
    assert client.get("/lamps/moved-on").status_code == 409
    assert client.post("/lamps/enter", {"name": "乙局", "role": "liaison"}).status_code == 422
    assert not Unit.objects.filter(key="乙局").exists()


def test_a_form_without_its_token_writes_nothing(lamps):
    client = lamps(enforce_csrf_checks=True)
    refused = client.post("/lamps/enter", {"name": "甲局"})
    assert refused.status_code == 403
    assert "表单已过期" in refused.content.decode()
    assert not Unit.objects.exists()


def test_errors_are_pages_of_the_desk(lamps):
    client = lamps()
    client.raise_request_exception = False
    broken = client.get("/lamps/broken")
    assert broken.status_code == 500
    assert "没有写入任何内容" in broken.content.decode()
    assert client.post("/targets/").status_code == 405
    strange = client.get("/", headers={"Host": "evil.example"})
    assert strange.status_code == 400
    assert "请求不完整或有误" in strange.content.decode()


def test_scripts_and_braces_in_names_are_only_text(visit):
    said = visit().get("/targets/T-1/甲区").content.decode()
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert(&#x27;&amp;&#x27;)" in said
    assert "以内{x}" in said


def test_the_data_of_a_page_are_plain_and_said_in_one_language():
    data = plain({"a": [Text("甲", "A"), AS_OF, Decimal("1.50"), None], 2: ("x", True)})
    assert data == {"a": [{"zh": "甲", "en": "A"}, "2021-02-10", "1.50", None], "2": ["x", True]}
    assert spoken(data, "en")["a"][0] == "A"
    assert spoken({"zh": "甲", "en": "A", "more": 1}, "zh") == {"zh": "甲", "en": "A", "more": 1}
    with pytest.raises(TypeError, match="object in the data of a page"):
        plain([object()])
    with pytest.raises(TypeError, match="float"):
        plain(1.5)


def test_the_front_page_tells_what_the_office_has_for_somebody_today(visit):
    fields = {
        "source": "own",
        "problem": "扬尘",
        "units": ["市住建局"],
        "due_on": "2021-01-31",
        "due_manner": "binding",
    }
    perform("ledger.open", {"ledger": "inspection_problems", "key": "1", "fields": fields}, call(day=date(2021, 1, 4)))
    perform("dispatch.open", {"period": "2021-01"}, call(day=date(2021, 2, 1)))
    said = visit(HEAD).get("/", {"format": "json"}).json()["data"]
    assert said["dispatch"]["period"] == "2021-01"
    assert said["dispatch"]["states"][0]["label"]["zh"] == "待报"
    (problems,) = [one for one in said["entries"] if "inspection_problems" in one["address"]]
    assert (problems["pressing"], problems["mine"]) == (1, 0), "its next step is the unit's"
    page = visit(HEAD).get("/").content.decode()
    assert "今日事项" in page
    assert 'href="/tasks/of/' in visit(LIAISON).get("/").content.decode()
    assert visit(HEAD).get(said["dispatch"]["address"]).status_code == 200
