"""A figure far from the period before that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{reporter} 据 {document}", "{reporter}, from {document}")


def check(world: World) -> Iterator[Found]:
    for one in world.figures:
        if "jump" in one.flags and one.stage == 0:
            yield f"{one.key} {one.area} {one.period}", SAID.filled(document=one.document, reporter=one.reporter)


RULE = XrayRule(
    "XR015",
    "warning",
    Text("突变的填报数尚未审核", "a figure with an implausible jump, not reviewed"),
    Text("核对依据文件后审核（--stage reviewed），或退回更正", "check its document and review it, or return it"),
    check,
)
