"""Real processes on one office: two at once, and one killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import sleep

import pytest
from django.db import connection

from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import history
from qingshan.operations.log.models import Record
from qingshan.operations.log.verify import verify
from tests.operations.conftest import DEFINITIONS, opened

ROOT = Path(__file__).resolve().parents[2]
ENOUGH = 100_000


def start(place, key, count):
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    setting = {**os.environ, "QINGSHAN_DEFINITIONS": str(DEFINITIONS), "PYTHONPATH": paths}
    call = [sys.executable, "-m", "tests.operations.doing", place, key, str(count)]
    pipe = subprocess.PIPE
    return subprocess.Popen(call, cwd=ROOT, env=setting, stdin=pipe, stdout=pipe, text=True)


def let_go(*processes):
    """All at once, when each has opened the office."""
    assert [one.stdout.readline() for one in processes] == ["ready\n"] * len(processes)
    for one in processes:
        one.stdin.write("go\n")
        one.stdin.flush()


def gone():
    """Nothing of a killed process is on its way any more: on PostgreSQL its last statement may outlive it."""
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if not cursor.fetchone()[0]:
                return
        sleep(0.01)


def test_of_two_processes_on_one_entry_one_wins_each_version_and_the_other_is_refused(office):
    opened()
    connection.close()
    rounds = 200
    both = [start(office, "p1", rounds) for _ in range(2)]
    let_go(*both)
    said = [line.split() for one in both for line in one.communicate(timeout=60)[0].splitlines()]
    assert [one.returncode for one in both] == [0, 0]
    assert len(said) == 2 * rounds
    won = Counter(number for what, number in said if what == "won")
    assert won
    assert set(won.values()) == {1}, "no version was won twice"
    assert {what for what, _ in said} == {"won", "OPS011"}, "the loser is told that somebody was quicker"
    assert [line.version for line in history("ponds", "p1")] == list(range(1, len(won) + 2))
    assert not any(one.faults for one in verify())


@pytest.mark.parametrize("steps", [3, 40, 90])
def test_a_process_killed_in_the_middle_leaves_no_half_action(office, steps):
    opened()
    connection.close()
    victim = start(office, "p1", ENOUGH)
    let_go(victim)
    told = [victim.stdout.readline() for _ in range(steps)][-1]
    os.kill(victim.pid, signal.SIGKILL)
    with victim:
        rest = victim.stdout.read().splitlines()  # communicate() would drop what readline() has buffered
    acknowledged = int((rest[-1] if rest and rest[-1].startswith("won ") else told).split()[1])
    gone()
    version = EntryNow.objects.get(key="ponds/p1").version
    assert version - 1 in {acknowledged, acknowledged + 1}, (
        "what was answered is there; at most one more was on its way"
    )
    assert Record.objects.filter(key="ponds/p1").count() == version
    assert not any(one.faults for one in verify())
