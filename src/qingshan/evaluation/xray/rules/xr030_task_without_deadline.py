"""A task without any date."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    for duty in world.duties:
        if all(one.kind == "open" and not one.text for one in duty.milestones):
            yield duty.key, Text(duty.heading, duty.heading)


RULE = XrayRule(
    "XR030",
    "hint",
    Text("任务没有时限", "a task without a deadline"),
    Text("在修正文件里写明时限，或确认以年底为准", "set a date in the overlay, or confirm the end of the year"),
    check,
)
