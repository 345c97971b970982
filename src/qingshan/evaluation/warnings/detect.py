"""From rules and facts to the warnings of a day: one a cause, the gravest rule speaks, the others are listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from qingshan.evaluation.warnings import problems
from qingshan.evaluation.warnings.facts import Facts
from qingshan.evaluation.warnings.rule import LEVELS, Level, Rule, worst
from qingshan.evaluation.warnings.watching import Sign, Watch, watches
from qingshan.kernel.text import Text

NOTHING_TO_WATCH = Text("没有可看的数据：{what}", "there is nothing to look at: {what}")


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning of a day. ``others`` are the rules that the same cause also meets; ``value`` is what was found."""

    rule: str
    cause: str
    level: Level
    day: date
    subject: Text
    explanation: Text
    value: str
    threshold: str | None
    source: str
    verification: str
    roles: tuple[str, ...]
    units: tuple[str, ...]
    due: date | None
    others: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    @classmethod
    def from_json(cls, data: object) -> Alert:
        """What :meth:`as_json` gave; ValidationError of msgspec for anything else."""
        return msgspec.convert(data, cls)


def detect(rules: Iterable[Rule], facts: Facts, day: date) -> tuple[Alert, ...]:
    """The warnings of a day, gravest first, then by cause. EVA047 when a rule watches what there is no kind for."""
    found: dict[str, list[tuple[Rule, Sign]]] = {}
    for rule in rules:
        for sign in _watch(rule).signs(rule, facts, day):
            found.setdefault(sign.cause, []).append((rule, sign))
    alerts = [_alert(pairs, day) for pairs in found.values()]
    order = list(LEVELS)
    return tuple(sorted(alerts, key=lambda alert: (-order.index(alert.level), alert.cause)))


def unwatched(rules: Iterable[Rule], facts: Facts) -> tuple[tuple[Rule, Text], ...]:
    """The rules that could not be judged because nothing they look at was given, and what that is."""
    lacking = [(rule, _watch(rule)) for rule in rules if not getattr(facts, _watch(rule).needs)]
    return tuple((rule, NOTHING_TO_WATCH.filled(what=watch.label)) for rule, watch in lacking)


def _watch(rule: Rule) -> Watch:
    if rule.watches not in watches():
        raise problems.BAD_RULE.at(rule.key, rule.watches)
    return watches()[rule.watches]


def _alert(pairs: list[tuple[Rule, Sign]], day: date) -> Alert:
    rule = worst(rule for rule, _ in pairs)
    sign = next(sign for own, sign in pairs if own is rule)
    said = {"subject": sign.subject, "value": sign.value, "threshold": rule.threshold or "", **sign.said}
    return Alert(
        rule=rule.key,
        cause=sign.cause,
        level=rule.level,
        day=day,
        subject=sign.subject,
        explanation=rule.says.filled(**said),
        value=sign.value,
        threshold=rule.threshold,
        source=rule.source,
        verification=rule.verification.value,
        roles=rule.who.roles,
        units=sign.units if rule.who.units else (),
        due=sign.due,
        others=tuple(sorted(own.key for own, _ in pairs if own is not rule)),
    )
