"""The office: its state as of a day, the verification of its log, and how many durable actions it keeps a second.

The large office is made once and used again: the machine of a shipped ledger makes every event, the log chains them,
only the transactions are shared by many. The actions are measured on a new office, through ``perform``, one at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from django.db import connection

from bench.budget import Figure
from qingshan.kernel.problems import Problem
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.entry import Actor, Entry, Event
from qingshan.ledgers.machine import act, open_entry
from qingshan.operations.action import Call, line, perform
from qingshan.operations.ledger.change import change
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.queries import states
from qingshan.operations.log.chain import anchor, append, writing
from qingshan.operations.log.verify import verify
from qingshan.operations.office import make_office, open_office
from qingshan.operations.statements import insert

LEDGER, ENTRIES, EVENTS, BATCH = "inspection_problems", 100_000, 10, 5_000
ACTIONS, ROUNDS = 2_000, 5
FIRST, MONTH, AT = date(2021, 1, 1), timedelta(days=30), datetime(2021, 1, 1, tzinfo=UTC)
ACTOR = Actor("王主任", "市生态环境局", frozenset({"coordinator", "responsible_unit"}))
OPENED = {
    "source": "central",
    "problem": "某县生活污水直排入河",
    "units": ["市生态环境局", "市住建局"],
    "due_on": "2021-12-31",
    "goal": "消除直排",
}


def measure(folder: Path) -> Iterator[Figure]:
    _large(folder / "office.sqlite3")
    yield Figure("office_as_of", median(_timed(_as_of) for _ in range(ROUNDS)), f"median of {ROUNDS}")
    chain, rows, _ = verify()
    note = f"{chain.rows:,} records, {len(chain.faults) + len(rows.faults)} faults"
    yield Figure("office_chain", chain.speed, note)
    yield Figure("office_rows", rows.speed, note)
    rates = [_actions(folder / "actions.sqlite3") for _ in range(ROUNDS)]
    bare = median(_bare(folder / "bare.sqlite3") for _ in range(ROUNDS))
    note = f"median of {ROUNDS}; WAL, synchronous=FULL; the disk commits {bare:,.0f} bare rows a second"
    yield Figure("office_actions", median(rates), note)
    connection.close()


def _timed(run: Callable[[], None]) -> float:
    started = perf_counter()
    run()
    return perf_counter() - started


def _as_of() -> None:
    found = sum(1 for _ in states(FIRST + EVENTS // 2 * MONTH))
    assert found == ENTRIES, found


def _large(path: Path) -> None:
    try:
        open_office(str(path))
        head = anchor()
        if head and head.count == ENTRIES * EVENTS:
            return
    except Problem:
        pass
    _new(path)
    entries: list[Entry | None] = [None] * ENTRIES
    for step in range(EVENTS):
        for first in range(0, ENTRIES, BATCH):
            _write([_step(entries, number, step) for number in range(first, first + BATCH)], last=step == EVENTS - 1)


def _step(entries: list[Entry | None], number: int, step: int) -> tuple[Entry, Event]:
    declared, entry, day = ledger(LEDGER), entries[number], FIRST + step * MONTH
    if entry is None:
        entry, event = open_entry(declared, f"P{number:06d}", OPENED, ACTOR, day)
    else:
        action, given = _done(step)
        entry, (event,) = act(declared, entry, action, given, ACTOR, day)
    entries[number] = entry
    return entry, event


def _done(step: int) -> tuple[str, dict[str, str]]:
    return ("start", {"measures": "敷设管网"}) if step == 1 else ("report", {"progress": f"完成第 {step} 段"})


def _write(done: list[tuple[Entry, Event]], *, last: bool) -> None:
    changes = [(change("ledger.act", entry, event), event.on) for entry, event in done]
    with writing() as held:
        if last:
            rows = [{"key": one.key, "version": one.version, "document": one.after} for one, _ in changes]
            insert(
                EntryNow, [row | EntryNow.columns_of(one.after) for row, (one, _) in zip(rows, changes, strict=True)]
            )
        append(held, [line("ledger.act", one, Call(ACTOR, AT, day)) for one, day in changes])


def _actions(path: Path) -> float:
    """Half of them open an entry, half act on one."""
    _new(path)

    def run() -> None:
        for number in range(ACTIONS // 2):
            named = {"ledger": LEDGER, "key": f"P{number}"}
            perform("ledger.open", {**named, "fields": OPENED}, Call(ACTOR, AT, FIRST))
            action, given = _done(1)
            perform("ledger.act", {**named, "action": action, "given": given}, Call(ACTOR, AT, FIRST))

    return ACTIONS / _timed(run)


def _bare(path: Path) -> float:
    """What the disk allows: single rows, each committed."""
    _remove(path)
    bare = sqlite3.connect(path, isolation_level=None)
    bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows(text)")

    def run() -> None:
        for _ in range(ACTIONS):
            bare.execute("INSERT INTO rows VALUES (?)", ("x" * 1000,))

    seconds = _timed(run)
    bare.close()
    return ACTIONS / seconds


def _new(path: Path) -> None:
    connection.close()
    _remove(path)
    make_office(str(path))


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
