"""A site that speaks for no area."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text


def check(world: World) -> Iterator[Found]:
    placed = {one.site for one in world.memberships if one.holds(world.day)}
    for site in world.sites:
        stopped = site.stopped_on is not None and site.stopped_on <= world.day
        if site.key not in placed and not stopped and not site.background:
            yield site.key, Text(site.name, site.name)


RULE = XrayRule(
    "XR021",
    "warning",
    Text("点位没有归属区域", "a site that belongs to no area"),
    Text(
        "在点位归属表里写明区域和角色（observe import memberships）",
        "give it an area and a role (observe import memberships)",
    ),
    check,
)
