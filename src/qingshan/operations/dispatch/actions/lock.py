"""Lock a month with its bulletin: what was accepted is locked, what was not is recorded as missed; all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from qingshan.evaluation.dispatch.asking import month_of
from qingshan.evaluation.dispatch.filling import LEDGER
from qingshan.kernel.text import Text
from qingshan.ledgers.definitions import ledger
from qingshan.ledgers.due import due
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.calendar.working_days import OfficeCalendar
from qingshan.operations.dispatch.problems import ALL_LOCKED, EARLY_WITHOUT_REASON, STILL_RUNNING
from qingshan.operations.dispatch.sheets import ACCEPTED, COORDINATOR, SHEET, Sheet, acted, sheets

AWAITING_REVIEW = ("submitted", "resubmitted")
RUNNING = ("on_time", "due_soon", "extended", "unknown")


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``evidence`` holds the bulletin. ``early`` locks over sheets that still have time, or that nobody reviewed."""

    period: str
    evidence: tuple[str, ...]
    early: bool = False


def decide(given: Given, call: Call) -> Sequence[Change]:
    period = str(month_of(given.period))
    own = list(sheets(f"{period} "))
    if not own:
        raise problems.NOT_THERE.at(period, period, what=SHEET)
    standing = [one for one in own if ledger(LEDGER).is_open(one.entry.state)]
    if not standing:
        raise ALL_LOCKED.at(period, len(own))
    running = [one.unit for one in _running(standing, call)]
    if running and not given.early:
        raise STILL_RUNNING.at(period, "、".join(running), count=len(running))
    if running and not call.reason:
        raise EARLY_WITHOUT_REASON.at(period)
    return [acted(one, "lock" if one.entry.state == ACCEPTED else "miss", {}, call, given.evidence) for one in standing]


def _running(standing: Iterable[Sheet], call: Call) -> list[Sheet]:
    """The sheets whose unit still has time, or that wait for the office itself."""
    calendar = OfficeCalendar()
    return [
        one
        for one in standing
        if one.entry.state in AWAITING_REVIEW
        or any(late.state in RUNNING for late in due(ledger(LEDGER), one.entry, call.day, calendar))
    ]


ACTION = Action("dispatch.lock", Text("锁定月调度", "lock the dispatch of a month"), Given, COORDINATOR, decide)
