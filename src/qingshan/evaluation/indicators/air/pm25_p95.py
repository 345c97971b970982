"""细颗粒物日均值第95百分位数."""

from __future__ import annotations

from qingshan.evaluation.concentrations import named, percentile_indicator
from qingshan.kernel.text import Text

INDICATOR = percentile_indicator(
    "pm25",
    "air.pm25_p95",
    Text("细颗粒物（PM2.5）日均值第95百分位数", "PM2.5, 95th percentile of daily means"),
    named(
        "细颗粒物(PM2.5)",
        "PM2.5",
        "细颗粒物",
        suffixes=("第95百分位数", "日均值第95百分位数", "日均值第95百分位数浓度"),
    ),
)
