"""单位地区生产总值二氧化碳排放累计下降率."""

from __future__ import annotations

from qingshan.evaluation.reported import decline
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = decline(
    "carbon.intensity_decline",
    Text("单位地区生产总值二氧化碳排放累计下降率", "decline of CO2 per GDP since the base year"),
    (
        "单位国内生产总值二氧化碳",
        "单位地区生产总值二氧化碳",
        "单位GDP二氧化碳",
        "单位生产总值二氧化碳",
        "二氧化碳排放强度",
        "碳排放强度",
        "碳强度",
    ),
    Operand(Text("二氧化碳排放量", "CO2 emission"), "10⁴ t"),
    Operand(Text("地区生产总值（同一基年不变价）", "GDP at constant prices of one base year"), "10⁸ CNY"),
    Text("市级人民政府控制温室气体排放核查表", "check table of city greenhouse gas control"),
)
