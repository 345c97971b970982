"""Hand in a sheet: by a liaison officer of its unit, every line answered; again after it was returned."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from qingshan.evaluation.dispatch.filling import LEDGER, HandedIn
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.demands import here
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.dispatch.answers import FigureAnswer, TaskAnswer, filled, rows
from qingshan.operations.dispatch.problems import OTHER_UNIT
from qingshan.operations.dispatch.sheets import LIAISON, Sheet, acted, sheet
from qingshan.operations.unit.names import units

FIRST, AGAIN = "submit", "resubmit"


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``evidence`` are the keys of what proves the claims; ``version`` that of the sheet the actor saw."""

    period: str
    unit: str
    tasks: tuple[TaskAnswer, ...] = ()
    figures: tuple[FigureAnswer, ...] = ()
    evidence: tuple[str, ...] = ()
    version: int | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    found = sheet(given.period, given.unit, call.day, given.version)
    own_unit(found, call)
    action = AGAIN if AGAIN in ledger(LEDGER).possible(found.entry.state) else FIRST
    here(ledger(LEDGER), found.entry, action)
    handed = HandedIn(found.unit, call.day, given.evidence)
    tables = filled(found, rows(given.tasks), rows(given.figures), handed)
    return [acted(found, action, tables, call, given.evidence)]


def own_unit(found: Sheet, call: Call) -> None:
    known = units()
    if known.name_now(call.actor.unit, call.day) != known.name_now(found.unit, call.day):
        raise OTHER_UNIT.at(found.entry.key, call.actor.name, unit=found.unit, own=call.actor.unit)


ACTION = Action("dispatch.submit", Text("报送填报单", "hand in a sheet"), Given, LIAISON, decide)
