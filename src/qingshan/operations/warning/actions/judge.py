"""Judge a warning: true, false, the instrument, the weather; the reason of the call says why."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.evaluation.warnings.life import Finding
from qingshan.kernel.text import Text
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.warning import stepping

LABEL = Text("判定预警", "judge a warning")


class Given(stepping.Given, frozen=True, forbid_unknown_fields=True, kw_only=True):
    finding: Finding


def decide(given: Given, call: Call) -> Sequence[Change]:
    return stepping.step(given, call, "judge", LABEL, given.finding)


ACTION = Action("warning.judge", LABEL, Given, None, decide)
