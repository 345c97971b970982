"""A matter under supervision as the office keeps it, and as its document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec

from qingshan.evaluation.warnings.ladder import Taken, ladder
from qingshan.operations import problems
from qingshan.operations.action import Change
from qingshan.operations.supervision.models import Supervision


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the step of that place (from 1): on which day, by whom in which role, what it says."""

    place: int
    on: date
    by: str
    role: str
    said: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Supervised:
    """A matter with the steps taken and their answers, both in the order of days."""

    matter: str
    taken: tuple[Taken, ...] = ()
    answers: tuple[Answer, ...] = ()

    @classmethod
    def from_json(cls, document: object) -> Supervised:
        return msgspec.convert(document, cls)

    def by(self, day: date) -> Supervised:
        """The matter with what was taken and answered by the end of a day alone."""
        answers = tuple(one for one in self.answers if one.on <= day)
        return replace(self, taken=tuple(one for one in self.taken if one.on <= day), answers=answers)

    def unanswered(self) -> Iterator[tuple[int, Taken]]:
        """The steps that ask for an answer and have none, by place.

        A rung of the ladder asks no more once another was taken towards the same units; an order asks until answered.
        A step that the ladder no longer has asks nothing.
        """
        which, answered = ladder(), {one.place for one in self.answers}
        for place, one in enumerate(self.taken, 1):
            declared, is_rung = which.known.get(one.step), which.rung(one.step) is not None
            later = (two.units for two in self.taken[place:] if which.rung(two.step) is not None)
            is_followed = is_rung and one.units in later
            if declared and declared.answer_by and place not in answered and not is_followed:
                yield place, one


def standing(matter: str, seen: int | None) -> tuple[int, Supervised]:
    """The version at which a matter stands, 0 before the first step. OPS011 when it is not the one seen."""
    version, document = Supervision.stands(matter) or (0, {"matter": matter})
    if seen not in {None, version}:
        raise problems.MOVED_ON.at(f"{Supervision.KIND} {matter}", version, version=seen)
    return version, Supervised.from_json(document)


def change(version: int, before: Supervised, after: Supervised, role: str, evidence: Sequence[str] = ()) -> Change:
    """The matter after a further step or answer."""
    new: Mapping[str, Any] = msgspec.to_builtins(after)
    old = {name: was for name, was in msgspec.to_builtins(before).items() if was != new[name]} if version else None
    return Change(Supervision, after.matter, version + 1, old, new, role=role, evidence=tuple(evidence))
