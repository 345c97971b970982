"""A section of the register that was never sampled in the year."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("最近样品：{last}", "last sample: {last}")


def check(world: World) -> Iterator[Found]:
    year = world.period
    for name in sorted({one.section for one in world.sections if year is None or one.touches(year)}):
        last = world.sampled.get(name)
        if last is None or (year is not None and last < year.start):
            yield name, SAID.filled(last=last or "—")


RULE = XrayRule(
    "XR020",
    "warning",
    Text("断面没有样品", "a section without samples"),
    Text("导入该断面的监测数据，或注明停测", "import its samples, or say that it is no longer sampled"),
    check,
)
