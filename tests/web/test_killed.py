"""The serving process, and one that imports, killed in the middle: nothing answered is lost, nothing half done."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from http.cookiejar import CookieJar
from time import monotonic, sleep
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from qingshan.observations.store.lake import Lake, connect
from qingshan.operations.log.verify import verify
from qingshan.operations.unit.models import Unit
from qingshan.web import files
from qingshan.web.desk import open_desk
from qingshan.web.evaluations.models import Finished, Progress, TargetRow
from tests.web.conftest import HEAD, PASSWORD
from tests.web.serving import COMMAND, served
from tests.web.test_pages import DEFINITIONS

pytestmark = pytest.mark.skipif(bool(files.missing_files()), reason="the pages' scripts are not installed: make setup")
PATIENCE = 60
GONE = (URLError, HTTPException, ConnectionError)


class Browser:
    """Somebody signed in over HTTP."""

    def __init__(self, address):
        self.address = address
        self.opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        self.token = self._token("/sign-in")
        self.post("/sign-in", username=HEAD.name, password=PASSWORD)
        self.token = self._token("/account")

    def _token(self, path):
        with self.opener.open(self.address + path) as said:
            return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', said.read().decode())[1]

    def post(self, path, **given):
        body = urlencode({"csrfmiddlewaretoken": self.token, **given}).encode()
        with self.opener.open(self.address + path, body) as said:
            return said.status


def until(holds):
    """Wait for something, but not for ever."""
    end = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < end, "it never came about"
        sleep(0.01)


def sound(city):
    open_desk(city.desk())
    return not any(one.faults for one in verify())


@pytest.mark.parametrize("many", [2, 25, 60])
def test_a_server_killed_among_submissions_has_kept_every_one_it_answered(city, monkeypatch, many):
    monkeypatch.setenv("QINGSHAN_DEFINITIONS", str(DEFINITIONS))
    answered = []

    def submit(browser, name):
        try:
            browser.post("/lamps/enter", name=name)
        except GONE:
            return
        answered.append(name)

    with served(city) as (address, serving):
        browsers = [Browser(address) for _ in range(3)]
        with ThreadPoolExecutor(len(browsers)) as hands:
            for number in range(400):
                hands.submit(submit, browsers[number % len(browsers)], f"第{number}站")
            until(lambda: len(answered) >= many)
            serving.kill()
        assert serving.wait(PATIENCE) == -9
    assert len(answered) < 400, "it was killed in the middle"
    assert sound(city)
    there = set(Unit.objects.values_list("key", flat=True))
    assert set(answered) <= there
    assert len(there) <= len(answered) + len(browsers), "at most what was on its way is there besides"
    connection.close()
    with served(city) as (address, _):
        assert Browser(address).post("/lamps/enter", name="后来的站") == 200
    assert sound(city)


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_server_killed_in_an_evaluation_takes_it_up_again(city, step):
    open_desk(city.desk())
    Finished.objects.all().delete()
    DBTaskResult.objects.all().delete()
    Progress.objects.all().delete()
    connection.close()
    with served(city) as (_, serving):
        open_desk(city.desk())
        until(lambda: Progress.objects.filter(done__gte=step).exists())
        serving.kill()
        serving.wait(PATIENCE)
    half = Finished.objects.count()
    assert TargetRow.objects.count() == 5 * half, "whole or not at all"
    assert sound(city)
    connection.close()
    with served(city):
        open_desk(city.desk())
        until(lambda: DBTaskResult.objects.filter(status="SUCCESSFUL").exists())
    assert (Finished.objects.count(), TargetRow.objects.count()) == (1, 5)
    assert {one.status for one in DBTaskResult.objects.all()} == {"SUCCESSFUL"}


HOURS = "date,hour,type,1001A,1002A\n"
REACHED = {
    "started": lambda lake: True,
    "a file of the readings lies there": lambda lake: any((lake / "readings").rglob("*.parquet")),
    "the readings are committed": lambda lake: len(list((lake / "readings" / "_delta_log").glob("*.json"))) > 1,
}


@pytest.mark.parametrize("reached", REACHED)
def test_an_import_killed_in_the_middle_is_there_whole_or_not_at_all_and_goes_well_again(tmp_path, reached):
    lake = Lake.create(tmp_path / "lake").path
    rows = [f"202301{day:02},{hour},PM2.5,{day},{hour}\n" for day in range(1, 29) for hour in range(24)]
    (tmp_path / "hours.csv").write_text(HOURS + "".join(rows), encoding="utf-8")
    words = ["observe", "import", "cnemc-sites", str(tmp_path / "hours.csv"), "--lake", str(lake)]
    with subprocess.Popen([sys.executable, "-c", COMMAND, *words], stdout=subprocess.PIPE) as importing:
        until(lambda: REACHED[reached](lake) or importing.poll() is not None)
        importing.kill()
    whole = 2 * len(rows)
    assert count(lake) in {0, whole}
    again = subprocess.run([sys.executable, "-c", COMMAND, *words], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert (count(lake), count(lake, "imports") >= 1) == (whole, True)


def count(lake, table="readings"):
    with connect() as engine:
        return Lake.open(lake).all_rows(engine, table).aggregate("count(*)").fetchall()[0][0]
