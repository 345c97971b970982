"""What every answer bears, and what is refused however it is asked: forged forms, foreign hosts, stolen cookies."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from qingshan.operations.log.models import Record
from qingshan.web.accounts import rate
from qingshan.web.desk import open_desk
from tests.web.addresses import STRANGER, addresses, browser, enter_everybody
from tests.web.conftest import HEAD, LEADER, PASSWORD

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LED_OFF = ["https://evil.example/", "//evil.example", "///evil.example", r"/\evil.example", r"\\evil.example",
           "http:evil", "javascript:alert(1)", " //evil.example", "https://testserver@evil.example/", "http://testserver:99/",
           "/\n/evil.example", "data:text/html,x"]  # fmt: skip


def kinds(visit):
    """An answer of every kind the desk gives."""
    client, plain = visit(HEAD, raise_request_exception=False), Client()
    forger = visit(HEAD, enforce_csrf_checks=True)
    yield "page", client.get("/")
    yield "part", client.get("/targets/", headers={"HX-Request": "true", "HX-Target": "div#rows"})
    yield "twin", client.get("/?format=json")
    yield "led to the sign-in", plain.get("/")
    yield "twin of a stranger", plain.get("/", headers={"Accept": "application/json"})
    yield "not there", client.get("/nowhere")
    yield "method", client.post("/targets/")
    yield "forged", forger.post("/jobs/evaluate")
    yield "foreign host", plain.get("/", headers={"Host": "evil.example"})
    yield "wrong password", plain.post("/sign-in", {"username": "x", "password": "y"})
    yield "static", plain.get("/static/hill.svg")
    yield "no such file", plain.get("/static/none.svg")
    yield "health", plain.get("/healthz")
    yield "metrics", plain.get("/metrics", headers={"Host": "localhost"})


def test_every_kind_of_answer_bears_the_same_headers(visit):
    found = {}
    for kind, said in kinds(visit):
        found[kind] = said.status_code
        for name, value in HEADERS.items():
            assert said.headers.get(name) == value, (kind, name)
        policy = said.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        assert "*" not in policy, kind
        assert "X-Powered-By" not in said.headers, kind
        said.close()
    assert set(found.values()) == {200, 302, 400, 401, 403, 404, 405}


def test_a_broken_page_bears_them_too(visit, monkeypatch):
    from qingshan.web.front import views

    monkeypatch.setattr(views, "newest", lambda *_: 1 / 0)
    said = visit(HEAD, raise_request_exception=False).get("/")
    assert said.status_code == 500
    assert all(said.headers[name] == value for name, value in HEADERS.items())
    assert "default-src 'none'" in said.headers["Content-Security-Policy"]
    assert "ZeroDivisionError" not in said.content.decode()


def test_every_form_needs_its_token(desk):
    enter_everybody()
    before = Record.objects.count()
    for one in addresses():
        if "POST" not in one.methods:
            continue
        for role in ("coordinator", "administrator", "liaison", STRANGER):
            client = browser(role)
            client.handler.enforce_csrf_checks = True
            refused = client.post(one.sample, {"next": "/"})
            if role == STRANGER:
                assert refused.status_code in {302, 403}, one.route
            else:
                assert refused.status_code == 403, (one.route, role)
                assert "csrf" not in refused.headers.get("Set-Cookie", "").lower()
    assert Record.objects.count() == before, "nothing was written"


def test_cookies_are_for_this_desk_alone_and_behind_tls_for_tls_alone(city):
    open_desk(city.desk(behind_tls=True))
    client, tls = Client(), {"X-Forwarded-Proto": "https"}
    client.get("/sign-in", headers=tls)
    client.post("/sign-in", {"username": LEADER.name, "password": PASSWORD}, headers=tls)
    client.post("/language", {"language": "en"}, headers=tls)
    cookies = {name: client.cookies[name] for name in ("qingshan_session", "qingshan_form", "qingshan_language")}
    for name, cookie in cookies.items():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax"), name
        assert not cookie["domain"], name


@pytest.mark.parametrize("elsewhere", LED_OFF)
def test_nobody_is_led_off_the_desk_by_whatever_next_says(stranger, elsewhere):
    assert elsewhere not in stranger.get("/sign-in", {"next": elsewhere}).headers.get("Location", "")
    for address, given in (("/sign-in", {"username": LEADER.name, "password": PASSWORD}), ("/language", {})):
        assert stranger.post(address, {**given, "next": elsewhere})["Location"] == "/", address


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b", ""])
def test_a_foreign_host_is_refused_and_never_repeated(stranger, host):
    said = stranger.get("/sign-in", headers={"Host": host})
    assert said.status_code == 400
    assert "evil" not in said.content.decode()


def test_a_host_that_is_only_forwarded_is_not_believed(stranger):
    said = stranger.get("/", headers={"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"})
    assert said["Location"].startswith("/sign-in")


def test_a_session_is_begun_anew_at_signing_in_and_gone_at_signing_out(stranger):
    stranger.cookies["qingshan_session"] = "chosenbyanattacker0123456789abcd"
    stranger.get("/sign-in")
    stranger.post("/sign-in", {"username": LEADER.name, "password": PASSWORD})
    first = stranger.cookies["qingshan_session"].value
    assert first != "chosenbyanattacker0123456789abcd"
    stranger.post("/sign-in", {"username": HEAD.name, "password": PASSWORD})
    second = stranger.cookies["qingshan_session"].value
    assert second != first
    stranger.post("/sign-out")
    assert not Session.objects.filter(session_key__in=[first, second]).exists()
    thief = Client()
    thief.cookies["qingshan_session"] = second
    assert thief.get("/").status_code == 302


def test_another_password_ends_the_sessions_elsewhere(visit):
    elsewhere, here = visit(LEADER), visit(LEADER)
    assert here.post("/account", {"old": PASSWORD, "new": "另一个足够长的密码77"}).status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_one_address_may_try_only_so_often_whatever_names_it_tries(stranger, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(rate, "monotonic", lambda: clock[0])
    for number in range(rate.TRIES):
        assert stranger.post("/sign-in", {"username": f"某人{number}", "password": "x"}).status_code == 403
    refused = stranger.post("/sign-in", {"username": LEADER.name, "password": PASSWORD})
    assert refused.status_code == 429
    assert "尝试过于频繁" in refused.content.decode()
    assert Client(REMOTE_ADDR="10.0.0.9").get("/sign-in").status_code == 200
    clock[0] += rate.WITHIN
    assert stranger.post("/sign-in", {"username": LEADER.name, "password": PASSWORD}).status_code == 302


def test_so_many_addresses_are_remembered_and_no_more(monkeypatch):
    monkeypatch.setattr(rate, "KNOWN", 3)
    tries = rate.Rate()
    assert all(tries.allows(f"10.0.0.{number}") for number in range(9))
    assert len(tries._tries) == 3
