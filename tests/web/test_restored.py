"""Back up a desk that is served, delete everything, restore: the same answers, and the desk opens on it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from qingshan.web import files
from qingshan.web.desk import open_desk
from qingshan.web.plans import documents
from qingshan.web.plans.models import Draft
from tests.web.conftest import AS_OF, HEAD, small_plan
from tests.web.serving import COMMAND, served
from tests.web.test_killed import Browser
from tests.web.test_plans import TEXT, bring

pytestmark = pytest.mark.skipif(bool(files.missing_files()), reason="the pages' scripts are not installed: make setup")


def said(*words):
    ran = subprocess.run([sys.executable, "-c", COMMAND, *map(str, words)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_evaluation_ledgers_log_and_pages_answer_as_before(city, tmp_path):
    connection.close()
    own = replace(city, lake=tmp_path / "lake")
    shutil.copytree(city.lake, own.lake)
    plan, saved = tmp_path / "plan.json", tmp_path / "backup.zip"
    plan.write_text(json.dumps(small_plan().as_json()), encoding="utf-8")
    office, lake, table = ("--office", own.office), ("--lake", own.lake), ("--format", "json")

    def answers():
        verified = said("ledger", "verify", *office, *table)
        assert not any(one["faults"] for one in verified["passes"])
        evaluated = said("evaluate", "--plan", plan, *lake, "--as-of", AS_OF, *table)
        listed = said("task", "list", "--on", AS_OF, *office, *table)
        return evaluated, said("ledger", "list", *office, *table), listed, verified["anchor"]

    open_desk(own.desk())
    client = Client()
    client.force_login(User.objects.get(username=HEAD.name), backend="django.contrib.auth.backends.ModelBackend")
    bring(client)
    brought = documents.place(Draft.objects.get().sha256)
    connection.close()
    before = answers()
    assert before[0]["targets"]
    assert before[2]
    with served(own):
        backed_up = said("backup", "-o", saved, *office, *lake, *table)
    assert backed_up["anchor"] == before[3]
    shutil.rmtree(own.lake)
    own.emptied()
    said("restore", saved, *office, *lake, *table)
    assert answers() == before
    assert brought.read_text(encoding="utf-8") == TEXT
    with served(own) as (address, _):
        browser = Browser(address)
        with browser.opener.open(f"{address}/targets/") as page:
            assert HEAD.name in page.read().decode()
