"""Two targets that ask different things of one indicator in the same areas and year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{one} 与 {other}", "{one} and {other}")


def check(world: World) -> Iterator[Found]:
    stated = [one for one in world.plan.targets if one.indicator.key and one.value is not None]
    for one, other in combinations(stated, 2):
        same = all(getattr(one, name) == getattr(other, name) for name in ("period", "comparator", "rule", "baseline"))
        alike = (one.indicator.key, one.scope.areas) == (other.indicator.key, other.scope.areas)
        if same and alike and one.value != other.value and one.deadline == other.deadline:
            yield f"{one.id}、{other.id}", SAID.filled(one=one.value, other=other.value)


RULE = XrayRule(
    "XR024",
    "error",
    Text("同一指标、区域、年度有两个不同的目标值", "two targets of one indicator, area and year that differ"),
    Text("核对原文，在修正文件里订正或删去一个", "check the text; correct or remove one in the overlay"),
    check,
)
