"""优良天数比率: valid days with an AQI of at most 100, of all valid days; dust days stay in."""

from __future__ import annotations

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.statistics import share
from qingshan.kernel.text import Text

INDICATOR = AirIndicator(
    key="air.good_day_ratio",
    label=Text("空气质量优良天数比率", "good-day ratio"),
    names=(
        "空气优良率",
        "空气质量优良率",
        "优良率",
        "空气优良天数比例",
        "空气优良天数比率",
        "空气质量优良天数比例",
        "空气质量优良天数比率",
        "环境空气质量优良天数比例",
        "环境空气质量优良天数比率",
        "优良天数比例",
        "优良天数比率",
    ),
    unit="%",
    units=("%",),
    direction="higher",
    clause=Text("HJ 663 达标率；有效监测天数为分母", "HJ 663 attainment rate; valid days are the denominator"),
    fraction=lambda days: share(days.frame, "good"),
    interval=lambda rules: int(rules.assessment.scaled("rate_interval", 3)),
    budget="share",
    items=ITEMS,
    by_index=True,
)
