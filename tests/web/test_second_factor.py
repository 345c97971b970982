"""The second factor: set up by a code, asked for at sign-in, taken away by its owner or reset by an administrator."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from qingshan.web.second_factor import factor, views
from qingshan.web.second_factor.models import SignInChange
from tests.web.conftest import HEAD, LEADER, PASSWORD
from tests.web.test_command import run  # noqa: F401 (a fixture)
from tests.web.test_sign_in import sign_in

JSON = {"Accept": "application/json"}


def code_now(name, later=0):
    """What the authenticator of somebody shows, or shows half a minute later: no code is taken twice."""
    device = TOTPDevice.objects.get(user__username=name)
    device.throttle_reset()
    shown = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    shown.time += device.step * later
    return f"{shown.token():06d}"


def patience():
    """As if one had waited."""
    for device in (*TOTPDevice.objects.all(), *StaticDevice.objects.all()):
        device.throttle_reset()


def set_up(client, name=LEADER.name):
    client.post("/account/second-factor", {"begin": "1"})
    assert 'src="data:image/svg+xml' in client.get("/account/second-factor").content.decode()
    said = client.post("/account/second-factor", {"code": code_now(name)}, headers=JSON).json()["data"]
    return said["codes"]


def test_from_setting_up_to_signing_in_and_back(visit):
    client = visit(LEADER)
    codes = set_up(client)
    assert len(set(codes)) == factor.RECOVERY_CODES
    assert client.get("/account/second-factor", headers=JSON).json()["data"]["codes"] is None
    door = Client()
    assert sign_in(door, wanted="/targets/")["Location"] == "/sign-in/code"
    assert door.get("/targets/").status_code == 302
    assert door.post("/sign-in/code", {"code": "000000"}).status_code == 403
    entered = door.post("/sign-in/code", {"code": code_now(LEADER.name, 1)})
    assert (entered.status_code, entered["Location"]) == (302, "/targets/")
    assert door.get("/targets/").status_code == 200
    patience()
    assert client.post("/account/second-factor", {"code": codes[0]}).status_code == 302
    assert sign_in(Client())["Location"] == "/"
    told = client.get("/account/second-factor", headers=JSON).json()["data"]["changes"]
    assert [one["what"]["zh"] for one in told] == ["关闭二次验证", "用恢复码登录", "开启二次验证"]


def test_a_code_and_a_recovery_code_work_once_and_wrong_ones_make_it_wait(visit):
    codes = set_up(visit(LEADER))
    user, code = User.objects.get(username=LEADER.name), code_now(LEADER.name, 1)
    assert (factor.accepts(user, code), factor.accepts(user, code)) == (True, False)
    assert not factor.accepts(user, codes[0]), "a wrong code makes the next one wait"
    patience()
    assert factor.accepts(user, f" {codes[1].upper()} ")
    assert StaticToken.objects.filter(device__user=user).count() == len(codes) - 1


def test_a_wrong_code_sets_nothing_up(visit):
    client = visit(LEADER)
    client.post("/account/second-factor", {"begin": "1"})
    refused = client.post("/account/second-factor", {"code": "abc"})
    assert (refused.status_code, "验证码不对" in refused.content.decode()) == (422, True)
    assert not factor.has_one(User.objects.get(username=LEADER.name))


def test_the_second_step_is_nothing_without_the_first(stranger):
    assert "请先输入姓名和密码" in stranger.get("/sign-in/code").content.decode()
    assert "请先输入姓名和密码" in stranger.post("/sign-in/code", {"code": "123456"}).content.decode()
    assert stranger.get("/targets/").status_code == 302


def test_the_second_step_is_open_for_five_minutes(visit, monkeypatch):
    set_up(visit(LEADER))
    door = Client()
    sign_in(door)
    later = views.time() + views.PATIENCE + 1
    monkeypatch.setattr(views, "time", lambda: later)
    assert "请先输入姓名和密码" in door.get("/sign-in/code").content.decode()


def test_whoever_must_have_one_sets_it_up_before_anything_else(stranger, monkeypatch):
    monkeypatch.setenv(factor.REQUIRED_SETTING, "leader, coordinator")
    sign_in(stranger, LEADER.name, PASSWORD)
    assert stranger.get("/targets/")["Location"] == "/account/second-factor"
    assert len(set_up(stranger)) == factor.RECOVERY_CODES
    assert stranger.get("/targets/").status_code == 200


def test_an_administrator_resets_it_and_it_is_told(visit):
    set_up(visit(LEADER))
    head = visit(HEAD)
    row = next(row for row in head.get("/sign-ins", headers=JSON).json()["data"]["rows"] if row["name"] == LEADER.name)
    assert (row["has_factor"], row["can_sign_in"]) == (True, True)
    assert visit(LEADER).post("/sign-ins/reset", {"name": LEADER.name}).status_code == 404
    assert head.post("/sign-ins/reset", {"name": LEADER.name}).status_code == 302
    assert not factor.has_one(User.objects.get(username=LEADER.name))
    last = SignInChange.objects.latest("pk")
    assert (last.name, last.by, last.what) == (LEADER.name, HEAD.name, "reset")
    assert head.post("/sign-ins/reset", {"name": "无此人"}).status_code == 404
    assert "管理员重置二次验证" in head.get("/sign-ins").content.decode()


@pytest.mark.parametrize(("name", "status"), [(LEADER.name, 0), ("无此人", 1)])
def test_the_command_line_resets_it_too(run, visit, city, name, status):  # noqa: F811 (the fixture)
    set_up(visit(LEADER))
    assert run("account", "reset-second-factor", name, "--office", city.office)[0] == status
    assert factor.has_one(User.objects.get(username=LEADER.name)) is bool(status)
