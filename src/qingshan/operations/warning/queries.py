"""The warnings as they stood at the end of a day, what was due on them then, and how right each rule has been."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec

from qingshan.evaluation.warnings import calling
from qingshan.evaluation.warnings.calling import Precision
from qingshan.evaluation.warnings.facts import Reading
from qingshan.evaluation.warnings.ladder import LadderStep, ladder
from qingshan.evaluation.warnings.life import Action, State, moves
from qingshan.evaluation.warnings.rule import rules
from qingshan.ledgers.entry import Actor
from qingshan.operations import problems
from qingshan.operations.log.canonical import Line, line_of
from qingshan.operations.log.models import Record
from qingshan.operations.log.past import last, last_lines, lines
from qingshan.operations.people.acting import may_act
from qingshan.operations.supervision.queries import supervised
from qingshan.operations.supervision.stored import Supervised
from qingshan.operations.warning.models import Detection, WarningNow
from qingshan.operations.warning.stepping import roles_for
from qingshan.operations.warning.stored import WARNING, Stored

CLOSED: State = "closed"


def warnings(day: date) -> Iterator[Stored]:
    """Every warning raised by the end of a day, with the steps taken by then, in the order of keys."""
    stored = (Stored.of(line.version, line.after) for line in last_lines(WarningNow.KIND, day))
    return (replace(one, life=one.life.by(day)) for one in stored)


def open_warnings(day: date) -> Iterator[Stored]:
    """Those that were not closed.

    The state that a record names lets most of the closed ones lie unread; it may be of a later day than the record
    where steps were taken after it, so those are read.
    """
    later = set(Record.objects.filter(kind=WarningNow.KIND, day__gt=day).values_list("key", flat=True))
    rows = last(WarningNow.KIND, day).values_list("number", "key", "state")
    wanted = [number for number, key, state in rows if state != CLOSED or key in later]
    stored = Record.objects.filter(number__in=wanted).order_by("key").values_list("stored", flat=True)
    lines = (line_of(bytes(one)) for one in stored)
    found = (Stored.of(line.version, line.after) for line in lines)
    lives = (replace(one, life=one.life.by(day)) for one in found)
    return (one for one in lives if one.life.state != CLOSED)


def moves_of(stored: Stored, who: Actor, day: date) -> tuple[Action, ...]:
    """The actions that somebody may take on a warning as it stands."""
    allowed = moves(stored.life)
    return tuple(one for one in allowed if may_act(roles_for(stored.alert, one), stored.alert.units, who, day))


def history(key: str) -> list[Line]:
    """Everything that happened to a warning, in order. OPS013 when there is none."""
    found = lines(WarningNow.KIND, key)
    if not found:
        raise problems.NOT_THERE.at(f"{WarningNow.KIND} {key}", key, what=WARNING)
    return found


def readings_on(day: date) -> tuple[Reading, ...]:
    """How targets stood at the last detection up to a day; empty before the first."""
    found = last(Detection.KIND, day).values_list("stored", flat=True).first()
    return () if found is None else msgspec.convert(line_of(bytes(found)).after["readings"], tuple[Reading, ...])


@dataclass(frozen=True, slots=True)
class Escalated:
    """A warning nobody has acknowledged, the step that is due for it, from when on somebody may be called."""

    warning: Stored
    step: LadderStep
    call_at: datetime


def escalations(day: date, moment: datetime) -> Iterator[Escalated]:
    """The steps due on a day and not yet taken on the warning; none for a cause that is gone, or a rule that is.

    ``moment`` is the one asked about (Beijing time, naive), moved out of the rule's quiet hours.
    """
    which, taken, known = ladder(), supervised(day), rules()
    for one in open_warnings(day):
        rule = known.get(one.life.rule)
        if rule is None or one.life.cleared_on is not None:
            continue
        due = calling.escalation(rule, one.life, day)
        if due is not None and not _has_reached(taken.get(f"{WarningNow.KIND} {one.life.key}"), due):
            yield Escalated(one, which.step(due), calling.call_at(rule, moment))


def _has_reached(matter: Supervised | None, step: str) -> bool:
    """Whether a step was taken, or one above it."""
    if matter is None:
        return False
    which, taken = ladder(), [one.step for one in matter.taken]
    rung = which.rung(step)
    return step in taken or (rung is not None and any((which.rung(one) or 0) > rung for one in taken))


def precision(day: date) -> tuple[Precision, ...]:
    """Each rule by the verdicts on the warnings in which it spoke, up to the end of a day."""
    return calling.precision(rules().values(), [one.life for one in warnings(day)])
