"""How a duty stands on a day: derived from its milestones and the decisions taken by then, never typed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qingshan.evaluation.duties.decisions import Decision, due_on, of_milestone, stage
from qingshan.evaluation.duties.duty import Duty, Milestone, Rhythm
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text

DutyState = Literal[
    "overdue", "past_hoped_for", "due_soon", "extended", "on_time", "not_started", "suspended", "done_awaiting_proof",
    "done",
]  # fmt: skip
STATES: dict[DutyState, Text] = {
    "overdue": Text("逾期", "overdue"),
    "past_hoped_for": Text("已过力争时限", "past the hoped-for date"),
    "due_soon": Text("临近到期", "due soon"),
    "extended": Text("延期中", "extended"),
    "on_time": Text("正常推进", "on time"),
    "not_started": Text("未启动", "not started"),
    "suspended": Text("暂缓", "suspended"),
    "done_awaiting_proof": Text("完成待验", "done, awaiting proof"),
    "done": Text("已完成", "done"),
}
"""From the most to the least pressing: the state of a duty is that of its most pressing milestone."""
LEAD_DAYS = 30
"""From how many days before its day on a milestone is due soon, unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One milestone on a day. ``days_left`` is negative past the day; ``late_by`` counts how late it was done or is.

    A soft date has no penalty: its ``late_by`` stays None.
    """

    duty: str
    milestone: str
    state: DutyState
    due: date | None
    days_left: int | None
    late_by: int | None


def standing(
    duty: str, milestone: Milestone, decisions: Sequence[Decision], day: date, lead: int = LEAD_DAYS
) -> Standing:
    """How one milestone stands at the end of a day."""
    own = of_milestone(decisions, duty, milestone.key, day)
    due = due_on(milestone, own)
    left = None if due is None else (due - day).days
    return Standing(duty, milestone.key, _state(milestone, own, left, lead), due, left, _late(milestone, own, due, day))


def standings(
    duties: Iterable[Duty], decisions: Sequence[Decision], day: date, lead: int = LEAD_DAYS
) -> Iterator[tuple[Duty, tuple[Standing, ...]]]:
    """Every duty with all its milestones on a day."""
    own: dict[str, list[Decision]] = {}
    for made in decisions:
        own.setdefault(made.duty, []).append(made)
    for duty in duties:
        taken = own.get(duty.key, ())
        yield duty, tuple(standing(duty.key, one, taken, day, lead) for one in duty.milestones)


def most_pressing(found: Sequence[Standing]) -> Standing:
    """The standing that speaks for the duty: the first in the order of ``STATES``, then the earliest day."""
    order = list(STATES)
    return min(found, key=lambda one: (order.index(one.state), one.due or date.max))


def _state(milestone: Milestone, own: Sequence[Decision], left: int | None, lead: int) -> DutyState:
    at = stage(own)
    if at == "suspended":
        return "suspended"
    if at in ("claimed", "closed"):
        return "done" if at == "closed" else "done_awaiting_proof"
    if left is not None and left < 0:
        return "past_hoped_for" if milestone.kind == "soft" else "overdue"
    if left is not None and left <= lead:
        return "due_soon"
    if any(one.kind == "extend" for one in own):
        return "extended"
    return "on_time" if at == "running" else "not_started"


def _late(milestone: Milestone, own: Sequence[Decision], due: date | None, day: date) -> int | None:
    """Days past a binding day, up to the claim that stands or, while there is none, up to the day asked."""
    if milestone.kind != "hard" or due is None:
        return None
    claims = [one.on for one in own if one.kind == "done"] if stage(own) in ("claimed", "closed") else []
    late = ((claims[-1] if claims else day) - due).days
    return late if late > 0 else None


def unreported(
    duty: str, milestone: Milestone, decisions: Sequence[Decision], since: date, day: date
) -> tuple[str, ...]:
    """The periods of a recurring milestone that began on or after ``since``, ended before a day and have no report.

    Empty where its words do not say how often, and for weeks, whose dates no plan fixes.
    """
    if milestone.rhythm in (None, "week"):
        return ()
    reported = {one.period for one in of_milestone(decisions, duty, milestone.key, day) if one.kind == "report"}
    passed = (str(period) for period in _periods(milestone.rhythm, since, day))
    return tuple(name for name in passed if name not in reported)


def _periods(rhythm: Rhythm | None, since: date, day: date) -> Iterator[Period]:
    first = since
    while (period := Period.of(_written(rhythm, first))).end < day:
        if period.start >= since:
            yield period
        first = period.end + timedelta(days=1)


def _written(rhythm: Rhythm | None, day: date) -> str:
    match rhythm:
        case "month":
            return f"{day.year}-{day.month:02d}"
        case "quarter":
            return f"{day.year}Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year}H{(day.month + 5) // 6}"
    return str(day.year)
