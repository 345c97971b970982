"""A target whose indicator has no value at all."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    for one in world.readings:
        if one.indicator and one.value is None:
            yield f"{one.target} {one.area}", one.label


RULE = XrayRule(
    "XR002",
    "warning",
    Text("目标没有任何数值", "a target without any figure"),
    Text(
        "导入监测数据或部门填报（observe import、observe returns）",
        "import monitoring data or returns (observe import, observe returns)",
    ),
    check,
)
