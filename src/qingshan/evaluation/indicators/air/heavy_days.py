"""重度及以上污染天数: valid days with an AQI above 200; dust days count in the published number."""

from __future__ import annotations

from qingshan.evaluation.air_indicator import AirIndicator
from qingshan.evaluation.area_days import ITEMS
from qingshan.evaluation.statistics import count
from qingshan.kernel.text import Text
from qingshan.standards.rule import SCALE

INDICATOR = AirIndicator(
    key="air.heavy_days",
    label=Text("重度及以上污染天数", "heavily polluted days"),
    names=("重污染天数", "重度污染天数", "重度及以上污染天数", "重污染天气天数", "重度及以上污染天气"),
    unit="d",
    units=("d",),
    direction="lower",
    clause=Text("HJ 633 五级和六级", "HJ 633 levels 5 and 6"),
    fraction=lambda days: count(days.frame, "heavy"),
    interval=lambda rules: SCALE,  # noqa: ARG005 (days are whole under every edition)
    items=ITEMS,
    by_index=True,
)
