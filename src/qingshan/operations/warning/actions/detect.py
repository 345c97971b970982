"""Carry the detection of a day out on the warnings that are kept: raise, see again, find gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from qingshan.evaluation.warnings.detect import Alert
from qingshan.evaluation.warnings.facts import Reading
from qingshan.evaluation.warnings.life import follow
from qingshan.kernel.text import Text
from qingshan.operations import problems
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.warning.models import Detection, WarningNow
from qingshan.operations.warning.stored import Stored, change

LABEL = Text("检测预警", "detect warnings")


class Unjudged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule that could not be judged, and why."""

    rule: str
    why: Text


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``alerts`` are what ``warnings.detect.detect`` gives for the day of the call, ``readings`` how targets stood.

    What stood then is what a closed problem is held against later.
    """

    alerts: tuple[Alert, ...]
    unjudged: tuple[Unjudged, ...] = ()
    readings: tuple[Reading, ...] = ()


def decide(given: Given, call: Call) -> Sequence[Change]:
    version, last = Detection.stands(Detection.ONLY) or (0, None)
    before = None if last is None else date.fromisoformat(last["day"])
    if before is not None and call.day < before:
        raise problems.DETECTED_LATER.at(Detection.KIND, call.day, day=before)
    if other := {alert.day for alert in given.alerts} - {call.day}:
        raise problems.NOT_AS_ASKED.at("alerts", min(other), action=LABEL, expected=call.day)
    rows = WarningNow.objects.order_by("pk").values_list("version", "document")
    stored = {one.life.key: one for one in (Stored.of(*row) for row in rows)}
    changes = _changes(stored, given.alerts, call.day, before)
    told = msgspec.to_builtins({"unjudged": given.unjudged, "readings": given.readings})
    after = {"day": call.day.isoformat(), "found": len(given.alerts), **{name: list(one) for name, one in told.items()}}
    if not changes and after == last:
        raise problems.AS_IT_STANDS.at(f"{Detection.KIND} {call.day}", version)
    earlier = last and {name: last[name] for name in ("day", "found")}
    return [Change(Detection, Detection.ONLY, version + 1, earlier, after), *changes]


def _changes(stored: dict[str, Stored], alerts: Sequence[Alert], day: date, before: date | None) -> Sequence[Change]:
    """The warnings that became other ones; of each cause the last speaks for what was found."""
    lives = follow([one.life for one in stored.values()], alerts, day, before)
    found, last = {alert.cause: alert for alert in alerts}, {life.cause: life.key for life in lives}
    changes = []
    for life in lives:
        known = stored.get(life.key)
        is_seen = life.cause in found and last[life.cause] == life.key
        alert = found[life.cause] if is_seen or known is None else known.alert
        changes.append(change(known, life, alert))
    return [one for one in changes if one is not None]


ACTION = Action("warning.detect", LABEL, Given, frozenset({"coordinator", "analyst"}), decide)
