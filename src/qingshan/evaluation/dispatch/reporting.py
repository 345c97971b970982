"""What an accepted sheet decides on the tasks: a report each, and their completion where all who answer claim it.

Only the word of the units that answer for a task (:func:`asking.answering`) is put down; what supporting units write
stays on their sheets. A task of several such units is done when the last accepted sheet of each of them says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qingshan.evaluation.dispatch.asking import Line, answering, takes_reports
from qingshan.evaluation.duties.decisions import Decision, Kind, Taken, by_milestone
from qingshan.evaluation.duties.duty import Duty, Milestone
from qingshan.kernel.periods import Period
from qingshan.ledgers.entry import JSON

ROLE = "liaison"
DONE = "done"


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted sheet: of which unit and month, who handed it in, the day of acceptance, the name it is cited by."""

    unit: str
    month: Period
    by: str
    on: date
    document: str
    rows: Sequence[Mapping[str, JSON]]


def decisions_of(
    sheet: Accepted, duties: Mapping[str, Duty], made: Sequence[Decision], earlier: Collection[Line]
) -> Iterator[tuple[Duty, list[Decision]]]:
    """Each task the sheet speaks of with the decisions to put down.

    ``earlier`` are the claims of the units' last accepted sheets; those of this one are added. A milestone that takes
    no report any more (suspended or claimed since it was asked for) is left as it is.
    """
    claimed, taken = {*earlier, *_claims(sheet)}, by_milestone(made)
    for key in dict.fromkeys(str(row["task"]) for row in sheet.rows):
        duty = duties.get(key)
        if duty is not None and sheet.unit in answering(duty):
            own = [row for row in sheet.rows if row["task"] == key]
            if found := [one for row in own for one in _of_row(sheet, duty, row, taken, claimed)]:
                yield duty, found


def claims(row: Mapping[str, JSON]) -> bool:
    """Whether a line says that its task is done."""
    return row.get("claim") == DONE


def _claims(sheet: Accepted) -> Iterator[Line]:
    return ((sheet.unit, str(row["task"]), str(row["milestone"])) for row in sheet.rows if claims(row))


def _of_row(
    sheet: Accepted, duty: Duty, row: Mapping[str, JSON], taken: Taken, claimed: Collection[Line]
) -> Iterator[Decision]:
    key = str(row["milestone"])
    milestone = next((one for one in duty.milestones if one.key == key), None)
    if milestone is None or not takes_reports(taken.get((duty.key, key), ())):
        return
    is_done = claims(row) and all((unit, duty.key, key) in claimed for unit in answering(duty))
    kinds: tuple[Kind, ...] = ("report", "done") if is_done else ("report",)
    for kind in kinds:
        period = period_spoken_of(milestone, sheet.month)
        yield Decision(duty.key, key, kind, sheet.on, sheet.by, ROLE, sheet.document, period=period)


def period_spoken_of(milestone: Milestone, month: Period) -> str:
    """The month; of a milestone that comes by the quarter, half or year, that period when the month ends it."""
    year, number = month.start.year, month.start.month
    ended = {
        "quarter": f"{year}Q{(number + 2) // 3}", "half": f"{year}H{(number + 5) // 6}", "year": f"{year}",
    }.get(milestone.rhythm or "")  # fmt: skip
    return ended if ended and Period.of(ended).end == month.end else str(month)
