"""An entry closed on nobody's proof."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{on} 销号", "closed on {on}")


def check(world: World) -> Iterator[Found]:
    for item in world.items:
        if item.is_closed and not item.proofs:
            yield item.place, SAID.filled(on=item.closed_on or "—")


RULE = XrayRule(
    "XR009",
    "error",
    Text("已销号而无佐证", "closed without evidence"),
    Text("补充佐证后重新核验，或重新打开", "bring the evidence and verify again, or reopen it"),
    check,
)
