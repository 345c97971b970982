"""臭氧日最大8小时平均第90百分位数."""

from __future__ import annotations

from qingshan.evaluation.concentrations import named, percentile_indicator
from qingshan.kernel.text import Text

INDICATOR = percentile_indicator(
    "o3_8h",
    "air.o3_p90",
    Text("臭氧（O3）日最大8小时平均第90百分位数", "O3, 90th percentile of daily 8-hour maxima"),
    named(
        "臭氧(O3)",
        "O3",
        "臭氧",
        suffixes=("浓度", "第90百分位数", "日最大8小时平均第90百分位数", "日最大8小时平均第90百分位数浓度"),
    ),
)
