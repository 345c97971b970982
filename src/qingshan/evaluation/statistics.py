"""Statistics of many areas over their days, as exact fractions: one row an area.

Each gives ``area``, ``numerator``, ``denominator`` (null: no value) and ``days`` (days that count).
Concentrations enter as thousandths; the fraction is in the unit itself.
"""

from __future__ import annotations

import narwhals as nw

from qingshan.evaluation.columns import Frame
from qingshan.evaluation.engines import computed
from qingshan.kernel.exact import PERCENT, Value, at_most, choose, equal, multiply, percentile_position, subtract
from qingshan.kernel.exact import add as plus
from qingshan.standards.formulas.ratio import quotient
from qingshan.standards.rule import SCALE

FEBRUARY, MONTHS_PER_YEAR = 2, 12


def mean(days: Frame, item: str) -> Frame:
    """The mean of the days that have a value."""
    return _fraction(
        days.group_by("area").agg(numerator=nw.col(item).sum(), days=nw.col(item).count()), nw.col("days") * SCALE
    )


def percentile(days: Frame, item: str, percent: int) -> Frame:
    """The percentile of the days that have a value (HJ 663 附录 A)."""
    there = days.filter(~nw.col(item).is_null()).select("area", value=nw.col(item))
    ranked = there.with_columns(
        place=nw.col("value").cum_count().over("area", order_by="value"), days=nw.len().over("area")
    )

    def weighted(values: dict[str, Value]) -> dict[str, Value]:
        rank, weight = percentile_position(values["days"], percent)
        here = choose(equal(values["place"], rank), subtract(PERCENT, weight), 0)
        following = choose(equal(values["place"], plus(rank, 1)), weight, 0)
        return {"part": multiply(values["value"], plus(here, following))}

    parts = computed(ranked, weighted, {name: name for name in ("value", "place", "days")})
    summed = parts.group_by("area").agg(numerator=nw.col("part").sum(), days=nw.col("days").max())
    return _fraction(summed, nw.lit(PERCENT * SCALE))


def share(days: Frame, flag: str) -> Frame:
    """The share in percent of valid days that carry a flag (0/1 column)."""
    summed = _valid(days, flag)
    return _fraction(summed.with_columns(numerator=nw.col("numerator") * PERCENT), nw.col("days"))


def count(days: Frame, flag: str) -> Frame:
    """How many valid days carry a flag (0/1 column)."""
    return _fraction(_valid(days, flag), nw.lit(1))


def _valid(days: Frame, flag: str) -> Frame:
    return days.filter(nw.col("valid") == 1).group_by("area").agg(numerator=nw.col(flag).sum(), days=nw.len())


def rounded(fractions: Frame, interval: int) -> Frame:
    """The fraction rounded half to even to ``interval``, as ``value`` in thousandths."""

    def formula(values: dict[str, Value]) -> dict[str, Value]:
        return {"value": quotient(values["numerator"], values["denominator"], SCALE, interval)}

    return computed(fractions, formula, {"numerator": "numerator", "denominator": "denominator"})


def _fraction(summed: Frame, denominator: nw.Expr) -> Frame:
    some = nw.col("days") > 0
    return summed.select(
        "area",
        numerator=nw.when(some).then(nw.col("numerator").cast(nw.Int64)),
        denominator=nw.when(some).then(denominator.cast(nw.Int64)),
        days=nw.col("days").cast(nw.Int64),
    )


def enough_days(days: Frame, item: str, least: dict[str, int]) -> Frame:
    """Whether the days with a value meet the yearly rule (GB 3095 表4): ``area``, ``enough`` 0/1.

    ``least`` gives the days wanted in the ``year``, in each ``month``, and in ``february``.
    """
    there = days.filter(~nw.col(item).is_null()).with_columns(month=nw.col("day").dt.month())
    monthly = there.group_by("area", "month").agg(days=nw.len())
    wanted = nw.when(nw.col("month") == FEBRUARY).then(least["february"]).otherwise(least["month"])
    filled = monthly.with_columns(filled=nw.when(nw.col("days") >= wanted).then(1).otherwise(0))
    yearly = filled.group_by("area").agg(days=nw.col("days").sum(), filled=nw.col("filled").sum())

    def formula(values: dict[str, Value]) -> dict[str, Value]:
        by_month = choose(at_most(MONTHS_PER_YEAR, values["filled"]), 1, 0)
        return {"enough": choose(at_most(least["year"], values["days"]), by_month, 0)}

    return computed(yearly, formula, {"days": "days", "filled": "filled"}).select("area", "enough")
