"""A desk for each test: a small office with a plan in force, its evaluation finished, and a lake it rests on."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from qingshan.ledgers.entry import Actor
from qingshan.operations.action import ADMINISTRATOR, Call, perform
from qingshan.plans import ir
from qingshan.web import worker
from qingshan.web.accounts.passwords import set_password
from qingshan.web.accounts.rate import sign_ins
from qingshan.web.desk import Desk, make_desk, open_desk
from qingshan.web.evaluations.work import catch_up
from tests.evaluation.small_lake import NEW_YEAR, days, make, plan, target
from tests.operations.test_tasks import plan as compiled

AS_OF = date(2021, 2, 10)
AT = datetime(2021, 3, 1, 4, tzinfo=UTC)
PASSWORD = "青山不老绿水长流2021"  # noqa: S105 (of people who do not exist)
HEAD = Actor("王主任", "环委办", frozenset({ADMINISTRATOR, "coordinator"}))
LEADER = Actor("李领导", "市政府", frozenset({"leader"}))
LIAISON = Actor("赵联络", "市住建局", frozenset({"liaison"}))
PEOPLE = (HEAD, LEADER, LIAISON)
QUOTE = "甲区<script>alert('&')</script>细颗粒物34以内{x}"
PLACE_SETTINGS = ("LAKE", "AS_OF", "DEMO", "ALLOWED_HOSTS", *settings.BEHIND_TLS)


@dataclass(frozen=True)
class City:
    """Where office and lake of the made-up city lie."""

    office: Path
    lake: Path

    def copied(self, folder):
        """The same city with a copy of its office in a folder; the lake is shared and only read."""
        office = folder / self.office.name
        shutil.copy(self.office, office)
        shutil.copy(f"{self.office}.secret", f"{office}.secret")
        return replace(self, office=office)

    def desk(self, **more):
        return Desk(str(self.office), self.lake, AS_OF, ("testserver",), **more)


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
def made_city(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    city = City(folder / "office.sqlite3", folder / "lake")
    make(city.lake, [*days("s1", NEW_YEAR, 19, pm25=30), *days("s1", date(2021, 1, 21), 20, pm25=31)], [("s1", "甲区")])
    make_desk(str(city.office))
    open_desk(city.desk())
    for one in PEOPLE:
        perform("people.enter", {"name": one.name, "unit": one.unit, "roles": sorted(one.roles)}, call())
        set_password(one.name, PASSWORD)
    perform("plan.adopt", {"plan": small_plan().as_json()}, call())
    catch_up()
    worker.work_off()
    connection.close()
    return city


@pytest.fixture
def city(made_city, tmp_path):
    """A copy of the city, the test's own."""
    return made_city.copied(tmp_path)


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
