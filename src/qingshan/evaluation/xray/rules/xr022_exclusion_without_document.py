"""Hours left out on nobody's word."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    for one in world.exclusions:
        if not one.document.strip():
            yield f"{'、'.join(one.sites)} {one.from_hour} – {one.to_hour}", Text(one.reason, one.reason)


RULE = XrayRule(
    "XR022",
    "error",
    Text("剔除数据没有依据文件", "hours left out without a document"),
    Text("补录文件（observe exclude），或撤销剔除", "name the document (observe exclude), or withdraw it"),
    check,
)
