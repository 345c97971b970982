"""A target that no declared indicator measures."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.indicator import indicators
from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    known = indicators()
    for target in world.plan.targets:
        if target.indicator.key not in known:
            yield target.id, Text(target.indicator.text, target.indicator.text)


RULE = XrayRule(
    "XR001",
    "error",
    Text("目标没有对应的指标，无数据来源", "a target that no indicator measures"),
    Text("在修正文件（overlay）里指定指标，或新增指标定义", "name the indicator in the overlay, or add its definition"),
    check,
)
