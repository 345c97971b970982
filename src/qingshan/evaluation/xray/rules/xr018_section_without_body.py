"""A section of which nobody says whether it is a river or a lake."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

BODIES = ("river", "lake")


def check(world: World) -> Iterator[Found]:
    for one in world.sections:
        if one.body not in BODIES:
            yield one.section, Text(one.area, one.area)


RULE = XrayRule(
    "XR018",
    "error",
    Text("断面没有水体类型", "a section without its type of water body"),
    Text(
        "在断面名录里写明 river 或 lake（observe import sections）",
        "say river or lake in the register (observe import sections)",
    ),
    check,
)
