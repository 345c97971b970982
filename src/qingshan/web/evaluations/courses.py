"""The course of a target through the period: the days, the value so far, the lines it is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.judge import Judged
from qingshan.evaluation.run import Evaluation
from qingshan.kernel.exact import PERCENT, half_even
from qingshan.kernel.text import Text
from qingshan.kernel.units import plain
from qingshan.reports.asked import own_wish
from qingshan.reports.sheet import Sheet
from qingshan.reports.trend import INDICATOR, LEVELS, yearly_limit
from qingshan.standards.rule import DECIMALS, written

SIDES = (*LEVELS, ">=", ">")
GOOD_SHARE = "air.good_day_ratio"
DAILY, AQI = Text("日均值", "daily value"), Text("日AQI", "daily AQI")
MEAN_SO_FAR, SHARE_SO_FAR = Text("累计平均", "mean so far"), Text("累计优良率（%）", "good days so far (%)")
MUST, STRIVE = Text("约束 {value}", "must {value}"), Text("力争 {value}", "strive {value}")
LIMIT = Text("年限值 {value}", "limit {value}")


def course(evaluation: Evaluation, entry: Judged, sheet: Sheet) -> dict[str, Any] | None:
    """The days of an area's air with what the indicator comes to so far; None for what has no days.

    A day without a value is null. Percentiles have no value so far: their days alone are given.
    """
    indicator = entry.indicator
    if not isinstance(indicator, AirIndicator) or entry.standing is None:
        return None
    days = [(day.date(), row) for row in evaluation.air.of(entry.group).to_pylist() for day in (row["day"],)]
    if indicator.key == GOOD_SHARE:
        drawn = _good_share(days)
    elif len(indicator.items) == 1:
        drawn = _concentration(days, indicator)
    else:
        return None
    lines = [_line(*one) for one in _lines(entry, sheet)]
    return {"days": [day.isoformat() for day, _ in days], "unit": indicator.unit, "lines": lines, **drawn}


def _concentration(days: list[tuple[date, dict[str, Any]]], indicator: AirIndicator) -> dict[str, Any]:
    item = indicator.items[0]
    name = f"{item}_deducted" if indicator.dust_deducted else item
    values = [row.get(name, row.get(item)) for _, row in days]
    sums = means_so_far(values) if indicator.key.endswith("_mean") else [None] * len(values)
    shown = [None if value is None else written(value, DECIMALS) for value in values]
    return {"values": shown, "sums": list(sums), "daily": _said(DAILY), "so_far": _said(MEAN_SO_FAR)}


def means_so_far(values: Iterable[int | None]) -> Iterator[str | None]:
    """After each day the mean of the days with a value, as text; values in thousandths."""
    total = count = 0
    for value in values:
        if value is not None:
            total, count = total + value, count + 1
        yield written(half_even(total, count), DECIMALS) if count else None


def _good_share(days: list[tuple[date, dict[str, Any]]]) -> dict[str, Any]:
    good = valid = 0
    sums: list[str | None] = []
    for _, row in days:
        good, valid = good + (row["good"] or 0), valid + (row["valid"] or 0)
        sums.append(written(half_even(PERCENT * 10 * good, valid), 1) if valid else None)
    values = [None if row["aqi"] is None else str(row["aqi"]) for _, row in days]
    return {"values": values, "sums": sums, "daily": _said(AQI), "so_far": _said(SHARE_SO_FAR)}


def _lines(entry: Judged, sheet: Sheet) -> Iterator[tuple[str, Text, str]]:
    tiers = [("must", MUST, entry.must)]
    tiers += [] if own_wish(entry.target) else [("strive", STRIVE, entry.strive)]
    for kind, label, tier in tiers:
        if tier is not None and tier.limit is not None and tier.comparator in SIDES:
            yield kind, label, plain(tier.limit)
    if entry.indicator is not None and entry.indicator.key == INDICATOR:
        yield "limit", LIMIT, yearly_limit(sheet)[0]


def _line(kind: str, label: Text, value: str) -> dict[str, Any]:
    return {"kind": kind, "value": value, "label": _said(label.filled(value=value))}


def _said(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
