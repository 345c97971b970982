"""A scoring scheme whose marks do not add up to its total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("合计 {found}，应为 {total}", "{found} in all, not {total}")


def check(world: World) -> Iterator[Found]:
    for one in world.weights:
        total = sum(one.parts.values(), Decimal(0))
        if total != one.total:
            yield one.scheme, SAID.filled(found=total, total=one.total)


RULE = XrayRule(
    "XR023",
    "error",
    Text("评分权重之和不等于总分", "weights that do not add up"),
    Text("改正方案中的分值", "correct the marks of the scheme"),
    check,
)
