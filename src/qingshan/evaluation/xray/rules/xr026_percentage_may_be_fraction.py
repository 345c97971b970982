"""A percentage of at most 1 that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{value} {unit}", "{value} {unit}")


def check(world: World) -> Iterator[Found]:
    for one in world.figures:
        if "fraction" in one.flags and one.stage == 0:
            yield f"{one.key} {one.area} {one.period}", SAID.filled(value=one.value, unit=one.unit)


RULE = XrayRule(
    "XR026",
    "warning",
    Text("疑为小数的百分数尚未审核", "a percentage that may be a fraction, not reviewed"),
    Text(
        "核对依据文件：0.95 是 0.95% 还是 95%，更正或审核",
        "check its document: is 0.95 meant as 95 %? correct or review it",
    ),
    check,
)
