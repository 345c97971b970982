"""An open entry without its area, in a ledger that has a column for it."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{on} 登记", "opened on {on}")


def check(world: World) -> Iterator[Found]:
    for item in world.items:
        if "area" in item.asks and not item.is_closed and not item.area:
            yield item.place, SAID.filled(on=item.opened_on)


RULE = XrayRule(
    "XR013",
    "warning",
    Text("台账事项没有属地", "a ledger entry without an area"),
    Text("补上属地", "name the area"),
    check,
)
