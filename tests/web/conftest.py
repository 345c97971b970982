"""A desk for each test: a small office with a plan in force, its evaluation finished, and a lake it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from qingshan.ledgers.entry import Actor
from qingshan.observations.store.lake import Lake
from qingshan.observations.tables import TABLES
from qingshan.operations.action import ADMINISTRATOR, Call, perform
from qingshan.plans import ir
from qingshan.web import worker
from qingshan.web.accounts.passwords import set_password
from qingshan.web.accounts.rate import sign_ins
from qingshan.web.air.work import work_out
from qingshan.web.desk import make_desk, open_desk
from qingshan.web.evaluations.work import catch_up
from tests.evaluation.small_lake import LONG_AGO, NEW_YEAR, days, make, plan, target
from tests.operations.conftest import postgres  # noqa: F401 (a fixture)
from tests.operations.test_tasks import plan as compiled
from tests.postgres_here import CI, MISSING
from tests.web.cities import AS_OF, ON_POSTGRES, new_city

AT = datetime(2021, 3, 1, 4, tzinfo=UTC)
PASSWORD = "青山不老绿水长流2021"  # noqa: S105 (of people who do not exist)
HEAD = Actor("王主任", "环委办", frozenset({ADMINISTRATOR, "coordinator"}))
LEADER = Actor("李领导", "市政府", frozenset({"leader"}))
LIAISON = Actor("赵联络", "市住建局", frozenset({"liaison"}))
PEOPLE = (HEAD, LEADER, LIAISON)
QUOTE = "甲区<script>alert('&')</script>细颗粒物34以内{x}"
PLACE_SETTINGS = ("LAKE", "AS_OF", "DEMO", "ALLOWED_HOSTS", *settings.BEHIND_TLS)


def small_plan():
    pm25 = target("air.pm25_mean", "<=", "34", "μg/m3", stretch=ir.Stretch("29", "<="), number=1)
    made = plan(
        replace(pm25, quote=QUOTE),
        target("air.pm25_mean", "<=", "1", "μg/m3", number=2),
        target("air.good_day_ratio", ">=", "90", "%", ("甲区", "无站区"), number=3),
        target(None, ">=", "95", "%", number=4),
    )
    return replace(made, tasks=compiled().tasks)


def call(actor=HEAD, day=AS_OF):
    return Call(actor, AT, day)


def register_site(lake):
    """The one station of the city, on the map."""
    place = {"longitude": "116.4", "latitude": "39.9", "datum": "CGCS2000"}
    site = {"site": "s1", "name": "一号点", "city": "某市", "background": False, "known_from": LONG_AGO, **place}
    Lake.open(lake).append("sites", pa.Table.from_pylist([site], TABLES["sites"].schema))


@pytest.fixture(autouse=True)
def place_settings(monkeypatch):
    """Whatever a test opens, the settings of the place are as before afterwards; no address of ours is taken over."""
    for name in ("QINGSHAN_OFFICE", "QINGSHAN_DATABASE", "QINGSHAN_EVIDENCE", "QINGSHAN_LAKE", "QINGSHAN_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    before = {name: getattr(settings, name, ...) for name in PLACE_SETTINGS}
    sign_ins.forget()
    yield
    connection.close()
    for name, value in before.items():
        setattr(settings, name, value) if value is not ... else delattr(settings, name)


@pytest.fixture(scope="session")
def made_city(tmp_path_factory, request):
    if ON_POSTGRES and MISSING and not CI:
        pytest.skip(f"suite postgres: {MISSING}")
    city = new_city(tmp_path_factory.mktemp("desk"), ON_POSTGRES and request.getfixturevalue("postgres"))
    make(city.lake, [*days("s1", NEW_YEAR, 19, pm25=30), *days("s1", date(2021, 1, 21), 20, pm25=31)], [("s1", "甲区")])
    register_site(city.lake)
    make_desk(str(city.office))
    with pytest.MonkeyPatch.context() as patched:
        for name, value in city.environment.items():
            patched.setenv(name, value)
        open_desk(city.desk())
        for one in PEOPLE:
            perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, call())
            set_password(one.name, PASSWORD)
        perform("plan.adopt", {"plan": small_plan().as_json()}, call())
        catch_up()
        worker.work_off()
        work_out(AS_OF.year, lambda _: None)
    connection.close()
    return city


@pytest.fixture
def city(made_city, tmp_path, monkeypatch):
    """A copy of the city, the test's own."""
    made = made_city.copied(tmp_path)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    yield made
    made.gone()


@pytest.fixture
def desk(city):
    """The desk, open on the city."""
    open_desk(city.desk())
    return city


@pytest.fixture
def stranger(desk):
    return Client()


@pytest.fixture
def visit(desk):
    """A browser in which somebody is signed in."""

    def signed_in(who=HEAD, **more):
        client = Client(**more)
        user = User.objects.get(username=who.name)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
