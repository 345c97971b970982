"""A five-year figure nobody has checked against its document."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    for one in world.assigned:
        if "-" in one.period and one.verification == "unverified":
            yield f"{one.indicator} {one.area} {one.period}".replace("  ", " "), Text(one.document, one.document)


RULE = XrayRule(
    "XR016",
    "warning",
    Text("五年目标数未核实", "a five-year figure that is not verified"),
    Text(
        "核对文件后以 standard 或 copy 重新录入", "check it against its document and enter it again as standard or copy"
    ),
    check,
)
