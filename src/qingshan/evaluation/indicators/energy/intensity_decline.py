"""单位地区生产总值能耗累计下降率."""

from __future__ import annotations

from qingshan.evaluation.reported import decline
from qingshan.kernel.figures import Operand
from qingshan.kernel.text import Text

INDICATOR = decline(
    "energy.intensity_decline",
    Text("单位地区生产总值能耗累计下降率", "decline of energy per GDP since the base year"),
    (
        "单位国内生产总值能耗",
        "单位地区生产总值能耗",
        "单位GDP能耗",
        "单位生产总值能耗",
        "单位地区生产总值能源消耗",
        "单位国内生产总值能源消耗",
        "单位GDP能源消耗",
        "万元GDP能耗",
        "能耗强度",
        "能源消耗强度",
    ),
    Operand(Text("能源消费总量", "energy consumed"), "10⁴ tce"),
    Operand(Text("地区生产总值（同一基年不变价）", "GDP at constant prices of one base year"), "10⁸ CNY"),
    Text("能源消费总量与不变价地区生产总值", "energy consumed and GDP at constant prices"),
)
