"""Take a step of the ladder on a matter: remind, write, name in a circular, summon, list, or order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import msgspec

from qingshan.evaluation.warnings.ladder import Ladder, Taken, ladder, take
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.people.acting import acting_role
from qingshan.operations.supervision.matter import named
from qingshan.operations.supervision.models import Supervision
from qingshan.operations.supervision.stored import change, standing

LABEL = Text("督办", "supervise")


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``fields`` are those of the step's document; ``unit`` fills the one of that name. A skip's reason: the call's."""

    matter: str
    step: str
    fields: Mapping[str, str]
    unit: str = ""
    version: int | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    which = ladder()
    role = acting_role(which.step(given.step).roles, (), call, which.step(given.step).label)
    matter = named(given.matter, call.day)
    version, before = standing(matter, given.version)
    fields = {**({"unit": given.unit} if given.unit else {}), **given.fields}
    if strange := sorted(set(fields) - set(which.step(given.step).fields)):
        expected = " ".join(which.step(given.step).fields)
        raise problems.NOT_AS_ASKED.at(matter, " ".join(strange), action=LABEL, expected=expected)
    made = Taken(given.step, call.day, call.actor.name, role, fields, call.reason)
    if before.taken[-1:] == (made,):
        raise problems.AS_IT_STANDS.at(f"{Supervision.KIND} {matter}", version)
    after = replace(before, taken=take(which, before.taken, made))
    _dated(which, made)
    return [change(version, before, after, role)]


def _dated(which: Ladder, made: Taken) -> None:
    """OPS042 when the day by which the step must be answered is none, or lies before the step."""
    field = which.step(made.step).answer_by
    if not field:
        return
    try:
        by = date.fromisoformat(made.fields[field])
    except ValueError:
        by = date.min
    if by < made.on:
        raise problems.NO_ANSWER_DAY.at(made.step, made.fields[field], field=which.fields[field], day=made.on)


ACTION = Action("supervision.take", LABEL, Given, None, decide)
