"""Warnings and their rules as plain data of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from qingshan.evaluation.duties.standing import STATES as OF_DUTIES
from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.judging import VERDICTS
from qingshan.evaluation.warnings.calling import Precision
from qingshan.evaluation.warnings.ladder import ladder
from qingshan.evaluation.warnings.life import FINDINGS
from qingshan.evaluation.warnings.page import condition
from qingshan.evaluation.warnings.rule import LEVELS, Rule, rules
from qingshan.evaluation.warnings.watching import watches
from qingshan.kernel.text import Text
from qingshan.observations.check import checks
from qingshan.operations.action import actions
from qingshan.operations.log.canonical import Line
from qingshan.operations.warning.stored import Stored
from qingshan.web.permissions import role_label
from qingshan.web.states import STATES
from qingshan.web.targets.views import REALMS

FILTERS = ("level", "state", "rule", "unit")
GRAVEST_FIRST = tuple(reversed(LEVELS))
WATCHES_DAYS = frozenset(["duty", "ledger"])
"""Kinds of watching whose value is how many days are left."""
WORDS: dict[str, Text] = {
    **{str(key): label for known in (VERDICTS, OF_DUTIES) for key, label in known.items()},
    **{key: label for key, label in REALMS.items() if key},
    "reopened": Text("已重新打开", "opened again"),
    "worsened": Text("指标变差", "its indicator worsened"),
}
DETECTED = Text("检测", "detection")


def row(one: Stored) -> dict[str, Any]:
    """What a list says of a warning."""
    life, alert = one.life, one.alert
    return {
        "key": life.key,
        "address": reverse("warning", kwargs={"key": life.key}),
        "level": life.level,
        "level_label": LEVELS[life.level],
        "state": life.state,
        "rule": life.rule,
        "rule_label": rule_name(life.rule),
        "raised_on": life.raised_on,
        "last_seen": life.last_seen,
        "cleared_on": life.cleared_on,
        "explanation": alert.explanation,
        "roles": [role_label(name) for name in alert.roles],
        "units": list(alert.units),
        "finding": None if life.finding is None else FINDINGS[life.finding],
    }


def gravest_first(found: Iterable[Stored]) -> list[Stored]:
    """The gravest first, of these what is still found, then the one raised first."""
    order = list(LEVELS)
    return sorted(
        found,
        key=lambda one: (
            -order.index(one.life.level),
            one.life.cleared_on is not None,
            one.life.raised_on,
            one.life.key,
        ),
    )


def matches(row: dict[str, Any], asked: dict[str, str]) -> bool:
    """Whether a row is among those asked for; an empty filter lets everything through."""
    if any(asked[name] and row[name] != asked[name] for name in ("level", "rule")):
        return False
    if asked["unit"] and asked["unit"] not in row["units"]:
        return False
    said = f"{row['key']} {row['explanation'].zh} {row['explanation'].en}".lower()
    return asked["q"].strip().lower() in said


def choices(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the filters offer: only what occurs, the gravest level first."""
    levels, said = Counter(row["level"] for row in rows), {row["rule"]: row["rule_label"] for row in rows}
    return {
        "level": [{"key": key, "label": LEVELS[key], "count": levels[key]} for key in GRAVEST_FIRST if levels[key]],
        "rule": [{"key": key, "label": said[key]} for key in sorted(said)],
        "unit": sorted({unit for row in rows for unit in row["units"]}),
    }


def rule_name(key: str) -> Text:
    """What a rule is called; one that is no longer there by its key."""
    found = rules().get(key)
    return Text(key, key) if found is None else found.label


def rule_row(rule: Rule) -> dict[str, Any]:
    """A rule with its condition, its source and whom it calls."""
    which = ladder()
    climbing = [{"days": one.after_days, "step": which.step(one.step).label} for one in rule.escalate]
    quiet = None if rule.quiet is None else f"{rule.quiet.since:%H:%M}–{rule.quiet.until:%H:%M}"
    return {
        "key": rule.key,
        "label": rule.label,
        "level": rule.level,
        "level_label": LEVELS[rule.level],
        "watches": watches()[rule.watches].label,
        "condition": condition(rule, words()),
        "source": rule.source,
        "verification": rule.verification.label,
        "is_doubtful": rule.verification.value == "unverified",
        "roles": [role_label(name) for name in rule.who.roles],
        "units": rule.who.units,
        "escalate": climbing,
        "quiet": quiet,
        "action": rule.action,
        "assumes": rule.assumes,
    }


def words() -> dict[str, Text]:
    """What states, kinds and indicators that rules name are called."""
    return {
        **WORDS,
        **{key: one.label for key, one in checks().items()},
        **{key: one.label for key, one in indicators().items()},
    }


def precision_row(one: Precision) -> dict[str, Any]:
    """How right a rule has been."""
    return {"said": one.said, "share": one.share, "raised": one.raised, "decided": one.decided}


def history(found: Iterable[Line]) -> list[dict[str, Any]]:
    """Everything that happened; of detections that follow each other the first and, as ``again``, the last."""
    shown: list[dict[str, Any]] = []
    for one in map(happened, found):
        if shown and one["explanation"] and shown[-1]["explanation"]:
            shown[-1] |= {"again": one, "times": shown[-1]["times"] + 1}
        else:
            shown.append(one)
    return shown


def happened(line: Line) -> dict[str, Any]:
    """A record of a warning: who did what, in which role, with which words."""
    steps = line.after.get("steps") or ()
    finding = steps[-1]["finding"] if line.action == "warning.judge" and steps else None
    known = actions().get(line.action)
    is_detection = line.action == "warning.detect"
    return {
        "number": line.number,
        "day": line.day,
        "action": DETECTED if is_detection else known.label if known else Text(line.action, line.action),
        "actor": line.actor,
        "unit": line.unit,
        "roles": [role_label(name) for name in line.role.split()],
        "reason": line.reason,
        "document": line.document,
        "state": line.state,
        "finding": None if finding is None else FINDINGS[finding],
        "explanation": line.after["alert"]["explanation"] if is_detection else None,
        "times": 1,
        "again": None,
    }


def state_choices() -> list[dict[str, Any]]:
    return [{"key": key, "label": STATES[f"warning.{key}"].label} for key in STATE_KEYS]


STATE_KEYS = ("raised", "acknowledged", "acted", "judged", "closed")
