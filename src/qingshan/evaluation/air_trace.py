"""The trace below a value of the air: its days, the hours a person left out, the quality flags behind it."""

from __future__ import annotations

from collections.abc import Iterator

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.air_record import AirRecord
from qingshan.evaluation.area_days import OZONE
from qingshan.evaluation.groups import Group
from qingshan.kernel.text import Text
from qingshan.kernel.trace import Step

DAYS = Text("逐日", "days")
EXCLUDED = {
    "invalid": Text(
        "{sites}：{from_hour} 至 {to_hour} 判为无效（{reason}）", "{sites}: {from_hour} to {to_hour} invalid ({reason})"
    ),
    "dust": Text(
        "{sites}：{from_hour} 至 {to_hour} 受沙尘影响，扣除颗粒物（{reason}）",
        "{sites}: {from_hour} to {to_hour} dust, particles deducted ({reason})",
    ),
}
FLAGGED = Text(
    "质量检查 {check} 标记了 {hours} 个小时值（只标记，不剔除）",
    "quality check {check} flagged {hours} hours (flags never alter)",
)


def steps(air: AirRecord, indicator: AirIndicator, group: Group, evaluation: str) -> tuple[Step, ...]:
    """One step for the days, naming the rows to open."""
    coverage = air.coverage(indicator, group)
    notes = (
        *dict.fromkeys(_excluded(air, indicator, group)),
        *(FLAGGED.filled(check=check, hours=hours) for check, hours in coverage["flagged_hours"].items()),
    )
    raw = {"evaluation": evaluation, "group": group.key, "items": ",".join(indicator.items)}
    return (Step(DAYS, str(coverage["valid_days"]), "d", notes=notes, raw=raw),)


def _excluded(air: AirRecord, indicator: AirIndicator, group: Group) -> Iterator[Text]:
    """The exclusions that took hours from the group's sites and the indicator's items."""
    sites = {member.site for member in air.members.get(group.key, [])}
    items = {"o3" if item == OZONE else item for item in indicator.items}
    for one in air.exclusions:
        if (touched := sorted(sites & set(one.sites))) and items & set(one.items):
            hours = {"from_hour": one.from_hour, "to_hour": one.to_hour}
            yield EXCLUDED[one.kind].filled(sites="、".join(touched), reason=one.reason, **hours)
