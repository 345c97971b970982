"""Evidence dated after the step it was to prove."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{dated} 晚于 {used}", "{dated} is after {used}")


def check(world: World) -> Iterator[Found]:
    for item in world.items:
        for one in item.proofs:
            if one.dated > one.used_on:
                yield f"{item.place} {one.key}", SAID.filled(dated=one.dated, used=one.used_on)


RULE = XrayRule(
    "XR028",
    "error",
    Text("佐证日期晚于所证明的办理日期", "evidence dated after the step it proves"),
    Text("核对佐证自身的日期", "check the date of the evidence itself"),
    check,
)
