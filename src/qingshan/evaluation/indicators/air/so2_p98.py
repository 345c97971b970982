"""二氧化硫日均值第98百分位数."""

from __future__ import annotations

from qingshan.evaluation.concentrations import named, percentile_indicator
from qingshan.kernel.text import Text

INDICATOR = percentile_indicator(
    "so2",
    "air.so2_p98",
    Text("二氧化硫（SO2）日均值第98百分位数", "SO2, 98th percentile of daily means"),
    named(
        "二氧化硫(SO2)", "SO2", "二氧化硫", suffixes=("第98百分位数", "日均值第98百分位数", "日均值第98百分位数浓度")
    ),
)
