"""A milestone that had passed when the plan was issued."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{text}（{on}）早于 {issued}", "{text} ({on}) lies before {issued}")


def check(world: World) -> Iterator[Found]:
    issued = world.issued_on
    for duty in world.duties:
        for one in duty.milestones:
            if issued is not None and one.on is not None and one.on < issued:
                yield f"{duty.key} {one.key}", SAID.filled(text=one.text, on=one.on, issued=issued)


RULE = XrayRule(
    "XR006",
    "hint",
    Text("时限早于文件印发日期", "a deadline before the day the plan was issued"),
    Text("确认是否已完成；未完成的及时作出延期等决定", "find out whether it is done; if not, decide on it"),
    check,
)
