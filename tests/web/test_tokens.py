"""Tokens: made, shown once, used, narrowed, counted, revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingshan.kernel.clock import today
from qingshan.operations.action import perform
from qingshan.web.accounts import rate
from qingshan.web.accounts.rate import Rate
from qingshan.web.tokens import bearer, making
from qingshan.web.tokens.models import Token
from tests.web.conftest import HEAD, LEADER, LIAISON, PASSWORD, call
from tests.web.reading import program, secret_of

SOON = (today() + timedelta(days=30)).isoformat()
FORM = {"name": "看板 <script>", "scopes": ["read:targets"], "expires": SOON}


def code(answered):
    return answered.status_code, answered.json()["error"]["code"]


def made(client, **more):
    return client.post("/tokens", {**FORM, **more})


def test_a_token_is_shown_once_and_kept_only_as_a_hash(visit):
    client = visit(LEADER)
    page = made(client).content.decode()
    token = Token.objects.get()
    secret = page.partition('id="secret" value="')[2].partition('"')[0]
    assert making.digest(secret) == token.digest
    assert len(secret) == len(making.BEGINS) + 43, "256 bits"
    assert secret not in str(token.__dict__)
    assert "看板 &lt;script&gt;" in page
    again = client.get("/tokens").content.decode()
    assert secret not in again
    assert token.prefix in again
    row = client.get("/tokens?format=json").json()["data"]["rows"][0]
    assert (row["owner"], row["state"], row["last_used"], row["scopes"]) == (LEADER.name, "holds", None, FORM["scopes"])
    read = Client(headers={"Authorization": f"Bearer {secret}"}).get("/targets/")
    assert (read.status_code, read["Content-Type"]) == (200, "application/json")
    assert Token.objects.get().last_used == today()


@pytest.mark.parametrize(("field", "value"), [
    ("name", " "), ("name", "长" * 61), ("name", "a\0"), ("scopes", []), ("scopes", ["write:all"]), ("expires", ""),
    ("expires", today().isoformat()), ("expires", (today() + timedelta(days=366)).isoformat()),
])  # fmt: skip
def test_what_is_not_filled_in_well_makes_no_token(visit, field, value):
    refused = made(visit(LEADER), **{field: value, "format": "json"})
    assert refused.status_code == 422
    assert "WEB084" in refused.content.decode()
    assert not Token.objects.exists()


def test_so_many_tokens_and_no_more(visit, monkeypatch):
    monkeypatch.setattr(making, "MOST", 1)
    client = visit(LEADER)
    made(client)
    refused = made(client)
    assert (refused.status_code, "WEB085" in refused.content.decode()) == (422, True)
    client.post(f"/tokens/{Token.objects.get().pk}/revoke")
    assert made(client).status_code == 200


def test_a_token_speaks_for_its_owner_with_the_roles_held_now(visit):
    reads = program(HEAD.name)
    assert reads.get("/log").status_code == 200
    perform("people.enter", {"name": HEAD.name, "unit": HEAD.unit, "roles": ["liaison"]}, call())
    assert reads.get("/log").status_code == 404
    User.objects.filter(username=HEAD.name).update(is_active=False)
    assert code(reads.get("/targets/")) == (401, "WEB080")


def test_scopes_narrow_what_is_read(desk):
    reads = program(HEAD.name, ("read:tasks",))
    assert reads.get("/tasks/").status_code == reads.get("/api/openapi.json").status_code == 200
    refused = reads.get("/targets/")
    assert code(refused) == (403, "WEB082")
    assert refused["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="read:targets"'
    assert reads.get("/healthz").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_a_token_only_reads(desk, method):
    reads = program(HEAD.name)
    refused = getattr(reads, method)("/account")
    assert (*code(refused), refused["Allow"]) == (405, "WEB081", "GET, HEAD")


def test_a_token_needs_no_cookie_and_is_given_none(visit):
    both = visit(HEAD)
    both.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret_of(LIAISON.name)}"
    said = both.get("/account", headers={"Accept": "application/json"})
    assert said.json()["data"]["name"] == LIAISON.name, "the token speaks, not the session"
    page = both.get("/account", headers={"Accept": "text/html"})
    assert (page.status_code, "<h1>" in page.content.decode()) == (200, True)
    assert not said.cookies
    assert not page.cookies


@pytest.mark.parametrize("given", ["Bearer x", "bearer qingshan_x", "Bearer ", "Bearer qingshan_é"])
def test_what_is_no_token_opens_nothing(stranger, given):
    refused = stranger.get("/targets/", headers={"Authorization": given})
    assert (*code(refused), refused["WWW-Authenticate"]) == (401, "WEB080", 'Bearer error="invalid_token"')


def test_expired_and_revoked_tokens_look_alike(visit):
    reads = program(LEADER.name)
    Token.objects.update(expires=today())
    assert reads.get("/targets/").status_code == 200
    Token.objects.update(expires=today() - timedelta(days=1))
    expired = reads.get("/targets/")
    Token.objects.update(expires=today())
    visit(LEADER).post(f"/tokens/{Token.objects.get().pk}/revoke")
    revoked = reads.get("/targets/")
    assert code(expired) == code(revoked) == (401, "WEB080")
    token = Token.objects.get()
    assert (token.revoked_by, token.state(today())) == (LEADER.name, "revoked")


def test_only_the_owner_and_an_administrator_end_a_token(visit):
    secret_of(LEADER.name)
    address = f"/tokens/{Token.objects.get().pk}/revoke"
    assert visit(LIAISON).post(address).status_code == 404
    assert visit(LIAISON).get("/tokens/of-all").status_code == 404
    head = visit(HEAD)
    assert head.get("/tokens/of-all?format=json").json()["data"]["rows"][0]["owner"] == LEADER.name
    assert head.post(address)["Location"] == "/tokens/of-all"
    first = Token.objects.get().revoked_at
    visit(LEADER).post(address)
    assert (Token.objects.get().revoked_by, Token.objects.get().revoked_at) == (HEAD.name, first)


def test_wrong_tokens_are_counted_by_address(stranger, monkeypatch):
    monkeypatch.setattr(bearer, "wrong", Rate(2))
    said = [stranger.get("/targets/", headers={"Authorization": "Bearer x"}) for _ in range(3)]
    assert [one.status_code for one in said] == [401, 401, 429]
    assert said[-1]["Retry-After"] == "60"
    assert stranger.get("/sign-in").status_code == 200


def test_each_token_may_ask_only_so_often(desk, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(rate, "monotonic", lambda: clock[0])
    monkeypatch.setattr(bearer, "asked", Rate(2))
    reads, other = program(LEADER.name), program(LEADER.name)
    said = [reads.get("/healthz"), reads.get("/account"), reads.get("/account")]
    assert [one.status_code for one in said] == [200, 200, 429]
    assert (code(said[-1]), said[-1]["Retry-After"]) == ((429, "WEB083"), "60")
    assert other.get("/account").status_code == 200
    clock[0] += rate.WITHIN
    assert reads.get("/account").status_code == 200


def test_the_metrics_keep_a_token_of_their_own(stranger, monkeypatch):
    monkeypatch.setenv("QINGSHAN_METRICS_TOKEN", "measured")
    assert stranger.get("/metrics", headers={"Authorization": "Bearer measured"}).status_code == 200


def test_a_token_costs_one_question_more_than_nothing(desk):
    reads = program(LEADER.name)
    reads.get("/account")
    with CaptureQueriesContext(connection) as asked:
        assert reads.get("/account").status_code == 200
    assert len(asked) <= 4, "\n".join(one["sql"][:120] for one in asked)
    client = Client()
    client.post("/sign-in", {"username": LEADER.name, "password": PASSWORD})
    client.get("/tokens")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/tokens").status_code == 200
    assert len(asked) <= 6, "\n".join(one["sql"][:120] for one in asked)
