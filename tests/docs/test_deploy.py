"""What lies in ``deploy/`` and its page name only commands, options, settings and addresses that are there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from tests.web.conftest import city, made_city, place_settings  # noqa: F401 (fixtures)

from qingshan.cli import root
from qingshan.web import server
from qingshan.web.desk import open_desk

ROOT = Path(__file__).resolve().parents[2]
DEPLOY, PAGE = ROOT / "deploy", ROOT / "docs" / "howto" / "deploy.md"
FILES = sorted(DEPLOY.iterdir())
CALL = re.compile(r"(?:\.venv/bin/qingshan|^as) (.+)$", re.MULTILINE)
NGINX = (DEPLOY / "nginx.conf").read_text()


def calls():
    for path in (*FILES, PAGE):
        for said in CALL.findall(path.read_text(encoding="utf-8")):
            words = said.partition("#")[0].split()
            if words != ['"$@";', "}"]:
                yield words


def test_every_command_that_is_named_is_there_with_its_options():
    found = list(calls())
    assert {words[0] for words in found} == {"serve", "backup", "restore", "ledger", "account"}
    for words in found:
        command = root.get_command(None, words[0])
        for word in words[1:]:
            command = getattr(command, "commands", {}).get(word, command)
        known = {option for one in command.params for option in one.opts}
        assert not {word for word in words if word.startswith("-")} - known, words


def test_every_setting_of_the_example_is_one_that_is_read():
    example = (DEPLOY / "qingshan.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?(QINGSHAN_\w+)=", example, re.MULTILINE))
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    unit = (DEPLOY / "qingshan.service").read_text()
    assert not {name for name in named if name not in source + unit}
    assert {"QINGSHAN_LAKE", "QINGSHAN_LOG_DAYS", "QINGSHAN_METRICS_TOKEN", "QINGSHAN_SECRET_KEY"} <= named
    assert not re.search(r"^QINGSHAN_SECRET_KEY=.", example, re.MULTILINE), "no secret of ours in the example"


def test_the_proxy_passes_on_what_the_desk_believes_and_no_more():
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX, "set, not added to"
    assert "proxy_set_header X-Forwarded-Proto https;" in NGINX
    assert 'proxy_set_header Forwarded "";' in NGINX
    assert f"client_max_body_size {server.BODY // 1024 // 1024}m;" in NGINX
    assert NGINX.count("{") == NGINX.count("}")
    assert re.search(r"location = /metrics \{\s+return 404;", NGINX)


def test_behind_tls_this_machine_still_asks_for_health_and_metrics(city):  # noqa: F811 (a fixture)
    open_desk(city.desk(behind_tls=True))
    local = {"Host": "127.0.0.1:8000"}
    assert Client().get("/healthz", headers=local).status_code == 200
    assert Client().get("/metrics", headers=local).status_code == 200
    assert Client().get("/sign-in", headers=local).status_code == 301


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_reads_the_units(tmp_path):
    for path in DEPLOY.glob("qingshan*.[st]*"):
        text = path.read_text().replace("/opt/qingshan/.venv/bin/qingshan", "/bin/true")
        (tmp_path / path.name).write_text(text)
    ran = subprocess.run(["systemd-analyze", "verify", *map(str, tmp_path.iterdir())], capture_output=True, text=True,
                         check=False)  # fmt: skip
    own = [line for line in ran.stderr.splitlines() if "qingshan" in line]
    assert not own, ran.stderr
