"""二氧化硫平均浓度."""

from __future__ import annotations

from qingshan.evaluation.concentrations import mean_indicator, named
from qingshan.kernel.text import Text

INDICATOR = mean_indicator(
    "so2", Text("二氧化硫（SO2）平均浓度", "SO2 mean"), named("二氧化硫(SO2)", "SO2", "二氧化硫")
)
