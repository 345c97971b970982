"""A target that no task is seen to serve."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    served = {one.target for duty in world.duties for one in duty.serves}
    for target in world.plan.targets:
        if world.duties and target.id not in served:
            yield target.id, Text(target.indicator.text, target.indicator.text)


RULE = XrayRule(
    "XR027",
    "hint",
    Text("没有任务支撑的目标", "a target that no task serves"),
    Text(
        "确认由哪项任务落实，必要时在修正文件里补任务", "say which task delivers it; add one in the overlay if need be"
    ),
    check,
)
