"""Keep a score. The marks are computed here, from the inputs given; no caller says how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from qingshan.evaluation.scoring.kept import KeptInput, kept, read
from qingshan.evaluation.scoring.scheme import scheme
from qingshan.evaluation.scoring.score import score
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.score.models import ScoreNow
from qingshan.operations.unit.names import units

LABEL = Text("保存评分", "keep a score")
DIFFERS = ("as_of", "so_far", "decided", "lost", "grades", "state", "inputs", "scheme_hash")
"""What of an earlier version is told when it changes; the items follow from it."""


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``subject`` is an area, or a department under any name it had; ``inputs`` are those of ``kept.written``."""

    scheme: str
    subject: str
    period: str
    as_of: date
    inputs: Mapping[str, KeptInput]


def decide(given: Given, call: Call) -> Sequence[Change]:
    """OPS050 when it is kept already, OPS051 for a day out of order, EVA301 and EVA304 for scheme and inputs."""
    declared = scheme(given.scheme)
    try:
        period, inputs = Period.of(given.period), read(given.inputs, declared)
        if not given.subject.strip():
            raise ValueError("subject")  # noqa: TRY301
    except ValueError as error:
        expected = 'subject, period (2021, 2021Q3, …), inputs: {name: {value: "12.5"}}'
        raise problems.NOT_AS_ASKED.at("score.keep", error, action=LABEL, expected=expected) from error
    lasting, subject = (given.subject, given.subject)
    if declared.subject == "department":
        lasting, subject = _department(given.subject, given.as_of)
    key = ScoreNow.key_of(given.scheme, lasting, str(period))
    version, earlier = ScoreNow.stands(key) or (0, None)
    _in_order(key, given.as_of, period, call, earlier)
    after = kept(score(declared, inputs, subject), inputs, period, given.as_of)
    if after == earlier:
        raise problems.KEPT_ALREADY.at(key, given.as_of)
    return [Change(ScoreNow, key, version + 1, _before(earlier, after), after)]


def _department(name: str, day: date) -> tuple[str, str]:
    """The key a unit keeps through its renamings and the name it bears on a day; a unit not entered is as written."""
    unit = units().standing_for(name, day)
    return (name, name) if unit is None else (unit.key, unit.name_on(day) or name)


def _in_order(key: str, as_of: date, period: Period, call: Call, earlier: Mapping[str, Any] | None) -> None:
    first = period.start if earlier is None else date.fromisoformat(earlier["as_of"])
    if not first <= as_of <= call.day:
        raise problems.SCORE_OUT_OF_ORDER.at(key, as_of, first=first, last=call.day)


def _before(earlier: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, Any] | None:
    if earlier is None:
        return None
    return {name: earlier[name] for name in DIFFERS if earlier[name] != after[name]}


ACTION = Action("score.keep", LABEL, Given, frozenset({"coordinator", "analyst"}), decide)
