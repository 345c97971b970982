"""二氧化氮日均值第98百分位数."""

from __future__ import annotations

from qingshan.evaluation.concentrations import named, percentile_indicator
from qingshan.kernel.text import Text

INDICATOR = percentile_indicator(
    "no2",
    "air.no2_p98",
    Text("二氧化氮（NO2）日均值第98百分位数", "NO2, 98th percentile of daily means"),
    named(
        "二氧化氮(NO2)", "NO2", "二氧化氮", suffixes=("第98百分位数", "日均值第98百分位数", "日均值第98百分位数浓度")
    ),
)
