"""An entry that treats as binding a day the plan only hopes for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{target} 写的是力争（{text}）", "{target} says that it is striven for ({text})")


def check(world: World) -> Iterator[Found]:
    hoped = {one.id: one.deadline for one in world.plan.targets if one.deadline is not None and one.deadline.soft}
    for item in world.items:
        wish = hoped.get(item.target)
        if wish is not None and not item.soft and item.deadline == date.fromisoformat(wish.on or "0001-01-01"):
            yield item.place, SAID.filled(text=wish.text, target=item.target)


RULE = XrayRule(
    "XR007",
    "error",
    Text("力争时限被当作硬时限", "a hoped-for date kept as a binding one"),
    Text("把台账事项的时限改为力争，不作逾期", "keep the entry's deadline as a hope; it is never overdue"),
    check,
)
