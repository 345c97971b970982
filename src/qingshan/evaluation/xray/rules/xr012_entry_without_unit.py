"""An open entry without its unit, in a ledger that has a column for it."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{on} 登记", "opened on {on}")


def check(world: World) -> Iterator[Found]:
    for item in world.items:
        if "unit" in item.asks and not item.is_closed and not item.units:
            yield item.place, SAID.filled(on=item.opened_on)


RULE = XrayRule(
    "XR012",
    "error",
    Text("台账事项没有责任单位", "a ledger entry without a unit"),
    Text("补上责任单位", "name the unit"),
    check,
)
