"""Answer a step: the unit addressed replies or reports, or the office notes that what was asked is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from qingshan.evaluation.warnings.ladder import ladder
from qingshan.evaluation.warnings.problems import BACKDATED, INCOMPLETE
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.evidence.named import evidence
from qingshan.operations.people.acting import acting_role
from qingshan.operations.supervision.stored import Answer, change, standing

LABEL = Text("答复督办", "answer a step of supervision")
NEEDS = Text("须写明答复内容，或注明答复文件", "what is answered, or by which document")


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``place`` numbers the steps of the matter from 1; what is answered is the reason of the call."""

    matter: str
    place: int
    evidence: tuple[str, ...] = ()
    version: int | None = None


def decide(given: Given, call: Call) -> Sequence[Change]:
    version, before = standing(given.matter, given.version)
    where, awaited = f"{given.matter} {given.place}", dict(before.unanswered())
    if given.place not in awaited:
        raise problems.NOTHING_TO_ANSWER.at(where, given.place, known="、".join(map(str, awaited)) or "—")
    asked = awaited[given.place]
    role = acting_role(ladder().step(asked.step).answered_by, asked.units, call, LABEL)
    if not (call.reason.strip() or call.document.strip()):
        raise INCOMPLETE.at(where, "", needs=NEEDS)
    if call.day < asked.on:
        raise BACKDATED.at(where, call.day, before=asked.on)
    proof = evidence(given.evidence)
    made = Answer(given.place, call.day, call.actor.name, role, call.reason, call.document)
    return [change(version, before, replace(before, answers=(*before.answers, made)), role, tuple(proof))]


ACTION = Action("supervision.answer", LABEL, Given, None, decide)
