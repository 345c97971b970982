"""可吸入颗粒物日均值第95百分位数."""

from __future__ import annotations

from qingshan.evaluation.concentrations import named, percentile_indicator
from qingshan.kernel.text import Text

INDICATOR = percentile_indicator(
    "pm10",
    "air.pm10_p95",
    Text("可吸入颗粒物（PM10）日均值第95百分位数", "PM10, 95th percentile of daily means"),
    named(
        "可吸入颗粒物(PM10)",
        "PM10",
        "可吸入颗粒物",
        suffixes=("第95百分位数", "日均值第95百分位数", "日均值第95百分位数浓度"),
    ),
)
