"""``qingshan serve`` and ``qingshan account``; the rest of the command line does not know the desk is there."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from urllib.request import ProxyHandler, build_opener

import pytest

from qingshan.cli import main
from qingshan.web import files
from tests.web.cities import about_the_file
from tests.web.conftest import LEADER, PASSWORD, PEOPLE
from tests.web.serving import COMMAND, served


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)

    def ran(*arguments, typed=""):
        monkeypatch.setattr(sys, "argv", ["qingshan", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return stopped.value.code or 0, out, err

    return ran


def test_an_office_without_the_desks_tables_is_not_served_but_says_how(run, tmp_path):
    made = [sys.executable, "-c", COMMAND, "ledger", "init", "--as", "王主任", "--unit", "环委办"]
    assert subprocess.run(made, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    status, _, err = run("serve", "--port", "0")
    assert (status, err[:6]) == (1, "WEB001")
    assert "qingshan serve --migrate" in err
    assert run("account", "list")[0] == 1
    assert run("serve", "--migrate")[0] == 0
    assert run("account", "password", "王主任", typed=f"{PASSWORD}\n")[0] == 0
    status, out, _ = run("account", "list", "--format", "json")
    assert json.loads(out) == [{"name": "王主任", "unit": "环委办", "roles": ["administrator"], "can_sign_in": True}]


def test_a_password_comes_from_a_prompt_or_a_pipe_and_is_checked(run, city):
    office = ("--office", city.office)
    assert run("account", "password", LEADER.name, *office, typed="short\n")[2][:6] == "WEB003"
    assert run("account", "password", "无此人", *office, typed=f"{PASSWORD}\n")[2][:6] == "OPS013"
    status, out, err = run("account", "password", LEADER.name, *office, typed=f"{PASSWORD}\n")
    assert (status, PASSWORD in out + err) == (0, False)
    _, out, _ = run("account", "list", *office)
    assert all(one.name in out for one in PEOPLE)


def test_without_the_pages_scripts_nothing_is_served(run, city, monkeypatch):
    monkeypatch.setattr(files, "WEB_FILES", ("vendor/no-such.js",))
    status, _, err = run("serve", "--office", city.office, "--port", "0")
    assert (status, err[:6]) == (1, "WEB005")
    assert "vendor/no-such.js" in err


@pytest.mark.skipif(bool(files.missing_files()), reason="the pages' scripts are not installed: make setup")
def test_serve_prints_where_it_is_answers_and_ends_when_told(city):
    opener = build_opener(ProxyHandler({}))
    with served(city) as (address, serving):
        assert json.load(opener.open(f"{address}/healthz"))["well"] is True
        with opener.open(address) as answered:
            assert answered.url.startswith(f"{address}/sign-in")
            assert answered.headers["Server"] == "qingshan"
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(30) == 0


@pytest.mark.skipif(bool(files.missing_files()), reason="the pages' scripts are not installed: make setup")
@about_the_file
def test_an_office_is_served_once_and_a_port_that_is_taken_is_told(city, tmp_path):
    with served(city) as (address, _):
        port = address.rpartition(":")[2]
        (tmp_path / "other").mkdir()
        other = city.copied(tmp_path / "other")
        for office, code in ((city.office, "OPS065"), (other.office, "WEB012")):
            words = ["serve", "--office", str(office), "--port", port]
            ran = subprocess.run([sys.executable, "-c", COMMAND, *words], capture_output=True, text=True, check=False)
            assert (ran.returncode, ran.stderr[:6]) == (1, code), ran.stderr


def test_the_rest_of_the_command_line_does_not_load_the_desk(city):
    code = f"""
import sys
sys.argv = ["qingshan", "ledger", "list", "--office", {str(city.office)!r}]
from qingshan.cli import main
try:
    main()
except SystemExit as stopped:
    assert not stopped.code
loaded = [name for name in sys.modules if name.startswith(("qingshan.web", "django.contrib", "axes", "waitress"))]
assert not loaded, loaded
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_the_office_opens_with_the_desks_tables_in_it(run, city):
    status, out, _ = run("ledger", "verify", "--office", city.office)
    assert status == 0, out
