"""Acknowledge a warning: somebody has seen it and answers for it."""

from __future__ import annotations

from collections.abc import Sequence

from qingshan.kernel.text import Text
from qingshan.operations.action import Action, Call, Change
from qingshan.operations.warning.stepping import Given, step

LABEL = Text("确认预警", "acknowledge a warning")


def decide(given: Given, call: Call) -> Sequence[Change]:
    return step(given, call, "acknowledge", LABEL)


ACTION = Action("warning.acknowledge", LABEL, Given, None, decide)
