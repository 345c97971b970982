"""Close a warning that was judged."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.text import Text
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.warning.stepping import Given, step

LABEL = Text("办结预警", "close a warning")


def decide(given: Given, call: Call) -> Sequence[Change]:
    return step(given, call, "close", LABEL)


ACTION = Action("warning.close", LABEL, Given, None, decide)
