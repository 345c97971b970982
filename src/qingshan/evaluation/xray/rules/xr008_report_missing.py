"""A recurring duty of which a period has no report."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.duties.standing import unreported
from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{text}：缺 {periods}", "{text}: {periods} missing")


def check(world: World) -> Iterator[Found]:
    since = world.issued_on
    for duty in world.duties if since is not None else ():
        for one in duty.milestones:
            lacking = unreported(duty.key, one, world.decisions, since or world.day, world.day)
            if lacking:
                yield f"{duty.key} {one.key}", SAID.filled(text=one.text, periods="、".join(lacking))


RULE = XrayRule(
    "XR008",
    "warning",
    Text("定期任务缺报", "a recurring task without its report"),
    Text("补报所缺时段", "report the periods that are missing"),
    check,
)
