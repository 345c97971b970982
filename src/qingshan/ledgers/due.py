"""What is due when: derived from an entry, never typed. A hope that has passed is no duty that is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text
from qingshan.ledgers.entry import Entry
from qingshan.ledgers.ledger import Condition, Deadline, Ledger
from qingshan.ledgers.workdays import Calendar, add_working_days

DueState = Literal[
    "on_time", "due_soon", "overdue", "past_hoped_for", "extended", "suspended", "accepted",
    "met", "met_late", "met_after_hoped_for", "undated", "unknown", "running", "over",
]  # fmt: skip
LABELS: dict[DueState, Text] = {
    "on_time": Text("正常", "on time"),
    "due_soon": Text("临近期限", "due soon"),
    "overdue": Text("逾期", "overdue"),
    "past_hoped_for": Text("已过力争时间", "past the hoped-for date"),
    "extended": Text("已延期", "extended"),
    "suspended": Text("中止", "suspended"),
    "accepted": Text("限期接受", "accepted for a time"),
    "met": Text("按期完成", "met"),
    "met_late": Text("逾期完成", "met late"),
    "met_after_hoped_for": Text("在力争时间之后完成", "met after the hoped-for date"),
    "undated": Text("未定期限", "no date set"),
    "unknown": Text("暂不能计算", "cannot be computed yet"),
    "running": Text("进行中", "running"),
    "over": Text("已届满", "over"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of an entry on a day. ``days_left`` are calendar days to the last day, negative when it has passed.

    ``original`` is the last day before an extension, ``done_on`` the day it was met, ``why`` what keeps it from being
    computed.
    """

    deadline: str
    label: Text
    state: DueState
    last_day: date | None
    days_left: int | None
    soft: bool
    source: str
    original: date | None = None
    done_on: date | None = None
    why: Problem | None = None


def holds(condition: Condition | None, entry: Entry) -> bool:
    return condition is None or entry.fields.get(condition.field) in condition.among


def due(ledger: Ledger, entry: Entry, day: date, calendar: Calendar) -> list[Due]:
    """Every deadline that concerns the entry on a day, in the order declared; those met stay, and say how."""
    found = (_one(ledger, entry, key, day, calendar) for key, one in ledger.deadlines.items() if holds(one.when, entry))
    return [one for one in found if one is not None]


def last_day(one: Deadline, entry: Entry, calendar: Calendar) -> date | None:
    """The last day without any extension; None when it has not begun or no date is set. LED023 when unknown."""
    if one.on:
        return _dated(entry, one.on)
    start = _start(one.since, entry)
    if start is None:
        return None
    if one.count == "working":
        return add_working_days(start, one.days, calendar, one.first_counts)
    return start + timedelta(days=one.days - one.first_counts)


def _start(since: str, entry: Entry) -> date | None:
    if since == "opened":
        return entry.round_on
    return _dated(entry, since) or entry.entered(since)


def _dated(entry: Entry, field: str) -> date | None:
    value = entry.fields.get(field)
    return None if value is None else date.fromisoformat(str(value))


def _one(ledger: Ledger, entry: Entry, key: str, day: date, calendar: Calendar) -> Due | None:
    one = ledger.deadlines[key]
    done = _done(one, entry)
    if done is None and not ledger.is_open(entry.state) and not one.term:
        return None
    soft = one.soft or (one.soft_when is not None and holds(one.soft_when, entry))
    made = partial(Due, key, one.label, soft=soft, source=one.source, done_on=done)
    try:
        original = last_day(one, entry, calendar)
    except Problem as problem:
        return made(state="unknown", last_day=None, days_left=None, why=problem)
    last = entry.extended.get(key, original)
    if last is None:
        return made(state="undated", last_day=None, days_left=None) if one.on and done is None else None
    return made(
        state=_met(done, last, soft) if done else _running(entry, one, last, day, soft, key in entry.extended),
        last_day=last,
        days_left=None if done else (last - day).days,
        original=original if last != original else None,
    )


def _met(done: date, last: date, soft: bool) -> DueState:
    if done <= last:
        return "met"
    return "met_after_hoped_for" if soft else "met_late"


def _running(  # noqa: PLR0913, PLR0917 (what a state hangs on)
    entry: Entry, one: Deadline, last: date, day: date, soft: bool, extended: bool
) -> DueState:
    passed = day > last
    late: DueState = "past_hoped_for" if soft else "overdue"
    states: tuple[tuple[bool, DueState], ...] = (
        (one.term, "over" if passed else "running"),
        (entry.suspended_on is not None, "suspended"),
        (entry.accepted_until is not None and day <= entry.accepted_until, "accepted"),
        (passed, late),
        ((last - day).days <= one.soon_days, "due_soon"),
    )
    return next((state for holds_now, state in states if holds_now), "extended" if extended else "on_time")


def _done(one: Deadline, entry: Entry) -> date | None:
    """The day from which on the entry has been in states that end the deadline."""
    done = None
    for state, day in reversed(entry.path):
        if state not in one.ends:
            break
        done = day
    return done
