"""可吸入颗粒物平均浓度."""

from __future__ import annotations

from qingshan.evaluation.concentrations import mean_indicator, named
from qingshan.kernel.text import Text

INDICATOR = mean_indicator(
    "pm10", Text("可吸入颗粒物（PM10）平均浓度", "PM10 mean"), named("可吸入颗粒物(PM10)", "PM10", "可吸入颗粒物")
)
