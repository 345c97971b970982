"""细颗粒物平均浓度."""

from __future__ import annotations

from qingshan.evaluation.concentrations import mean_indicator, named
from qingshan.kernel.text import Text

INDICATOR = mean_indicator(
    "pm25", Text("细颗粒物（PM2.5）平均浓度", "PM2.5 mean"), named("细颗粒物(PM2.5)", "PM2.5", "细颗粒物")
)
