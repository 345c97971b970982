"""Headers, cookies, static files, and what Django's own checks say of a desk behind TLS."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client

from qingshan.web import worker
from qingshan.web.desk import open_desk
from qingshan.web.files import Versioned
from qingshan.web.worker import Desk as Worker


def test_the_policy_lets_nothing_in_but_the_desks_own_files(stranger):
    said = stranger.get("/sign-in")
    policy = dict(part.strip().split(" ", 1) for part in said["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in said["Content-Security-Policy"]
    assert "http" not in said["Content-Security-Policy"]
    assert (said["X-Frame-Options"], said["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert (said["Referrer-Policy"], said["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")


def test_djangos_checks_find_nothing_on_a_desk_behind_tls(city):
    open_desk(city.desk(behind_tls=True))
    assert run_checks(include_deployment_checks=True) == []


def test_without_tls_only_what_tls_gives_is_missing(desk):
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert found == {"security.W004", "security.W008", "security.W012", "security.W016"}


def test_behind_tls_cookies_are_secure_and_plain_http_is_led_away(city):
    open_desk(city.desk(behind_tls=True))
    client = Client()
    led = client.get("/sign-in")
    assert (led.status_code, led["Location"]) == (301, "https://testserver/sign-in")
    said = client.get("/sign-in", headers={"X-Forwarded-Proto": "https"})
    assert said["Strict-Transport-Security"].startswith("max-age=31536000")
    assert said.cookies["qingshan_form"]["secure"]


def test_static_files_may_be_kept_under_names_that_change_with_them(stranger):
    address = Versioned().url("desk.css")
    assert address.startswith("/static/desk.css?v=")
    said = stranger.get(address)
    assert said.status_code == 200
    assert "max-age=31536000" in said["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in said
    said.close()
    assert Versioned().url("no-such.css") == "/static/no-such.css"
    assert stranger.get("/static/../settings.py").status_code == 302


def test_pages_are_not_kept_by_others(visit):
    assert visit().get("/")["Cache-Control"] == "private, no-cache"


def test_health_tells_what_fails_and_nothing_of_the_office(stranger, monkeypatch):
    well = stranger.get("/healthz")
    assert (well.status_code, well.json()) == (200, {"well": True, "database": True, "worker": True})
    dead = Worker(lambda: None)
    monkeypatch.setattr(worker, "_running", [dead])
    ill = stranger.get("/healthz")
    assert (ill.status_code, ill.json()) == (503, {"well": False, "database": True, "worker": False})
    assert stranger.get("/version").json().keys() == {"version"}


@pytest.mark.parametrize("name", ["SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"])
def test_no_script_reads_a_cookie(name):
    assert getattr(settings, name) is True
