"""重度及以上污染天数比率: heavily polluted days of all valid days."""

from __future__ import annotations

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.statistics import share
from qingshan.kernel.text import Text

INDICATOR = AirIndicator(
    key="air.heavy_day_ratio",
    label=Text("重度及以上污染天数比率", "heavy-day ratio"),
    names=("重污染天数比例", "重污染天数比率", "重度及以上污染天数比例", "重度及以上污染天数比率"),
    unit="%",
    units=("%",),
    direction="lower",
    clause=Text("HJ 633 五级和六级；有效监测天数为分母", "HJ 633 levels 5 and 6; valid days are the denominator"),
    fraction=lambda days: share(days.frame, "heavy"),
    interval=lambda rules: int(rules.assessment.scaled("rate_interval", 3)),
    items=ITEMS,
    by_index=True,
)
