"""Dated decisions on a duty, each by a person in a role, most with a document; one that may not be is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qingshan.evaluation.duties import problems
from qingshan.evaluation.duties.duty import Duty, Milestone
from qingshan.kernel.text import Text

Kind = Literal["start", "report", "done", "accept_proof", "return_proof", "suspend", "resume", "extend"]
Stage = Literal["new", "running", "claimed", "closed", "suspended"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one milestone. ``until`` is the new day of an extension, ``period`` what a report speaks of."""

    duty: str
    milestone: str
    kind: Kind
    on: date
    by: str
    role: str
    document: str = ""
    until: date | None = None
    period: str = ""
    reason: str = ""


Taken = dict[tuple[str, str], tuple[Decision, ...]]
"""Decisions by duty and milestone."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a kind of decision asks for: the stages it is taken from, where it leads (None: stays), who may."""

    label: Text
    at: tuple[Stage, ...]
    to: Stage | None
    roles: tuple[str, ...]
    document: bool = True


UNIT, OFFICE = ("liaison", "coordinator"), ("coordinator", "leader")
MOVES: dict[Kind, Move] = {
    "start": Move(Text("启动", "start"), ("new",), "running", UNIT, document=False),
    "report": Move(Text("报送", "report"), ("new", "running"), "running", UNIT),
    "done": Move(Text("申报完成", "claim done"), ("new", "running"), "claimed", UNIT),
    "accept_proof": Move(Text("验收通过", "accept the proof"), ("claimed",), "closed", OFFICE),
    "return_proof": Move(Text("退回", "return the proof"), ("claimed",), "running", OFFICE),
    "suspend": Move(Text("暂缓", "suspend"), ("new", "running"), "suspended", OFFICE),
    "resume": Move(Text("恢复", "resume"), ("suspended",), "running", OFFICE),
    "extend": Move(Text("延期", "extend"), ("new", "running", "suspended"), None, OFFICE),
}


def decide(duty: Duty, earlier: Sequence[Decision], decision: Decision) -> tuple[Decision, ...]:
    """The decisions with one more; EVA040 to EVA046 when it may not be taken."""
    where, move = f"{duty.key} {decision.milestone}", MOVES[decision.kind]
    milestone = _milestone(duty, decision)
    own = of_milestone(earlier, duty.key, decision.milestone)
    if decision.role not in move.roles:
        raise problems.WRONG_ROLE.at(where, decision.role, roles="、".join(move.roles))
    if move.document and not decision.document.strip():
        raise problems.NO_DOCUMENT.at(where, decision.kind)
    if own and decision.on < own[-1].on:
        raise problems.BACKDATED.at(where, decision.on, before=own[-1].on)
    if stage(own) not in move.at:
        raise problems.NOT_NOW.at(where, stage(own), kind=move.label, expected="、".join(move.at))
    if decision.kind == "accept_proof" and decision.by == next(one.by for one in reversed(own) if one.kind == "done"):
        raise problems.SAME_PERSON.at(where, decision.by)
    due = due_on(milestone, own)
    if decision.kind == "extend" and (due is None or decision.until is None or decision.until <= due):
        raise problems.NO_NEW_DAY.at(where, decision.until, due=due)
    return (*earlier, decision)


def _milestone(duty: Duty, decision: Decision) -> Milestone:
    found = {one.key: one for one in duty.milestones} if decision.duty == duty.key else {}
    if decision.milestone not in found:
        known = "、".join(f"{duty.key} {one.key}" for one in duty.milestones)
        raise problems.NOT_OF_THE_DUTY.at(duty.key, f"{decision.duty} {decision.milestone}", known=known)
    return found[decision.milestone]


def of_milestone(
    decisions: Sequence[Decision], duty: str, milestone: str, day: date | None = None
) -> tuple[Decision, ...]:
    """The decisions on one milestone taken by the end of a day, in their order."""
    own = [one for one in decisions if (one.duty, one.milestone) == (duty, milestone)]
    return tuple(one for one in own if day is None or one.on <= day)


def by_milestone(decisions: Iterable[Decision]) -> Taken:
    """The decisions by duty and milestone, in their order."""
    found: dict[tuple[str, str], list[Decision]] = {}
    for one in decisions:
        found.setdefault((one.duty, one.milestone), []).append(one)
    return {key: tuple(own) for key, own in found.items()}


def stage(own: Sequence[Decision]) -> Stage:
    """Where the decisions on one milestone have led."""
    found: Stage = "new"
    for one in own:
        found = MOVES[one.kind].to or found
    return found


def due_on(milestone: Milestone, own: Sequence[Decision]) -> date | None:
    """The last day, after extensions; None where there is none."""
    longer = [one.until for one in own if one.kind == "extend" and one.until is not None]
    return longer[-1] if longer else milestone.on
