"""The ladder of supervision (督办): its steps and their documents as data, which comes next, what was taken when."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import msgspec
import yaml

from qingshan.evaluation.warnings import problems
from qingshan.kernel import registry
from qingshan.kernel.text import Text

PLACE, FILE = "evaluation/warnings", "ladder.yaml"
UNIT = "unit"
"""The field that names whom a step addresses; several units are joined by 、."""
NEEDED = Text("须填：{fields}", "to be filled in: {fields}")


class LadderStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step: its name, the fields its document must have, the roles that may take it.

    ``answer_by`` is the field with the day by which it must be answered, ``answered_by`` the roles that may answer.
    """

    key: str
    label: Text
    fields: tuple[str, ...]
    roles: tuple[str, ...]
    answer_by: str = ""
    answered_by: tuple[str, ...] = ()


class Ladder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The steps from the lightest to the gravest, those that may be taken at any time, and the names of the fields.

    An answer is due soon from ``soon_days`` before its day on.
    """

    steps: tuple[LadderStep, ...]
    any_time: tuple[LadderStep, ...]
    fields: dict[str, Text]
    soon_days: int

    def __post_init__(self) -> None:
        for one in self.known.values():
            if wrong := set(one.fields) - set(self.fields):
                raise ValueError(f"{one.key}: no field {' '.join(sorted(wrong))}")
            if one.answer_by and not ({one.answer_by, UNIT} <= set(one.fields) and one.answered_by):
                raise ValueError(f"{one.key}: an answer needs its day, the unit addressed, and who may give it")

    @property
    def known(self) -> dict[str, LadderStep]:
        """Every step by its key."""
        return {one.key: one for one in (*self.steps, *self.any_time)}

    def step(self, key: str) -> LadderStep:
        """The step of a key; EVA051 when there is none."""
        if key not in self.known:
            raise problems.STEP_UNKNOWN.at(key, key, known="、".join(self.known))
        return self.known[key]

    def rung(self, key: str) -> int | None:
        """How high a step stands; None for one that may be taken at any time."""
        return next((place for place, one in enumerate(self.steps) if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step taken: on which day, by whom in which role, with what in its document."""

    step: str
    on: date
    by: str
    role: str
    fields: Mapping[str, str]
    reason: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """The units addressed."""
        return tuple(self.fields.get(UNIT, "").split("、"))


def ladder() -> Ladder:
    """The ladder in use: ours, or that of a bureau's definition folder. EVA047 when its file is wrong."""
    return _ladder(os.environ.get(registry.SETTING, ""))


@lru_cache(maxsize=4)
def _ladder(_definition_folders: str) -> Ladder:
    path = [folder / FILE for folder in registry.folders(PLACE) if (folder / FILE).is_file()][-1]
    try:
        return msgspec.convert(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader), Ladder)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise problems.BAD_RULE.at(path.name, error) from error


def height(which: Ladder, taken: Sequence[Taken]) -> int:
    """How many rungs have been reached; steps taken at any time do not count."""
    rungs = [rung for one in taken if (rung := which.rung(one.step)) is not None]
    return max(rungs, default=-1) + 1


def next_step(which: Ladder, taken: Sequence[Taken]) -> LadderStep | None:
    """The step above the highest that was taken; None at the top."""
    reached = height(which, taken)
    return which.steps[reached] if reached < len(which.steps) else None


def take(which: Ladder, taken: Sequence[Taken], step: Taken) -> tuple[Taken, ...]:
    """The steps with one more. The same step may be repeated, a lower one not, a skip needs a reason.

    EVA049 when a field of its document is empty, EVA050 when it is dated before the last, EVA051, EVA052.
    """
    declared, rung, reached = which.step(step.step), which.rung(step.step), height(which, taken)
    if taken and step.on < taken[-1].on:
        raise problems.BACKDATED.at(step.step, step.on, before=taken[-1].on)
    is_skip = rung is not None and rung > reached and not step.reason.strip()
    if rung is not None and (rung < reached - 1 or is_skip):
        following = next_step(which, taken)
        name = following.label if following else declared.label
        raise problems.STEP_BELOW.at(step.step, declared.label.zh, next=name)
    empty = [name for name in declared.fields if not step.fields.get(name, "").strip()]
    if empty:
        names = NEEDED.filled(
            fields=Text("、".join(which.fields[n].zh for n in empty), ", ".join(which.fields[n].en for n in empty))
        )
        raise problems.INCOMPLETE.at(step.step, "", needs=names)
    return (*taken, step)
