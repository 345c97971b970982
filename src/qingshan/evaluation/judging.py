"""From a statistic to a verdict, and what is still allowed while the period runs. Integers and Decimal only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from qingshan.kernel.exact import PERCENT, half_even
from qingshan.kernel.text import Text
from qingshan.kernel.units import scaled, unscaled
from qingshan.standards.formulas.allowance import bad_days_allowed, mean_allowed
from qingshan.standards.rule import DECIMALS, SCALE, written

BudgetKind = Literal["mean", "share"]
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


def meets(value: Decimal | Fraction, comparator: str, limit: Decimal | Fraction) -> bool | None:
    """Whether a value meets a limit; None for comparators that one limit does not decide."""
    own, other = Fraction(value), Fraction(limit)
    match comparator:
        case "<=":
            return own <= other
        case "<":
            return own < other
        case ">=":
            return own >= other
        case ">":
            return own > other
        case "==":
            return own == other
    return None


def gap(value: Decimal, comparator: str, limit: Decimal) -> Decimal | None:
    """How far a value is on the good side of a limit (negative: short of it); None where the comparator has no side."""
    if comparator in ("<=", "<"):
        return limit - value
    if comparator in (">=", ">"):
        return value - limit
    return None


@dataclass(frozen=True, slots=True)
class Standing:
    """A statistic of a group at a day: its rounded value and the exact fraction behind it.

    ``counted`` is how many days, sections or returns it rests on, ``interval`` the step the value is rounded to, in
    thousandths of its unit.
    """

    value: Decimal
    numerator: int
    denominator: int
    counted: int
    interval: int

    @classmethod
    def of(cls, exact: Fraction, counted: int, interval: int) -> Standing:
        """The standing of an exact value, rounded half to even to the interval."""
        step = unscaled(interval, DECIMALS).normalize()
        shown = Decimal(round(exact / Fraction(step))) * step
        return cls(shown.quantize(step), exact.numerator, exact.denominator, counted, interval)

    @property
    def exact(self) -> Fraction:
        """The value before it was rounded, in its unit."""
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Budget:
    """What is still allowed until the period ends, assuming every day to come is valid.

    For a share ``spent`` and ``allowed`` are the bad days so far and the most the whole period allows,
    ``left`` what remains; for a mean, the mean so far and the mean the days to come may have.
    ``reachable`` is false when the limit can no longer be met, ``safe`` when it can no longer be missed.
    """

    kind: BudgetKind
    spent: str | None
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


def budget(kind: BudgetKind, standing: Standing, limit: Decimal, left: int) -> Budget | None:
    """What may still happen in the ``left`` days of the period; None when no day is left."""
    if left == 0:
        return None
    return (_mean_budget if kind == "mean" else _share_budget)(standing, scaled(limit, DECIMALS), left)


def _mean_budget(standing: Standing, limit: int, left: int) -> Budget:
    allowed = mean_allowed(standing.numerator, (standing.counted, left), limit, standing.interval)
    so_far = written(half_even(SCALE * standing.numerator, standing.denominator), DECIMALS, 1)
    return Budget(
        "mean", so_far, written(allowed, DECIMALS, 1), None, "µg/m³", left, reachable=allowed >= 0, safe=False
    )


def _share_budget(standing: Standing, limit: int, left: int) -> Budget:
    bad = standing.counted - standing.numerator // PERCENT
    allowed = bad_days_allowed(standing.counted + left, limit, SCALE, standing.interval)
    room = allowed - bad
    return Budget("share", str(bad), str(allowed), str(room), "d", left, reachable=room >= 0, safe=room >= left)
