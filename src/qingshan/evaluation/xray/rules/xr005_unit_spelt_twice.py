"""Two names of units that may be one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text
from qingshan.plans.checks.units import are_alike

SAID = Text("{one} 与 {other}", "{one} and {other}")


def check(world: World) -> Iterator[Found]:
    units = sorted({one.unit for duty in world.duties for one in duty.units})
    for one, other in combinations(units, 2):
        if are_alike(one, other):
            yield f"{one}、{other}", SAID.filled(one=one, other=other)


RULE = XrayRule(
    "XR005",
    "warning",
    Text("疑为同一单位的两种写法", "a unit under two spellings"),
    Text(
        "在修正文件里用 merge_units 合并，或登记更名", "merge them in the overlay (merge_units), or record the renaming"
    ),
    check,
)
