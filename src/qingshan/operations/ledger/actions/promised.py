"""Open the entries that the sentences of the plan in force promise to rectify; those already there are left alone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.evaluation.duties.rectification import problem_entries
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.machine import open_entry
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.ledger.change import change, with_words
from qingshan.operations.ledger.models import EntryNow
from qingshan.operations.plan.in_force import period_of, plan_in_force

LEDGER = "inspection_problems"


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``year`` is that of the plan; without it, the latest."""

    year: str | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    plan, declared, changes = plan_in_force(given.year), ledger(LEDGER), []
    period = period_of(plan)
    for promised in problem_entries(plan):
        key = f"{period} {promised.key}"
        if not EntryNow.stands(EntryNow.key_of(LEDGER, key)):
            fields = with_words(promised.fields(), call)
            changes.append(change("ledger.open", *open_entry(declared, key, fields, call.actor, call.day)))
    if not changes:
        raise problems.TAKEN.at(f"{LEDGER} {period}", period)
    return changes


ACTION = Action("ledger.promised", Text("登记要点承诺的整改", "open what the plan promises"), Given, None, decide)
