"""From a statistic to a verdict, and what is still allowed while the period runs. Decimals only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from qingshan.kernel.text import Text

Verdict = Literal["met", "missed", "on_track", "at_risk", "off_track", "unknown", "not_applicable"]
State = Literal["final", "provisional", "insufficient_data", "not_applicable", "failed_check"]

VERDICTS: dict[Verdict, Text] = {
    "met": Text("达到", "met"),
    "missed": Text("未达到", "missed"),
    "on_track": Text("已锁定达到", "on track: cannot be missed any more"),
    "at_risk": Text("有风险", "at risk"),
    "off_track": Text("已无法达到", "off track: cannot be met any more"),
    "unknown": Text("未知", "unknown"),
    "not_applicable": Text("不适用", "not applicable"),
}
STATES: dict[State, Text] = {
    "final": Text("正式", "final"),
    "provisional": Text("暂定", "provisional"),
    "insufficient_data": Text("数据不足", "insufficient data"),
    "not_applicable": Text("不适用", "not applicable"),
    "failed_check": Text("检查未通过", "failed check"),
}


def meets(value: Decimal, comparator: str, limit: Decimal) -> bool | None:
    """Whether a rounded value meets a limit; None for comparators that no number decides (≈ has no declared band)."""
    match comparator:
        case "<=":
            return value <= limit
        case "<":
            return value < limit
        case ">=":
            return value >= limit
        case ">":
            return value > limit
        case "==":
            return value == limit
    return None


def gap(value: Decimal, comparator: str, limit: Decimal) -> Decimal | None:
    """How far a value is on the good side of a limit (negative: short of it); None where the comparator has no side."""
    if comparator in ("<=", "<"):
        return limit - value
    if comparator in (">=", ">"):
        return value - limit
    return None


@dataclass(frozen=True, slots=True)
class Budget:
    """What is still allowed until the period ends, assuming every day to come is valid.

    ``spent`` and ``allowed`` are in ``unit``: for a share, the bad days so far and the most bad days
    the whole period allows; for a mean, the mean so far and the mean the days to come may have.
    ``reachable`` is false when the limit can no longer be met, ``safe`` when it can no longer be missed.
    """

    kind: Literal["mean", "share"]
    spent: str
    allowed: str | None
    left: str | None
    unit: str
    days_left: int
    reachable: bool
    safe: bool

    @property
    def verdict(self) -> Verdict:
        if not self.reachable:
            return "off_track"
        return "on_track" if self.safe else "unknown"
