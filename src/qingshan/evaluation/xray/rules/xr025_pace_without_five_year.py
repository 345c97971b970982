"""A target judged pro rata whose five-year figure nobody has entered."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    given = {one.indicator for one in world.assigned if "-" in one.period}
    for target in world.plan.targets:
        if target.rule == "pro_rata" and target.indicator.key not in given:
            yield target.id, Text(target.indicator.text, target.indicator.text)


RULE = XrayRule(
    "XR025",
    "warning",
    Text("按时序进度考核而没有五年目标数", "judged pro rata without a five-year figure"),
    Text("录入五年目标数（observe import assigned）", "enter the five-year figure (observe import assigned)"),
    check,
)
