"""A target that rests on a reported figure of long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.periods import Period
from qingshan.kernel.text import Text

OLDEST_DAYS = 400
"""A yearly figure may come a month after the next is due; ours, not a standard's."""
SAID = Text("最近一期到 {last}，已 {days} 天", "the latest ends on {last}, {days} days ago")


def check(world: World) -> Iterator[Found]:
    for (indicator, area), last in _latest(world).items():
        if (world.day - last).days > OLDEST_DAYS and any(one.indicator.key == indicator for one in world.plan.targets):
            yield f"{area} {indicator}", SAID.filled(last=last, days=(world.day - last).days)


def _latest(world: World) -> dict[tuple[str, str], date]:
    found: dict[tuple[str, str], date] = {}
    for one in world.figures:
        key = (one.key, one.area)
        found[key] = max(found.get(key, date.min), Period.of(one.period).end)
    return found


RULE = XrayRule(
    "XR003",
    "warning",
    Text("目标所依据的填报数太旧", "a target that rests on an old figure"),
    Text("催报最近一期的数（observe returns）", "ask for the figure of the latest period (observe returns)"),
    check,
)
