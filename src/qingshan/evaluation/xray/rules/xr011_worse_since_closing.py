"""A closed entry whose indicator has worsened since."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.warnings.facts import ClosedEntry, Facts
from qingshan.evaluation.warnings.watch.rebound import is_worse, values
from qingshan.evaluation.xray.rule import Found, XrayRule
from qingshan.evaluation.xray.world import World
from qingshan.kernel.text import Text

SAID = Text("{indicator}：{before} → {now}", "{indicator}: {before} → {now}")


def check(world: World) -> Iterator[Found]:
    facts = Facts(readings=world.readings, earlier=world.earlier)
    for item in world.items:
        if item.is_closed and item.closed_on is not None and item.indicator:
            one = ClosedEntry(item.ledger, item.entry, item.entry, item.indicator, item.area, item.closed_on)
            if is_worse(one, facts):
                before, now = values(one, facts)
                yield item.place, SAID.filled(indicator=item.indicator, before=before, now=now)


RULE = XrayRule(
    "XR011",
    "warning",
    Text("销号后所系指标变差", "the indicator has worsened since the entry was closed"),
    Text("现场核查，确有反弹的重新打开", "check on the spot; reopen it when the problem is back"),
    check,
)
