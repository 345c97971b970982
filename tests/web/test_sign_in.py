"""Who gets in, who stays out, and what a password must be."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from qingshan.kernel.problems import Problem
from qingshan.operations.action import perform
from qingshan.web.accounts.passwords import set_demo_passwords, set_password, sign_ins
from qingshan.web.desk import Desk, open_desk
from qingshan.web.secret import secret_of
from tests.web.conftest import HEAD, LEADER, LIAISON, PASSWORD, call

WRONG, DEMO = "x", "demo"


def code_of(run, *given):
    with pytest.raises(Problem) as problem:
        run(*given)
    return problem.value.code.key


def sign_in(client, name=LEADER.name, password=PASSWORD, wanted=""):
    return client.post("/sign-in", {"username": name, "password": password, "next": wanted})


@pytest.mark.parametrize("address", ["/", "/targets/", "/jobs", "/no/such/page", "/results/R1?day=x"])
def test_to_a_stranger_every_address_looks_alike(stranger, address):
    answered = stranger.get(address)
    assert (answered.status_code, answered["Location"].partition("?")[0]) == (302, "/sign-in")
    twin = stranger.get(address, headers={"Accept": "application/json"})
    assert (twin.status_code, twin["WWW-Authenticate"], twin.json()["error"]["code"]) == (401, "Bearer", "WEB080")
    part = stranger.get(address, headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (204, "/sign-in")


def test_name_and_password_open_the_desk_where_one_wanted_to_go(stranger):
    answered = sign_in(stranger, wanted="/targets/?state=missed")
    assert (answered.status_code, answered["Location"]) == (302, "/targets/?state=missed")
    assert stranger.get("/targets/").status_code == 200
    cookie = answered.cookies["qingshan_session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)"])
def test_nobody_is_led_off_the_desk(stranger, elsewhere):
    assert sign_in(stranger, wanted=elsewhere)["Location"] == "/"
    assert stranger.post("/language", {"language": "en", "next": elsewhere})["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(stranger):
    wrong, unknown = sign_in(stranger, password=WRONG), sign_in(stranger, name="无此人")
    assert wrong.status_code == unknown.status_code == 403
    assert "姓名或密码不对" in wrong.content.decode()
    assert "姓名或密码不对" in unknown.content.decode()
    assert stranger.get("/").status_code == 302


def test_after_five_failures_even_the_right_password_is_locked_out_from_there(stranger):
    said = [sign_in(stranger, password=WRONG).status_code for _ in range(5)]
    assert said == [403, 403, 403, 403, 429]
    locked = sign_in(stranger)
    assert locked.status_code == 429
    assert "已锁定" in locked.content.decode()
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9")).status_code == 302
    assert sign_in(stranger, name=HEAD.name).status_code == 302


def test_signing_out_takes_a_post(visit):
    client = visit()
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out")["Location"] == "/sign-in"
    assert client.get("/").status_code == 302


def test_a_role_taken_away_is_gone_at_the_next_request(visit):
    client = visit()
    assert client.get("/jobs").status_code == 200
    perform("people.enter", {"name": HEAD.name, "unit": HEAD.unit, "roles": ["leader"]}, call())
    assert client.get("/jobs").status_code == 404


def test_a_sign_in_whose_person_the_office_does_not_know_is_no_sign_in(desk):
    User.objects.create_user("旧人", password=PASSWORD)
    assert sign_in(Client(), name="旧人").status_code == 403


def test_one_changes_the_own_password_and_stays_signed_in(visit):
    client, new = visit(LEADER), "另一个足够长的密码77"
    assert client.post("/account", {"old": "x", "new": new}).status_code == 422
    assert "太短" in client.post("/account", {"old": PASSWORD, "new": "短"}).content.decode()
    assert client.post("/account", {"old": PASSWORD, "new": new}).status_code == 302
    assert client.get("/account").status_code == 200
    assert sign_in(Client(), password=new).status_code == 302
    assert sign_in(Client()).status_code == 403


def test_passwords_are_kept_as_scrypt(desk):
    assert User.objects.get(username=HEAD.name).password.startswith("scrypt$")
    assert {name for name, _, _, able in sign_ins() if able} == {HEAD.name, LEADER.name, LIAISON.name}


@pytest.mark.parametrize("weak", ["short", "1234567890", "password123", "赵联络赵联络赵联络1"[:9]])
def test_a_weak_password_is_refused(desk, weak):
    assert code_of(set_password, LIAISON.name, weak) == "WEB003"
    assert code_of(set_password, "无此人", PASSWORD) == "OPS013"


def test_demo_passwords_need_demo_mode(city):
    open_desk(city.desk())
    assert code_of(set_demo_passwords, {HEAD.name: DEMO}) == "WEB004"
    open_desk(city.desk(is_demo=True))
    set_demo_passwords({HEAD.name: DEMO})
    assert sign_in(Client(), name=HEAD.name, password=DEMO).status_code == 302
    assert code_of(set_demo_passwords, {"无此人": DEMO}) == "OPS013"


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path, monkeypatch):
    office = str(tmp_path / "office.sqlite3")
    first = secret_of(office)
    assert (len(first) >= 50, secret_of(office)) == (True, first)
    assert stat.S_IMODE(Path(f"{office}.secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["office.sqlite3.secret"]
    monkeypatch.setenv("QINGSHAN_SECRET_KEY", "too short")
    assert code_of(secret_of, office) == "WEB002"
    monkeypatch.setenv("QINGSHAN_SECRET_KEY", "x" * 50)
    assert secret_of("postgresql://db/office") == "x" * 50
    monkeypatch.delenv("QINGSHAN_SECRET_KEY")
    assert code_of(secret_of, "postgresql://db/office") == "WEB002"


def test_a_desk_needs_an_office_with_its_tables_and_a_lake(tmp_path, city):
    from django.db.migrations.recorder import MigrationRecorder

    assert code_of(open_desk, Desk(str(tmp_path / "nothing"))) == "OPS001"
    assert code_of(open_desk, Desk(str(city.office), tmp_path)) == "OBS001"
    MigrationRecorder.Migration.objects.filter(app="evaluations").delete()
    assert code_of(open_desk, Desk(str(city.office))) == "WEB001"
