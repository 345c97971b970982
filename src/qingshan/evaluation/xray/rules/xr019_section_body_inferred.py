"""A section whose type was inferred, which decides how phosphorus is judged."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

INFERRED = "inferred"


def check(world: World) -> Iterator[Found]:
    for one in world.sections:
        if one.body and one.body_verification == INFERRED:
            yield one.section, Text(one.body, one.body)


RULE = XrayRule(
    "XR019",
    "hint",
    Text("断面水体类型为推定", "a section whose type of water body was inferred"),
    Text("对照断面名录确认（observe import sections）", "confirm it by a register (observe import sections)"),
    check,
)
