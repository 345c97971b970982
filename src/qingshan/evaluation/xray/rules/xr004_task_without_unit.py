"""A task that names nobody."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    for duty in world.duties:
        if not any(not one.by_rule for one in duty.units):
            yield duty.key, Text(duty.heading, duty.heading)
    if world.plan.tasks:
        for place in world.plan.unassigned:
            yield place.path, Text(place.heading, place.heading)


RULE = XrayRule(
    "XR004",
    "error",
    Text("任务没有责任单位", "a task without a responsible unit"),
    Text("在修正文件里补上责任单位", "add the units in the overlay"),
    check,
)
