"""An open entry without its deadline, in a ledger that has a column for it."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{on} 登记", "opened on {on}")


def check(world: World) -> Iterator[Found]:
    for item in world.items:
        if "deadline" in item.asks and not item.is_closed and item.deadline is None:
            yield item.place, SAID.filled(on=item.opened_on)


RULE = XrayRule(
    "XR014",
    "warning",
    Text("台账事项没有时限", "a ledger entry without a deadline"),
    Text("补上时限，或写明长期", "set a deadline"),
    check,
)
