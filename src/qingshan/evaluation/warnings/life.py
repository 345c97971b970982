"""The life of a warning: raised, acknowledged, acted on, judged, closed; pure, each step dated and by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import msgspec

from qingshan.evaluation.warnings import problems
from qingshan.evaluation.warnings.detect import Alert
from qingshan.evaluation.warnings.rule import LEVELS, Level
from qingshan.kernel.text import Text

State = Literal["raised", "acknowledged", "acted", "judged", "closed"]
STATES: dict[State, Text] = {
    "raised": Text("待确认", "raised"),
    "acknowledged": Text("已确认", "acknowledged"),
    "acted": Text("已处置", "acted on"),
    "judged": Text("已判定", "judged"),
    "closed": Text("已办结", "closed"),
}
Action = Literal["acknowledge", "act", "judge", "close"]
Finding = Literal["true", "false", "instrument", "weather"]
FINDINGS: dict[Finding, Text] = {
    "true": Text("属实", "true"),
    "false": Text("误报", "false"),
    "instrument": Text("仪器原因", "the instrument"),
    "weather": Text("气象原因", "the weather"),
}
NEEDS_REASON = Text("须写明处置或理由", "what was done, or why")
NEEDS_FINDING = Text("须判定：属实、误报、仪器原因或气象原因", "a verdict: true, false, instrument or weather")
_MOVES: dict[tuple[State, Action], State] = {
    ("raised", "acknowledge"): "acknowledged",
    ("acknowledged", "act"): "acted",
    ("acted", "act"): "acted",
    ("acknowledged", "judge"): "judged",
    ("acted", "judge"): "judged",
    ("judged", "close"): "closed",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who took it, in which role, when; ``note`` says what was done or why, ``finding`` the verdict."""

    action: Action
    on: date
    by: str
    role: str
    note: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """A warning as it is kept: its cause and how often that cause has been raised, its days, its steps.

    ``cleared_on`` is the first day on which its cause was no longer found; the warning stays until it is closed.
    """

    cause: str
    episode: int
    rule: str
    level: Level
    raised_on: date
    last_seen: date
    cleared_on: date | None = None
    steps: tuple[Step, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.cause}#{self.episode}"

    @property
    def state(self) -> State:
        found: State = "raised"
        for step in self.steps:
            found = _MOVES[found, step.action]
        return found

    @property
    def finding(self) -> Finding | None:
        return next((step.finding for step in reversed(self.steps) if step.action == "judge"), None)

    def acknowledged_by(self, day: date) -> bool:
        return any(step.on <= day for step in self.steps)

    def by(self, day: date) -> Life:
        """The warning with the steps taken by the end of a day alone."""
        return replace(self, steps=tuple(step for step in self.steps if step.on <= day))

    def as_json(self) -> dict[str, Any]:
        """Plain values; ``state`` stands among them, though it follows from the steps."""
        return {**msgspec.to_builtins(self), "state": self.state}

    @classmethod
    def from_json(cls, data: object) -> Life:
        """What :meth:`as_json` gave; what else is there is left aside. ValidationError of msgspec for anything else."""
        return msgspec.convert(data, cls)


def moves(life: Life) -> tuple[Action, ...]:
    """The actions that its state allows."""
    return tuple(action for (state, action) in _MOVES if state == life.state)


def verdicts(life: Life) -> tuple[Finding, ...]:
    """What it may be judged: true only after it was acted on."""
    return tuple(one for one in FINDINGS if one != "true" or life.state == "acted")


def take(life: Life, step: Step) -> Life:
    """The warning one step on. What is judged true must have been acted on; EVA048 to EVA050 when it may not be."""
    allowed = moves(life)
    unanswered = step.action == "judge" and step.finding == "true" and life.state != "acted"
    if step.action not in allowed or unanswered:
        raise problems.NOT_NOW.at(life.key, f"{life.state} → {step.action}", allowed="、".join(allowed) or "—")
    if step.action in ("act", "judge") and not step.note.strip():
        raise problems.INCOMPLETE.at(life.key, step.action, needs=NEEDS_REASON)
    if step.action == "judge" and step.finding is None:
        raise problems.INCOMPLETE.at(life.key, step.action, needs=NEEDS_FINDING)
    before = life.steps[-1].on if life.steps else life.raised_on
    if step.on < before:
        raise problems.BACKDATED.at(life.key, step.on, before=before)
    return replace(life, steps=(*life.steps, step))


def follow(lives: Sequence[Life], alerts: Iterable[Alert], day: date, before: date | None) -> tuple[Life, ...]:
    """The warnings after the detection of a day; ``before`` is the day of the detection before it.

    The same cause is the same warning while it is open, and also after it was closed for as long as it was found
    without a break and does not get graver. A level only rises.
    """
    found = {alert.cause: alert for alert in alerts}
    last = {life.cause: life for life in lives}
    kept = [
        _seen(life, found.pop(life.cause, None), day, before) if last[life.cause] is life else (life,) for life in lives
    ]
    new = (_raised(alert, 1, day) for alert in found.values())
    return (*(life for several in kept for life in several), *new)


def _seen(life: Life, alert: Alert | None, day: date, before: date | None) -> tuple[Life, ...]:
    if alert is None:
        cleared = day if life.cleared_on is None and life.state != "closed" else life.cleared_on
        return (replace(life, cleared_on=cleared),)
    order = list(LEVELS)
    is_graver = order.index(alert.level) > order.index(life.level)
    if life.state == "closed" and (is_graver or life.last_seen != before):
        return life, _raised(alert, life.episode + 1, day)
    level, rule = (alert.level, alert.rule) if is_graver else (life.level, life.rule)
    return (replace(life, last_seen=day, cleared_on=None, level=level, rule=rule),)


def _raised(alert: Alert, episode: int, day: date) -> Life:
    return Life(alert.cause, episode, alert.rule, alert.level, day, day)
