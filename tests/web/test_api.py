"""The API's document, its page, and the one shape of every error."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from qingshan.kernel.registry import SETTING
from qingshan.web.api.document import document, path_of
from qingshan.web.front import views as front
from qingshan.web.scopes import SCOPES
from tests.web.addresses import addresses, enter_everybody
from tests.web.conftest import HEAD, LEADER
from tests.web.reading import program

FIELDS = {"code", "message", "where", "found", "expected", "advice"}
JSON = {"Accept": "application/json"}


def test_every_readable_address_is_in_the_document(desk):
    paths = document()["paths"]
    assert paths.keys() == {path_of(one.route) for one in addresses() if "GET" in one.methods}
    target = paths["/targets/{target}/{area}"]["get"]
    assert [(one["name"], one["schema"].get("pattern")) for one in target["parameters"]] == [
        ("target", "^[^/]+$"), ("area", None)
    ]  # fmt: skip
    assert (target["x-scope"], target["security"]) == ("read:targets", [{"token": []}])
    assert "需要登录" in target["description"]
    ids = [one["get"]["operationId"] for one in paths.values()]
    assert len(ids) == len(set(ids))


def test_every_scope_reaches_something_and_every_address_has_a_known_one(desk):
    scopes = {one["get"]["x-scope"] for one in document()["paths"].values()}
    assert scopes - {""} == SCOPES.keys()


def test_a_new_room_is_in_the_document_by_itself(desk, monkeypatch, tmp_path):
    room = tmp_path / "web" / "bells"
    room.mkdir(parents=True)
    (room / "urls.py").write_text(
        "from django.urls import path\nfrom qingshan.web.pages import Page, page\n"
        "from qingshan.web.permissions import SIGNED_IN\nfrom qingshan.kernel.text import Text\n"
        "@page(may=SIGNED_IN)\ndef bell(request, key):\n    '''One bell.'''\n    return Page('x', Text('钟', 'Bell'))\n"
        "urlpatterns = [path('bells/<int:key>', bell, name='bell')]\n",
        encoding="utf-8",
    )
    monkeypatch.setenv(SETTING, str(tmp_path))
    asked = document()["paths"]["/bells/{key}"]["get"]
    assert (asked["x-scope"], asked["parameters"][0]["schema"]["type"]) == ("read:desk", "integer")
    assert asked["description"].startswith("One bell.")


def test_filters_that_pages_read_are_in_the_document(desk, monkeypatch):
    """What is supposed is named after the facts of a scheme, and told nowhere."""
    from django.http import QueryDict

    enter_everybody()
    read: set[str] = set()
    plain = QueryDict.get
    monkeypatch.setattr(QueryDict, "get", lambda self, name, *more: read.add(name) or plain(self, name, *more))
    client = program(HEAD.name)
    for one in addresses():
        if "GET" not in one.methods or one.view.told is None:
            continue
        read.clear()
        client.get(one.sample).close()
        told = {*one.view.told.asks, "format", "f"}
        undeclared = {name for name in read if not name.startswith("suppose.")} - told
        assert not undeclared or "POST" in one.methods, (one.route, undeclared)


def test_the_page_says_what_the_document_says(visit):
    client = visit(LEADER)
    whole, twin = client.get("/api/openapi.json").json(), client.get("/api?format=json").json()["data"]
    assert whole["openapi"] == "3.1.0"
    assert twin["count"] == len(whole["paths"]) == sum(len(group["rows"]) for group in twin["groups"])
    page = client.get("/api").content.decode()
    assert "/targets/{target}/{area}" in page
    assert "读" in page
    client.post("/language", {"language": "en"})
    assert "How to read" in client.get("/api").content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get("/api")
    assert len(asked) <= 4


@pytest.mark.parametrize(("address", "status", "key"), [
    ("/targets/T-9/甲区", 404, "WEB087"), ("/nowhere", 404, "WEB087"), (f"/log/{10**30}", 404, "WEB087"),
    ("/targets/a%00b/甲区", 404, "WEB087"), ("/dispatch/no-month/", 422, None), ("/ogc?x=1", 400, "WEB086"),
    ("/dispatch/2021-01/lock", 405, "WEB088"),
])  # fmt: skip
def test_every_error_has_one_shape(visit, address, status, key):
    answered = visit(HEAD).get(address, headers=JSON)
    error = answered.json()["error"]
    assert (answered.status_code, error.keys()) == (status, FIELDS)
    assert error["code"] == (key or error["code"])
    assert error["message"].keys() == {"zh", "en"}
    assert "Accept" in answered["Vary"]
    assert answered.headers.get("Allow") == ("POST" if status == 405 else None)


def test_a_broken_page_a_forged_form_and_a_foreign_host_have_it_too(visit, monkeypatch):
    client, forger = visit(raise_request_exception=False), visit(enforce_csrf_checks=True)
    monkeypatch.setattr(front, "newest", lambda: 1 / 0)
    broken = client.get("/", headers=JSON)
    assert (broken.status_code, broken.json()["error"]["code"]) == (500, "WEB089")
    assert "X-Request-Id" in broken.headers
    forged = forger.post("/sign-out", headers=JSON)
    assert (forged.status_code, forged.json()["error"]["code"]) == (403, "WEB086")
    with override_settings(ALLOWED_HOSTS=["else.where"]):
        foreign = client.get("/", headers=JSON)
    assert (foreign.status_code, foreign.json()["error"]["code"]) == (400, "WEB086")


def test_in_a_browser_errors_are_still_pages(visit):
    wrong = visit(HEAD).get("/dispatch/2021-01/lock")
    assert (wrong.status_code, wrong["Allow"], "<h1>" in wrong.content.decode()) == (405, "POST", True)
    assert "WEB086" in visit(HEAD).get("/ogc?x=1").content.decode()
