"""一氧化碳日均值第95百分位数."""

from __future__ import annotations

from qingshan.evaluation.concentrations import named, percentile_indicator
from qingshan.kernel.text import Text

INDICATOR = percentile_indicator(
    "co",
    "air.co_p95",
    Text("一氧化碳（CO）日均值第95百分位数", "CO, 95th percentile of daily means"),
    named(
        "一氧化碳(CO)",
        "CO",
        "一氧化碳",
        suffixes=("浓度", "第95百分位数", "日均值第95百分位数", "日均值第95百分位数浓度"),
    ),
)
