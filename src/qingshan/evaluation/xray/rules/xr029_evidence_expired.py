"""A closed entry that rests on evidence which holds no more."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{expires} 到期", "expired on {expires}")


def check(world: World) -> Iterator[Found]:
    for item in world.items:
        for one in item.proofs:
            if item.is_closed and one.expires is not None and one.expires < world.day:
                yield f"{item.place} {one.key}", SAID.filled(expires=one.expires)


RULE = XrayRule(
    "XR029",
    "hint",
    Text("已销号事项的佐证已过有效期", "a closed entry that rests on expired evidence"),
    Text("换用有效的佐证", "bring evidence that holds"),
    check,
)
