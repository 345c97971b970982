"""二氧化氮平均浓度."""

from __future__ import annotations

from qingshan.evaluation.concentrations import mean_indicator, named
from qingshan.kernel.text import Text

INDICATOR = mean_indicator(
    "no2", Text("二氧化氮（NO2）平均浓度", "NO2 mean"), named("二氧化氮(NO2)", "NO2", "二氧化氮")
)
