"""Say what was done about a warning; may be said again as long as it is not judged."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.text import Text
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.warning.stepping import Given, step

LABEL = Text("处置预警", "act on a warning")


def decide(given: Given, call: Call) -> Sequence[Change]:
    return step(given, call, "act", LABEL)


ACTION = Action("warning.act", LABEL, Given, None, decide)
