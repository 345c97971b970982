"""Every address × every role over HTTP, against a table that was read: nobody opens or does what is not theirs."""

from __future__ import annotations

import os
from contextlib import closing

import pytest
import yaml

from qingshan.web.pages import Opened
from qingshan.web.permissions import ANYONE
from qingshan.web.rooms import scope_of
from qingshan.web.scopes import SCOPES
from tests.web.addresses import MATRIX, PEOPLE, SAMPLES, STRANGER, addresses, browser, enter_everybody, matrix, written
from tests.web.conftest import HEAD
from tests.web.reading import program


@pytest.fixture
def everybody(desk):
    enter_everybody()
    return desk


def test_every_address_that_holds_something_has_a_sample(desk):
    lacking = [one.route for one in addresses() if not one.sample]
    assert not lacking, f"give one in {SAMPLES.name}"


def test_who_gets_what_is_as_the_table_says(everybody):
    found = written(matrix())
    if os.environ.get("WRITE_MATRIX"):
        MATRIX.write_text(found, encoding="utf-8")
    assert found == MATRIX.read_text(encoding="utf-8"), "read the difference, then WRITE_MATRIX=1"


def test_the_twin_of_a_page_is_open_to_the_same_people(everybody):
    for address in addresses():
        if "GET" not in address.methods:
            continue
        for role in PEOPLE:
            with (
                closing(browser(role).get(address.sample)) as page,
                closing(browser(role).get(address.sample, headers={"Accept": "application/json"})) as twin,
            ):
                assert twin.status_code == page.status_code, (address.route, role)


def test_a_token_of_every_scope_reads_what_its_owner_reads_and_writes_nothing(everybody):
    table = yaml.safe_load(MATRIX.read_text(encoding="utf-8"))
    for role, who in PEOPLE.items():
        reads = program(who.name)
        for address in addresses():
            if "GET" in address.methods:
                said = table[f"GET {address.route}"]
                expected = next(status for status, roles in said.items() if role in roles)
                with closing(reads.get(address.sample)) as found:
                    assert found.status_code == expected, (address.route, role)
            if "POST" in address.methods:
                assert reads.post(address.sample).status_code == 405, (address.route, role)


def test_a_token_without_the_scope_is_refused_and_with_it_alone_is_not(everybody):
    tokens = {scope: program(HEAD.name, (scope,)) for scope in SCOPES}
    others = {scope: program(HEAD.name, tuple(SCOPES.keys() - {scope})) for scope in SCOPES}
    for address in addresses():
        scope = "" if address.view.may is ANYONE else scope_of(address.view)
        if "GET" not in address.methods or not scope:
            continue
        with closing(tokens[scope].get(address.sample)) as found:
            assert found.status_code != 403, address.route
        assert others[scope].get(address.sample).status_code == 403, address.route


def test_a_stranger_is_told_nothing_but_to_sign_in(everybody):
    for address in addresses():
        if isinstance(address.view, Opened) and address.view.may is ANYONE:
            continue
        client = browser(STRANGER)
        assert client.get(address.sample).status_code == client.post(address.sample).status_code == 302, address.route
        assert client.get(address.sample, headers={"Accept": "application/json"}).status_code == 401, address.route


def test_every_view_stands_behind_a_rule(desk):
    assert not [one.route for one in addresses() if not isinstance(one.view, Opened)]
