"""Take a filled table into the office: every new row opened by the action that opens entries, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from qingshan.kernel.problems import Problem
from qingshan.ledgers.definitions import ledger as declared
from qingshan.operations import problems
from qingshan.operations.action import Call, perform
from qingshan.operations.ledger.change import free
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.ledger.sheet import Row, read
from qingshan.operations.log.chain import writing


@dataclass(frozen=True, slots=True)
class Account:
    """Rows read = opened + unchanged + refused; with any mistake nothing was opened."""

    read: int
    opened: int
    unchanged: int
    mistakes: tuple[Problem, ...]


def import_table(path: Path, ledger: str, call: Call) -> Account:
    """Open an entry for each row whose key is new; a row that says what already stands is left alone.

    A row that says something else of an entry that stands is a mistake: that is changed by an action on the entry.
    OPS030 for a ledger that an area of the office keeps.
    """
    rows, mistakes = read(path, free(declared(ledger)))
    new = [row for row in rows if not EntryNow.stands(EntryNow.key_of(ledger, row.key))]
    mistakes += [mistake for row in rows if row not in new and (mistake := _differing(ledger, row))]
    if not mistakes:
        mistakes = _open(new, ledger, call)
    opened = 0 if mistakes else len(new)
    return Account(len(rows), opened, len(rows) - len(new), tuple(mistakes))


def _open(rows: list[Row], ledger: str, call: Call) -> list[Problem]:
    mistakes = []
    with writing():
        for row in rows:
            try:
                perform("ledger.open", {"ledger": ledger, "key": row.key, "fields": row.fields}, call)
            except Problem as mistake:
                mistakes.append(Problem(mistake.code, f"{row.where} {mistake.where}", mistake.found, mistake.values))
        if mistakes:
            transaction.set_rollback(True)
    return mistakes


def _differing(ledger: str, row: Row) -> Problem | None:
    stands = EntryNow.stands(EntryNow.key_of(ledger, row.key))
    fields = stands[1]["fields"] if stands else {}
    changed = sorted(name for name, value in row.fields.items() if fields.get(name) != value)
    return problems.TAKEN.at(row.where, f"{row.key}: {' '.join(changed)}") if changed else None
